/** The relay's calls that need no order: making one, asking for a token, reading a payment link. */
import type {
  CreateOrder,
  CreateOrderResponse,
  PaymentLink,
  TokenResponse,
} from "@malipo/protocol";
import { parseCreated, parseLink, parseResumed, parseToken } from "./guards.ts";
import { send } from "./http.ts";

/** The same key and body bring the same order, however often they are sent. */
export async function createOrder(
  relay: string,
  body: CreateOrder,
  key: string,
  signal: AbortSignal,
): Promise<CreateOrderResponse> {
  const answer = await send({
    method: "POST",
    url: `${relay}/v1/orders`,
    headers: { "Idempotency-Key": key },
    body,
    signal,
  });
  return parseCreated(answer.body);
}

export async function createToken(
  orderUrl: string,
  resumeSecret: string,
  signal: AbortSignal,
): Promise<TokenResponse> {
  const answer = await send({
    method: "POST",
    url: `${orderUrl}/token`,
    body: { resumeSecret },
    signal,
  });
  return parseToken(answer.body);
}

/** The code is from the address that the browser came back to; it opens this order, once. */
export async function exchangeCode(
  orderUrl: string,
  code: string,
  signal: AbortSignal,
): Promise<ReturnType<typeof parseResumed>> {
  const answer = await send({
    method: "POST",
    url: `${orderUrl}/token`,
    body: { code },
    signal,
  });
  return parseResumed(answer.body);
}

export async function readPaymentLink(
  relay: string,
  id: string,
  signal: AbortSignal,
): Promise<PaymentLink> {
  const url = `${relay}/v1/payment-links/${encodeURIComponent(id)}`;
  return parseLink((await send({ url, signal })).body);
}
