/** Joins a handler of one provider call to Express: faults first, then the answer, whole or cut. */
import type { Request, RequestHandler, Response } from "express";
import { setTimeout as delay } from "node:timers/promises";
import type { Call, Faults } from "../faults.ts";
import type { Answer } from "./answer.ts";
import { errorAnswer } from "./errors.ts";

export type Handler = (request: Request) => Answer;

/** Wraps handlers; `call` is the name under which faults are ordered. */
export type Endpoint = (call: Call, handler: Handler) => RequestHandler;

export function createEndpoint(faults: Faults): Endpoint {
  return (call, handler) => async (request, response) => {
    const fault = faults.take(call);
    if (fault !== undefined && fault.delayMs > 0)
      await delay(fault.delayMs, undefined, { ref: false });
    if (fault?.status !== undefined) {
      const reason = "Ordered by the sandbox's control call.";
      sendAnswer(response, errorAnswer(fault.status, { reason }));
      return;
    }
    const answer = handler(request);
    sendAnswer(
      response,
      fault?.arrives === undefined
        ? answer
        : { ...answer, arrives: fault.arrives },
    );
  };
}

/** Sends an answer, or the part of it that is to arrive. */
export function sendAnswer(response: Response, answer: Answer): void {
  if (response.destroyed) return;
  if (answer.arrives === "none") {
    response.destroy();
    return;
  }
  const bytes = Buffer.from(answer.text);
  response.status(answer.status).set({
    ...answer.headers,
    "Content-Type": answer.contentType,
    "Content-Length": String(bytes.length),
  });
  if (answer.arrives === undefined) {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
    response.destroy();
  });
}
