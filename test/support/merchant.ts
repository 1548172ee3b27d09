/** The merchant's backend, asking the relay with its key. */
import { randomUUID } from "node:crypto";
import { CANARIES } from "./canaries.ts";
import type { Stack } from "./stack.ts";

/** `path` behind `/v1/merchant`; with a body it is a POST. Rejects with the problem when it is refused. */
export async function askAsMerchant<T>(
  { relayUrl }: Stack,
  path: string,
  body?: object,
): Promise<T> {
  const answer = await fetch(`${relayUrl}/v1/merchant${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      Authorization: `Bearer ${CANARIES.merchantKey}`,
      ...(body !== undefined && {
        "Content-Type": "application/json",
        "Idempotency-Key": randomUUID(),
      }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
