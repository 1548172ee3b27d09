/** A shopper's page without a browser: talks to the relay as the widget does. */
import { randomUUID } from "node:crypto";
import {
  attemptResponseSchema,
  createOrderResponseSchema,
  orderSchema,
} from "@malipo/protocol";
import type {
  Amount,
  Attempt,
  AttemptResponse,
  Method,
  Order,
} from "@malipo/protocol";
import { CANARIES } from "./canaries.ts";
import type { Stack } from "./stack.ts";
import { until } from "./until.ts";

export const THREE_SHIRTS = [
  { sku: "SHRT-BLK-XL-9981", quantity: 1 },
  { sku: "SHRT-BLU-L-4421", quantity: 1 },
  { sku: "SHRT-GRN-M-7712", quantity: 1 },
];

/** Where the page and the relay are. */
type Site = Pick<Stack, "relayUrl" | "shopUrl">;

interface Init extends Omit<RequestInit, "headers"> {
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Shopper {
  readonly orderId: string;
  readonly token: string;
  pay(method: Method, phone?: string): Promise<Attempt>;
  read(): Promise<Order>;
  check(attemptId: string): Promise<AttemptResponse | undefined>;
  /** Waits until the order is paid. */
  seesPaid(): Promise<Order>;
}

/** From a page of the shop. */
export async function openOrder(
  stack: Site,
  body: object = { lines: THREE_SHIRTS },
): Promise<Shopper> {
  const created = await send(stack, "/v1/orders", {
    method: "POST",
    body: JSON.stringify(body),
  });
  return toShopper(stack, created);
}

/** By the merchant's backend, for one line of this amount, and handed over to a page. */
export async function openMerchantOrder(
  stack: Stack,
  unitAmount: Amount,
  more: object = {},
): Promise<Shopper> {
  const lines = [{ sku: "GIFT", name: "Gift", quantity: 1, unitAmount }];
  const created = await send(stack, "/v1/merchant/orders", {
    method: "POST",
    headers: { Authorization: `Bearer ${CANARIES.merchantKey}` },
    body: JSON.stringify({ lines, ...more }),
  });
  return toShopper(stack, created);
}

const send = (
  { relayUrl, shopUrl }: Site,
  to: string,
  init: Init = {},
): Promise<Response> =>
  fetch(`${relayUrl}${to}`, {
    ...init,
    headers: {
      Origin: shopUrl,
      "Content-Type": "application/json",
      "Idempotency-Key": randomUUID(),
      ...init.headers,
    },
  });

async function toShopper(stack: Site, created: Response): Promise<Shopper> {
  if (created.status !== 201) throw new Error(await created.text());
  const { order, token } = createOrderResponseSchema.parse(
    await created.json(),
  );
  const headers = { Authorization: `Bearer ${token}` };

  const read = async (): Promise<Order> =>
    orderSchema.parse(
      await (await send(stack, `/v1/orders/${order.id}`, { headers })).json(),
    );

  return {
    orderId: order.id,
    token,
    read,
    seesPaid: () =>
      until(
        "the order is paid",
        async () => {
          const now = await read();
          return now.status === "paid" && now;
        },
        40_000,
      ),
    async pay(method, phone) {
      const answer = await send(stack, `/v1/orders/${order.id}/attempts`, {
        method: "POST",
        headers,
        body: JSON.stringify(
          phone === undefined ? { method } : { method, phone },
        ),
      });
      if (answer.status !== 201) throw new Error(await answer.text());
      return attemptResponseSchema.parse(await answer.json()).attempt;
    },
    async check(attemptId) {
      const answer = await send(
        stack,
        `/v1/orders/${order.id}/attempts/${attemptId}/check`,
        { method: "POST", headers },
      );
      return answer.ok
        ? attemptResponseSchema.parse(await answer.json())
        : undefined;
    },
  };
}
