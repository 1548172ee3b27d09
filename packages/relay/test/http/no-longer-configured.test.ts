import { describe, expect, it } from "vitest";
import type { TaskKind } from "../../src/domain/task.ts";
import { changeOrder } from "../../src/use-cases/orders/change-order.ts";
import { rejectRefund } from "../../src/use-cases/refunds/refunds.ts";
import { onAttempt, paid, startPaying } from "../support/attempts.ts";
import { postAsMerchant } from "../support/merchant.ts";
import { startRefunded, webhook } from "../support/refunded.ts";
import { restart } from "../support/restart.ts";
import { ScriptedLinkMirror, kes } from "../support/stand-in-services.ts";
import { UNAUDITED } from "../support/unaudited.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const dueInMs = async (relay: TestRelay, kind: TaskKind) => {
  const now = relay.clock.now();
  const at = await relay.store.nextTaskAt(kind, now);
  return at === null ? null : at - now;
};

/** The task ran, and is due again. */
const untilPostponed = (relay: TestRelay, kind: TaskKind) =>
  until(`${kind} waits`, async () => ((await dueInMs(relay, kind)) ?? 0) > 0);

const SERVICES = {
  payouts: null,
  bills: null,
  routes: null,
  linkMirror: null,
  transfers: null,
};

describe("work that waits for what a relay is no longer configured with", () => {
  it("queries an attempt again when its provider is back", async () => {
    const { relay, order } = await startPaying();
    const without = await restart(relay, { providers: [] });
    relay.clock.advance(6);
    await untilPostponed(relay, "query_attempt");
    expect((await relay.read(order)).status).toBe("pending");
    await without.stop();
    await restart(relay);
    relay.provider.onQuery = () => paid;
    relay.clock.advance(60);
    await until(
      "the payment",
      async () => (await relay.read(order)).status === "paid",
    );
  });

  it("keeps a webhook, and looks again after an hour", async () => {
    const options = { asleep: true, webhook };
    const { relay, order, attemptId } = await startPaying(options);
    relay.provider.onQuery = () => paid;
    await onAttempt(relay, order, attemptId, "check");
    await restart(relay, { webhook: null });
    await untilPostponed(relay, "deliver_webhook");
    expect(await dueInMs(relay, "deliver_webhook")).toBe(3_600_000);
    const { items } = await relay.store.listDeliveries({}, { limit: 9 });
    for (const delivery of items)
      expect(delivery).toMatchObject({ status: "pending", tries: 0 });
    expect(items).not.toEqual([]);
  });

  it("leaves a refund pending, and can't reject it", async () => {
    const { relay, payouts, made } = await startRefunded();
    await restart(relay, { services: SERVICES });
    const asked = payouts.asked.length;
    relay.clock.advance(60);
    await untilPostponed(relay, "query_refund");
    expect(payouts.asked).toHaveLength(asked);
    const deps = { ...relay.deps, services: SERVICES };
    expect(
      await rejectRefund(deps, made.orderId, made.id, UNAUDITED),
    ).toMatchObject({
      ok: false,
      code: "provider_not_configured",
    });
  });

  it("leaves a payment link to be mirrored later", async () => {
    const linkMirror = new ScriptedLinkMirror();
    const services = { linkMirror };
    const relay = await startTestRelay({ asleep: true, services });
    const body = { title: "Class", amount: kes(250_000), mirror: true };
    expect((await postAsMerchant(relay, "payment-links", body)).status).toBe(
      201,
    );
    await restart(relay, { services: SERVICES });
    await untilPostponed(relay, "mirror_link");
  });
});

describe("new lines for an order", () => {
  const lines = [{ sku: "SHRT-BLK-XL-9981", quantity: 2 }];
  const free = {
    price: () =>
      Promise.resolve({
        ok: true,
        value: {
          reference: null,
          adjustments: [],
          lines: [
            {
              sku: "A",
              name: "A",
              quantity: 1,
              unitAmount: kes(0),
              amount: kes(0),
            },
          ],
        },
      } as const),
  };
  it.each([
    ["without a catalog", null, "order_not_changeable"],
    ["that cost nothing", free, "amount_out_of_range"],
  ])("are refused %s", async (_what, catalog, code) => {
    const relay = await startTestRelay({ asleep: true });
    const { deps } = relay;
    const { id } = await relay.order();
    expect(await changeOrder({ ...deps, catalog }, id, lines)).toMatchObject({
      ok: false,
      code,
    });
    expect(await deps.store.getOrder(id)).toMatchObject({ version: 1 });
  });
});
