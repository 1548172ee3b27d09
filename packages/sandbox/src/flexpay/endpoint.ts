/** Joins a handler of one provider call to Express: who calls, then faults, then the answer, whole or cut. */
import type { Request, RequestHandler, Response } from "express";
import { setTimeout as delay } from "node:timers/promises";
import type { Answer } from "../almara/answer.ts";
import { sendAnswer } from "../almara/endpoint.ts";
import type { Call, Faults } from "../faults.ts";
import type { Application } from "./applications.ts";
import { faultAnswer, refusalAnswer } from "./envelope.ts";
import type { AccessTokens } from "./access-tokens.ts";

export type PublicHandler = (request: Request) => Answer | Promise<Answer>;

/** Also gets the application that calls. */
export type Handler = (request: Request, caller: Application) => Answer;

export interface Endpoints {
  readonly open: (call: Call, handler: PublicHandler) => RequestHandler;
  /** Answers 401 to a call without a good token. */
  readonly secured: (call: Call, handler: Handler) => RequestHandler;
}

export function createEndpoints(
  faults: Faults,
  tokens: AccessTokens,
): Endpoints {
  const open: Endpoints["open"] = (call, handler) => (request, response) =>
    answer(faults, call, response, () => handler(request));
  const secured: Endpoints["secured"] =
    (call, handler) => async (request, response) => {
      const caller = await findCaller(request, tokens);
      if (caller === undefined) sendAnswer(response, unauthorised());
      else await answer(faults, call, response, () => handler(request, caller));
    };
  return { open, secured };
}

export async function findCaller(
  request: Request,
  tokens: AccessTokens,
): Promise<Application | undefined> {
  const [, token] =
    /^Bearer +([^ ]+)$/i.exec(request.get("Authorization") ?? "") ?? [];
  return token === undefined ? undefined : tokens.verify(token);
}

export function unauthorised(): Answer {
  return {
    ...refusalAnswer("INVALID_TOKEN"),
    headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
  };
}

async function answer(
  faults: Faults,
  call: Call,
  response: Response,
  handle: () => Answer | Promise<Answer>,
): Promise<void> {
  const fault = faults.take(call);
  if (fault !== undefined && fault.delayMs > 0)
    await delay(fault.delayMs, undefined, { ref: false });
  if (fault?.status !== undefined) {
    sendAnswer(response, faultAnswer(fault.status));
    return;
  }
  const whole = await handle();
  sendAnswer(
    response,
    fault?.arrives === undefined ? whole : { ...whole, arrives: fault.arrives },
  );
}
