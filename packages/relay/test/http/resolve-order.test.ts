import { expect, it } from "vitest";
import { eraseOrderData } from "../../src/use-cases/upkeep/erase-order.ts";
import { asMerchant, auditLog, postAsMerchant } from "../support/merchant.ts";
import { kes } from "../support/stand-in-services.ts";
import { problemCode } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { AT, assign, payment, put, start } from "../support/unmatched.ts";

const resolve = (relay: TestRelay, id: string, note: string) =>
  postAsMerchant(relay, `orders/${id}/resolve`, { note });

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

it("is erased with the order's personal data, and stays settled", async () => {
  const relay = await start();
  const { id } = await relay.order();
  await pay(relay, id, "R1", 300_000);
  await resolve(relay, id, "Jane Doe has it back");
  await eraseOrderData(relay.store, id, AT, "erase");
  const { text, body } = await asMerchant(relay, `orders/${id}`);
  expect(text).not.toContain("Jane");
  expect(body).toMatchObject({ order: { resolution: { complete: true } } });
  expect(await waiting(relay)).toEqual([]);
});
