/** Answers as a relay gives them. */
import type { ProblemCode } from "@malipo/protocol";
import { toJson } from "../../src/json.ts";

export function json(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response {
  return new Response(toJson(body), {
    status,
    headers: { "Content-Type": "application/json", ...headers },
  });
}

export function problem(
  status: number,
  code: ProblemCode,
  headers: Record<string, string> = {},
): Response {
  return json(
    status,
    {
      type: `https://malipo.example/problems/${code}`,
      title: code,
      status,
      detail: "What happened, in words that no test looks at.",
      instance: "req_1",
      code,
    },
    headers,
  );
}
