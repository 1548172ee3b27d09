/** Joins a handler of one provider call to Express: who calls, then faults, then the answer. */
import type { Request, RequestHandler } from "express";
import type { Answer } from "../web/answer.ts";
import { answerCall, sendAnswer } from "../web/answer.ts";
import type { Call, Faults } from "../web/faults.ts";
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
    answerCall({ faults, call }, response, faultAnswer, () => handler(request));
  const secured: Endpoints["secured"] =
    (call, handler) => async (request, response) => {
      const caller = await findCaller(request, tokens);
      if (caller === undefined) sendAnswer(response, unauthorised());
      else
        await answerCall({ faults, call }, response, faultAnswer, () =>
          handler(request, caller),
        );
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
