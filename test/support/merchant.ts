/** The merchant's backend, asking the relay with its key. */
import { randomUUID } from "node:crypto";
import { callAsMerchant } from "./merchant-call.ts";
import type { Stack } from "./stack.ts";

/** `path` behind `/v1/merchant`; with a body it is a POST. Rejects with the problem when it is refused. */
export async function askAsMerchant<T>(
  stack: Stack,
  path: string,
  body?: object,
): Promise<T> {
  const method = body === undefined ? "GET" : "POST";
  const call = body === undefined ? {} : { body, key: randomUUID() };
  const answer = await callAsMerchant(stack, method, path, call);
  if (answer.status >= 300)
    throw new Error(`${answer.status}: ${JSON.stringify(answer.json)}`);
  return answer.json as T;
}
