/** Answers as a relay gives them. */
import type { ProblemCode } from "@malipo/protocol";
import { toJson } from "../../src/json.ts";

/** The connection breaks before there is an answer. */
export const lost = (): Promise<Response> =>
  Promise.reject(new TypeError("Failed to fetch"));

/** No answer, however long one waits. */
export const never = (): Promise<Response> => new Promise(() => undefined);

export function json(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response {
  const text = toJson(body);
  const response = new Response(text, {
    status,
    headers: { "Content-Type": "application/json", ...headers },
  });
  // Firefox reads a body in another thread: time that is not the test's would pass between an answer and its text.
  response.text = () => Promise.resolve(text);
  return response;
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
