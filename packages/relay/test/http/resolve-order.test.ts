import type { Order as OrderJson } from "@malipo/protocol";
import type { Summary } from "@malipo/protocol/merchant";
import { expect, it } from "vitest";
import { eraseOrderData } from "../../src/use-cases/upkeep/erase-order.ts";
import { pass } from "../support/attempts.ts";
import {
  asMerchant,
  auditLog,
  postAsMerchant,
  refund,
} from "../support/merchant.ts";
import { startPaid } from "../support/refunded.ts";
import { aPayout, found, kes } from "../support/stand-in-services.ts";
import { problemCode } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { AT, assign, payment, put, start } from "../support/unmatched.ts";

const resolve = (
  relay: TestRelay,
  id: string,
  note: string,
  version?: number,
) => postAsMerchant(relay, `orders/${id}/resolve`, { note, version });

async function versionOf(relay: TestRelay, id: string): Promise<number> {
  const { body } = await asMerchant(relay, `orders/${id}`);
  return (body as { order: { version: number } }).order.version;
}

/** Ids of the orders that need a person. */
async function waiting(relay: TestRelay, kind = "any"): Promise<string[]> {
  const { body } = await asMerchant(relay, `orders?attention=${kind}`);
  return (body as { orders: { id: string }[] }).orders.map(({ id }) => id);
}

async function pay(
  relay: TestRelay,
  orderId: string,
  receipt: string,
  value: number,
): Promise<void> {
  await put(relay, payment(receipt, { amount: kes(value) }));
  await assign(relay, receipt, orderId);
}

it("takes an order off the list, and keeps what is wrong with it and what was done", async () => {
  const relay = await start();
  const { id } = await relay.order();
  await pay(relay, id, "R1", 300_000);
  expect(await waiting(relay)).toEqual([id]);
  const answer = await resolve(relay, id, "Sent KES 500 back by hand");
  expect(answer.body).toMatchObject({
    order: {
      status: "paid",
      flags: { overpaid: true },
      surplus: kes(50_000),
      resolution: { note: "Sent KES 500 back by hand", complete: true },
    },
  });
  expect(await waiting(relay)).toEqual([]);
  const summary = await asMerchant(relay, "summary");
  expect(summary.body).toMatchObject({ attention: { overpaid: 0 } });
  const [entry] = await auditLog(relay, { action: "resolveOrder" });
  expect(entry).toMatchObject({ outcome: "done", object: { id } });
  expect(JSON.stringify(entry)).not.toContain("by hand");
});

it("is looked at again when another payment comes", async () => {
  const relay = await start();
  const { id } = await relay.order();
  await pay(relay, id, "R1", 100_000);
  await resolve(relay, id, "The payer sends the rest");
  expect(await waiting(relay)).toEqual([]);
  await pay(relay, id, "R2", 200_000);
  expect(await waiting(relay, "overpaid")).toEqual([id]);
  const { body } = await asMerchant(relay, `orders/${id}`);
  expect(body).toMatchObject({
    order: { resolution: { complete: false } },
  });
  await resolve(relay, id, "Sent KES 500 back");
  expect(await waiting(relay)).toEqual([]);
});

it("comes back for the same reason of another payment", async () => {
  const relay = await start();
  const { id } = await relay.order();
  await pay(relay, id, "R1", 100_000);
  await resolve(relay, id, "The payer sends the rest");
  await pay(relay, id, "R2", 50_000);
  expect(await waiting(relay, "review")).toEqual([id]);
});

it("changes nothing when it is repeated, and tells a second person of the first one's note", async () => {
  const relay = await start();
  const { id } = await relay.order();
  expect(problemCode(await resolve(relay, id, "Nothing"))).toBe(
    "nothing_to_resolve",
  );
  await pay(relay, id, "R1", 300_000);
  const first = await resolve(relay, id, "Sent back");
  expect((await resolve(relay, id, "Sent back")).body).toEqual(first.body);
  expect(problemCode(await resolve(relay, id, "Kept as a tip"))).toBe(
    "nothing_to_resolve",
  );
});

it("settles what was looked at, and nothing that came since", async () => {
  const relay = await start();
  const { id } = await relay.order();
  await pay(relay, id, "R1", 100_000);
  const seen = await versionOf(relay, id);
  // Nothing that the shopper's page shows.
  await pay(relay, id, "R2", 50_000);
  const late = await resolve(relay, id, "The payer sends the rest", seen);
  expect([late.status, problemCode(late)]).toEqual([409, "order_changed"]);
  expect(await waiting(relay)).toEqual([id]);
  const version = await versionOf(relay, id);
  const done = await resolve(relay, id, "Both are the payer's", version);
  expect(done.status).toBe(200);
  const again = await resolve(relay, id, "Both are the payer's", version);
  expect(again.body).toEqual(done.body);
  await pay(relay, id, "R3", 200_000);
  await resolve(relay, id, "Sent KES 1,000 back");
  const { body } = await asMerchant(relay, `orders/${id}`);
  expect(body).toMatchObject({
    order: {
      resolution: { note: "Sent KES 1,000 back" },
      earlierResolutions: [{ note: "Both are the payer's" }],
    },
  });
});

it("needs nobody while the surplus is on its way back", async () => {
  const { relay, payouts, order } = await startPaid();
  await pay(relay, order.id, "R1", 250_000);
  const shown = async () => {
    const { body } = await asMerchant(relay, `orders/${order.id}`);
    const { attention, surplusLeft } = (body as { order: OrderJson }).order;
    const summary = await asMerchant(relay, "summary");
    const { overpaid } = (summary.body as Summary).attention;
    expect(await waiting(relay, "overpaid")).toHaveLength(overpaid);
    return { overpaid, attention, surplusLeft };
  };
  const waits = { overpaid: 1, attention: ["overpaid"] };
  expect(await shown()).toEqual({ ...waits, surplusLeft: kes(250_000) });
  await refund(relay, order, { amount: kes(200_000) });
  expect(await shown()).toEqual({ ...waits, surplusLeft: kes(50_000) });
  await refund(relay, order, { amount: kes(50_000) });
  expect(await shown()).toEqual({ overpaid: 0 });
  payouts.onFind = (id) =>
    found(aPayout(id, "failed", { amount: kes(200_000) }));
  await pass(relay, 6);
  await expect.poll(shown).toMatchObject(waits);
});

it("is erased with the order's personal data, and stays settled", async () => {
  const relay = await start();
  const { id } = await relay.order();
  await pay(relay, id, "R1", 300_000);
  await resolve(relay, id, "Jane Doe has it back");
  await pay(relay, id, "R2", 100_000);
  await resolve(relay, id, "Jane Doe has that, too");
  await eraseOrderData(relay.store, id, AT, "erase");
  const { text, body } = await asMerchant(relay, `orders/${id}`);
  expect(text).not.toContain("Jane");
  expect(body).toMatchObject({ order: { resolution: { complete: true } } });
  expect(await waiting(relay)).toEqual([]);
});

it("keeps no note of an erased order, where nothing personal may come back", async () => {
  const relay = await start();
  const { id } = await relay.order();
  await pay(relay, id, "R1", 300_000);
  await eraseOrderData(relay.store, id, AT, "erase");
  for (let time = 0; time < 2; time += 1) {
    const { status, text } = await resolve(relay, id, "Jane Doe has it back");
    expect([status, text.includes("Jane")]).toEqual([200, false]);
  }
  expect(await waiting(relay)).toEqual([]);
  const order = await relay.store.getOrder(id);
  expect(JSON.stringify(order)).not.toContain("Jane");
});
