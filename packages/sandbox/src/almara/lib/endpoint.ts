/** Joins a handler of one provider call to Express. */
import type { Request, RequestHandler } from "express";
import type { Answer } from "../../web/answer.ts";
import { answerCall } from "../../web/answer.ts";
import type { Call, Faults } from "../../web/faults.ts";
import { errorAnswer } from "./errors.ts";

export type Handler = (request: Request) => Answer;

/** Wraps handlers; `call` is the name under which faults are ordered. */
export type Endpoint = (call: Call, handler: Handler) => RequestHandler;

export function createEndpoint(faults: Faults): Endpoint {
  return (call, handler) => (request, response) =>
    answerCall(
      { faults, call },
      response,
      (status, reason) => errorAnswer(status, { reason }),
      () => handler(request),
    );
}
