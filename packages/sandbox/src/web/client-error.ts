/** Errors of body parsers. */
import type { ErrorRequestHandler, Response } from "express";

/** 64 KB, far more than any documented request. */
export const MAX_BODY_BYTES = 65_536;

const MESSAGES: Readonly<Record<number, string>> = {
  400: "The body can't be read.",
  413: `The body is larger than ${MAX_BODY_BYTES} bytes.`,
  415: "The body's encoding is not supported.",
};

/** Returns the status and a message for errors of the caller, `undefined` for errors of the sandbox. */
export function toClientError(
  error: unknown,
): { status: number; message: string } | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const status: unknown = Reflect.get(error, "status");
  if (typeof status !== "number" || status < 400 || status > 499)
    return undefined;
  return {
    status,
    message: MESSAGES[status] ?? "The request can't be read.",
  };
}

/** Rejects unreadable requests in the API's own format; passes on all other errors. */
export function onUnreadableBody(
  refuse: (response: Response, status: number, message: string) => void,
): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const problem = toClientError(error);
    if (problem === undefined) next(error);
    else refuse(response, problem.status, problem.message);
  };
}
