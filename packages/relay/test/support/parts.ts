/** Orders that take parts, and what is paid of them. */
import { expect } from "vitest";
import type { Order } from "@malipo/protocol";
import { KEY } from "./merchant.ts";
import { notify } from "./paybill.ts";
import type { Notice } from "./paybill.ts";
import { newKey, openedIn } from "./test-relay.ts";
import type { OpenedOrder, TestRelay } from "./test-relay.ts";

/** An order of KES 2,500 that the merchant lets be paid in parts. */
export async function openPartial(
  relay: TestRelay,
  more: object = {},
): Promise<OpenedOrder> {
  const made = await relay.post(
    "/v1/merchant/orders",
    {
      lines: [
        {
          sku: "COURSE",
          name: "Course",
          quantity: 1,
          unitAmount: { value: 250_000, currency: "KES" },
        },
      ],
      payment: "partial",
      ...more,
    },
    { ...KEY, "Idempotency-Key": newKey() },
  );
  return openedIn(made);
}

/** Tests move the clock by weeks. */
async function withFreshToken(
  relay: TestRelay,
  order: OpenedOrder,
): Promise<OpenedOrder> {
  const { resumeSecret } = order;
  const { body } = await relay.post(`/v1/orders/${order.id}/token`, {
    resumeSecret,
  });
  const { token } = body as { token: string };
  return { ...order, token, auth: { Authorization: `Bearer ${token}` } };
}

/** Starts a paybill attempt; gives the account that the payer types. */
export async function billFor(
  relay: TestRelay,
  order: OpenedOrder,
): Promise<string> {
  await relay.attempt(await withFreshToken(relay, order), "paybill");
  const { attempt } = await relay.read(order);
  if (attempt?.action?.type !== "paybill") throw new Error("no paybill");
  return attempt.action.account;
}

/** A part by paybill, in major units. */
export async function payPart(
  relay: TestRelay,
  order: OpenedOrder,
  amount: string,
  notice: Notice = {},
): Promise<Order> {
  const account = await billFor(relay, order);
  const receipt = `R${account}`;
  const told = await notify(relay, { account, receipt, amount, ...notice });
  expect(told.status).toBe(200);
  return relay.read(order);
}
