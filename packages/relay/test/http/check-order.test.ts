import { describe, expect, it } from "vitest";
import type { Order } from "@malipo/protocol";
import type { QueryResult } from "../../src/ports/provider.ts";
import {
  declined,
  onAttempt,
  paid,
  pass,
  pending,
  refusal,
  startPaying,
} from "../support/attempts.ts";
import { createGate } from "../support/gate.ts";
import { auditLog, paidOrder, postAsMerchant } from "../support/merchant.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { Answer, TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const check = (relay: TestRelay, { id }: { id: string }): Promise<Answer> =>
  postAsMerchant(relay, `orders/${id}/check`);

const statusIn = ({ body }: Answer): string =>
  (body as { order: Order }).order.status;

describe("POST /v1/merchant/orders/:id/check", () => {
  it("queries the provider now, within the same interval as the shopper", async () => {
    const { relay, order, attemptId } = await startPaying({ asleep: true });
    relay.provider.onQuery = () => pending;
    expect(statusIn(await check(relay, order))).toBe("pending");
    const again = await check(relay, order);
    expect(refusal(again)).toBe("429 check_too_soon");
    expect(again.headers.get("retry-after")).toBe("3");
    expect(refusal(await onAttempt(relay, order, attemptId, "check"))).toBe(
      "429 check_too_soon",
    );
    relay.clock.advance(3);
    relay.provider.onQuery = () => paid;
    expect(statusIn(await check(relay, order))).toBe("paid");
    expect(relay.provider.queries).toHaveLength(2);
    const entries = await auditLog(relay, { action: "checkOrder" });
    expect(
      entries.map(({ outcome, code, before, after }) => [
        outcome,
        code ?? `${String(before?.status)} ${String(after?.status)}`,
      ]),
    ).toEqual([
      ["done", "pending paid"],
      ["started", "undefined undefined"],
      ["refused", "check_too_soon"],
      ["done", "undefined undefined"],
      ["started", "undefined undefined"],
    ]);
  });

  it("asks nothing about what is paid, or what nobody tried to pay", async () => {
    const relay = await startTestRelay({ asleep: true });
    const orders = [await relay.order(), await paidOrder(relay)];
    const before = relay.provider.queries.length;
    const answers = await Promise.all(orders.map((each) => check(relay, each)));
    expect(answers.map(statusIn)).toEqual(["open", "paid"]);
    expect(relay.provider.queries).toHaveLength(before);
    expect(refusal(await check(relay, { id: "ord_" + "A".repeat(22) }))).toBe(
      "404 not_found",
    );
  });

  it("finds that a refused attempt was paid after all, and asks about the open one of several", async () => {
    const { relay, order, attemptId } = await startPaying({ asleep: true });
    relay.provider.onQuery = () => declined("failed");
    await check(relay, order);
    await pass(relay, 60);
    await relay.attempt(order);
    relay.clock.advance(5);
    relay.provider.onQuery = () => declined("failed");
    const before = relay.provider.queries.length;
    await check(relay, order);
    expect(relay.provider.queries.slice(before)).not.toContain(attemptId);
    relay.clock.advance(5);
    relay.provider.onQuery = () => paid;
    expect(statusIn(await check(relay, order))).toBe("paid");
  });

  it("waits for a query that is running, instead of asking twice at once", async () => {
    const { relay, order, attemptId } = await startPaying({ asleep: true });
    const slow = createGate<QueryResult>();
    relay.provider.onQuery = () => slow.opened;
    const shopper = onAttempt(relay, order, attemptId, "check");
    await until("the slow query", () => relay.provider.queries.length === 1);
    relay.clock.advance(5);
    const merchant = check(relay, order);
    slow.open(paid);
    expect((await shopper).status).toBe(200);
    expect(statusIn(await merchant)).toBe("paid");
    expect(relay.provider.queries).toHaveLength(1);
  });
});
