/** What the body readers throw at a request that cannot be read. */
import type { ErrorRequestHandler, Response } from "express";

/** 64 KB: no documented request comes near it. */
export const MAX_BODY_BYTES = 65_536;

const MESSAGES: Readonly<Record<number, string>> = {
  400: "The body cannot be read.",
  413: `The body is larger than ${MAX_BODY_BYTES} bytes.`,
  415: "The body's encoding is not supported.",
};

/** The status and a message of our own for a fault of the caller, `undefined` for a fault of ours. */
export function toClientError(
  error: unknown,
): { status: number; message: string } | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const status: unknown = Reflect.get(error, "status");
  if (typeof status !== "number" || status < 400 || status > 499)
    return undefined;
  return {
    status,
    message: MESSAGES[status] ?? "The request cannot be read.",
  };
}

/** Has a request that cannot be read refused in the caller's own form; passes every other error on. */
export function onUnreadableBody(
  refuse: (response: Response, status: number, message: string) => void,
): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const problem = toClientError(error);
    if (problem === undefined) next(error);
    else refuse(response, problem.status, problem.message);
  };
}
