import { DIFFERENCE_CAUSES } from "@malipo/protocol/merchant";
import { describe, expect, it } from "vitest";
import { createPromMetrics } from "../../src/adapters/prom-metrics/prom-metrics.ts";
import type { PromMetrics } from "../../src/adapters/prom-metrics/prom-metrics.ts";
import { callBack, paidAnew } from "../support/attempts.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";
import { later } from "../support/webhooks.ts";

const text = ({ deps }: TestRelay): Promise<string> =>
  (deps.metrics as PromMetrics).text();

/** The samples of one metric, by their labels. */
async function samples(
  relay: TestRelay,
  name: string,
): Promise<Readonly<Record<string, number>>> {
  const lines = (await text(relay))
    .split("\n")
    .map((line) => /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line))
    .filter((match) => match?.[1] === name);
  return Object.fromEntries(
    lines.map((match) => [match?.[2] ?? "", Number(match?.[3])]),
  );
}

describe("the metrics of a checkout", () => {
  it("count orders and attempts by what became of them", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    await relay.order();
    const failing = await relay.attempt(order);
    relay.provider.onQuery = () => ({
      kind: "refused",
      status: "failed",
      code: "wrong_pin",
    });
    await callBack(relay, failing);
    await until("it fails", async () => {
      return (await relay.read(order)).status === "open";
    });
    const paying = await relay.attempt(order);
    const answer = paidAnew(relay);
    relay.provider.onQuery = () => answer;
    const stream = await fetch(`${relay.url}/v1/orders/${order.id}/events`, {
      headers: order.auth,
    });
    await until("it is open", () => relay.relay.openStreams() === 1);
    await callBack(relay, paying);
    expect(await stream.text()).toContain('"status":"paid"');
    expect(relay.relay.openStreams()).toBe(0);

    expect(await samples(relay, "malipo_orders_total")).toEqual({
      'status="open"': 3,
      'status="pending"': 2,
      'status="paid"': 1,
    });
    const mpesa = (status: string, failure = "none"): string =>
      `method="mpesa",status="${status}",failure="${failure}"`;
    expect(await samples(relay, "malipo_attempts_total")).toMatchObject({
      [mpesa("submitting")]: 2,
      [mpesa("awaiting_payer")]: 2,
      [mpesa("failed", "wrong_pin")]: 1,
      [mpesa("succeeded")]: 1,
    });
    expect(
      await samples(relay, "malipo_callback_commit_seconds_count"),
    ).toEqual({ "": 2 });
    const [streamed] = Object.values(
      await samples(relay, "malipo_commit_to_stream_seconds_count"),
    );
    expect(streamed).toBeGreaterThan(0);
    expect(await text(relay)).not.toContain(order.id);
  });

  it("count an order that needs a review once", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    relay.provider.onQuery = () => ({
      kind: "succeeded",
      amount: { value: 100, currency: "KES" },
      receipt: "SKL7X2Q9WD",
    });
    await callBack(relay, attemptId);
    await until("it needs one", async () => {
      return (await relay.read(order)).flags.review;
    });
    later(relay, 60);
    await callBack(relay, attemptId);
    expect(await samples(relay, "malipo_order_flags_total")).toEqual({
      'flag="review"': 1,
    });
  });
});

describe("the gauges", () => {
  const STORE = {
    tasks: [{ kind: "query_attempt" as const, due: 3, oldestDueMs: 1_500 }],
    pendingDeliveries: 2,
    deadDeliveries: 1,
    unmatchedPayments: 4,
    flaggedOrders: { review: 5, overpaid: 6 },
    refundsInReview: 7,
    undecidedTransfers: 8,
    openBalances: [],
    reconciliations: {
      lastFinishedAt: 1_764_460_800_000,
      open: { no_answer: 9 },
      oldestOpenMs: 2_500,
    },
  };
  const lines = async (metrics: PromMetrics): Promise<readonly string[]> =>
    (await metrics.text())
      .split("\n")
      .filter((line) =>
        /^malipo_(?:open|tasks?_|webhooks|unmatched|build|orders_flagged|refunds|transfers|reconciliation)/.test(
          line,
        ),
      );

  it("are read for each text, and absent while the store does not respond", async () => {
    let isUp = true;
    const metrics = createPromMetrics({
      version: "1.2.3",
      readGauges: () =>
        Promise.resolve({ openStreams: 7, store: isUp ? STORE : null }),
    });
    const always = [
      'malipo_build_info{version="1.2.3"} 1',
      "malipo_open_streams 7",
    ];
    expect(await lines(metrics)).toEqual([
      ...always,
      'malipo_tasks_due{kind="query_attempt"} 3',
      'malipo_task_oldest_due_seconds{kind="query_attempt"} 1.5',
      'malipo_webhooks{status="pending"} 2',
      'malipo_webhooks{status="dead"} 1',
      "malipo_unmatched_payments 4",
      'malipo_orders_flagged{flag="review"} 5',
      'malipo_orders_flagged{flag="overpaid"} 6',
      "malipo_refunds_in_review 7",
      "malipo_transfers_undecided 8",
      ...DIFFERENCE_CAUSES.map(
        (cause) =>
          `malipo_reconciliation_differences{cause="${cause}"} ${cause === "no_answer" ? 9 : 0}`,
      ),
      "malipo_reconciliation_oldest_difference_seconds 2.5",
      "malipo_reconciliation_last_finished_timestamp_seconds 1764460800",
    ]);
    isUp = false;
    expect(await lines(metrics)).toEqual(always);
  });
});
