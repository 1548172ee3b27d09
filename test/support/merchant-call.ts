/** Any call of the merchant's side, also one that is refused. */
import { problemSchema } from "@malipo/protocol";
import { CANARIES } from "./canaries.ts";
import type { Stack } from "./stack.ts";

export interface MerchantAnswer {
  readonly status: number;
  readonly json: unknown;
  readonly headers: Headers;
}

export interface CallOptions {
  /** Sent as it is where it is a text; else as JSON. */
  readonly body?: unknown;
  readonly key?: string;
}

/** `path` behind `/v1/merchant`. */
export async function callAsMerchant(
  { relayUrl }: Stack,
  method: "GET" | "POST" | "PATCH",
  path: string,
  { body, key }: CallOptions = {},
): Promise<MerchantAnswer> {
  const answer = await fetch(`${relayUrl}/v1/merchant${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${CANARIES.merchantKey}`,
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(key !== undefined && { "Idempotency-Key": key }),
    },
    ...(body !== undefined && {
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  });
  const { status, headers } = answer;
  return { status, headers, json: await answer.json() };
}

/** Status and code of a refusal. Rejects what is no problem document of the relay. */
export function problemOf(
  stack: Stack,
  answer: MerchantAnswer,
): [status: number, code: string] {
  const { status, headers, json } = answer;
  const type = headers.get("Content-Type");
  if (type !== "application/problem+json")
    throw new Error(`no problem: ${status} ${JSON.stringify(json)}`);
  const problem = problemSchema.parse(json);
  const page = `${stack.relayUrl}/problems/${problem.code}`;
  if (problem.status !== status || problem.type !== page)
    throw new Error(`a problem of another kind: ${JSON.stringify(json)}`);
  return [status, problem.code];
}
