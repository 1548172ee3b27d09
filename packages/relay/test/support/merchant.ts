import type { Scope } from "@malipo/protocol";
import type {
  AuditEntry,
  NewApiKey,
  OneRefund,
} from "@malipo/protocol/merchant";
import type { Refund as RefundJson } from "@malipo/protocol/merchant";
import { onAttempt, paidAnew } from "./attempts.ts";
import { MERCHANT_KEY, newKey } from "./test-relay.ts";
import type { Answer, OpenedOrder, TestRelay } from "./test-relay.ts";

export const KEY = { Authorization: `Bearer ${MERCHANT_KEY}` };

export interface MadeKey {
  readonly id: string;
  /** What is sent as the bearer token. */
  readonly key: string;
  readonly auth: Readonly<Record<string, string>>;
}

/** A new API key. */
export async function makeKey(
  relay: TestRelay,
  scopes: readonly Scope[],
  more: object = {},
  by: Readonly<Record<string, string>> = KEY,
): Promise<MadeKey> {
  const body = { name: scopes.join(" and "), scopes, ...more };
  const answer = await relay.post("/v1/merchant/api-keys", body, by);
  return keyIn(answer);
}

/** The new key in an answer; fails on any other answer. */
export function keyIn(answer: Answer): MadeKey {
  if (answer.status >= 300) throw new Error(answer.text);
  const { apiKey, key } = answer.body as NewApiKey;
  return { id: apiKey.id, key, auth: { Authorization: `Bearer ${key}` } };
}

/** Newest first. */
export async function auditLog(
  relay: TestRelay,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly AuditEntry[]> {
  const search = new URLSearchParams({ limit: "100", ...query }).toString();
  const answer = await asMerchant(relay, `audit-log?${search}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return (answer.body as { entries: AuditEntry[] }).entries;
}

export const asMerchant = (relay: TestRelay, path: string): Promise<Answer> =>
  relay.request(`/v1/merchant/${path}`, { headers: KEY });

export const postAsMerchant = (
  relay: TestRelay,
  path: string,
  body: unknown = {},
): Promise<Answer> => relay.post(`/v1/merchant/${path}`, body, KEY);

export interface PaidOrder extends OpenedOrder {
  readonly attemptId: string;
}

/** An order of KES 2,500 that was paid from 0712 345 678. */
export async function paidOrder(relay: TestRelay): Promise<PaidOrder> {
  const order = await relay.order();
  const attemptId = await relay.attempt(order);
  const answer = paidAnew(relay);
  relay.provider.onQuery = () => answer;
  const { status } = await onAttempt(relay, order, attemptId, "check");
  if (status !== 200) throw new Error(`the check answered ${status}`);
  return { ...order, attemptId };
}

export const refund = (
  relay: TestRelay,
  order: OpenedOrder,
  body: object = {},
  key: string = newKey(),
): Promise<Answer> =>
  relay.post(
    `/v1/merchant/orders/${order.id}/refunds`,
    { reason: "Wrong size", ...body },
    { ...KEY, "Idempotency-Key": key },
  );

/** The refund in an answer; fails on any other answer. */
export function refundIn(answer: Answer): RefundJson {
  if (answer.status >= 300) throw new Error(answer.text);
  return (answer.body as OneRefund).refund;
}

export async function readRefund(
  relay: TestRelay,
  { orderId, id }: RefundJson,
): Promise<RefundJson> {
  return refundIn(await asMerchant(relay, `orders/${orderId}/refunds/${id}`));
}
