/** Adapts handlers of provider calls to Express: authentication, faults, then the response. */
import type { Request, RequestHandler } from "express";
import type { ApiResponse } from "../web/response.ts";
import { respondToCall, sendResponse } from "../web/response.ts";
import type { Call, Faults } from "../web/faults.ts";
import type { Application } from "./applications.ts";
import { faultResponse, refusalResponse } from "./envelope.ts";
import type { AccessTokens } from "./access-tokens.ts";

export type PublicHandler = (
  request: Request,
) => ApiResponse | Promise<ApiResponse>;

/** Also receives the calling application. */
export type Handler = (request: Request, caller: Application) => ApiResponse;

export interface Endpoints {
  readonly open: (call: Call, handler: PublicHandler) => RequestHandler;
  /** Responds with 401 without a valid token. */
  readonly secured: (call: Call, handler: Handler) => RequestHandler;
}

export function createEndpoints(
  faults: Faults,
  tokens: AccessTokens,
): Endpoints {
  const open: Endpoints["open"] = (call, handler) => (request, response) =>
    respondToCall({ faults, call }, response, faultResponse, () =>
      handler(request),
    );
  const secured: Endpoints["secured"] =
    (call, handler) => async (request, response) => {
      const caller = await findCaller(request, tokens);
      if (caller === undefined) sendResponse(response, unauthorised());
      else
        await respondToCall({ faults, call }, response, faultResponse, () =>
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

export function unauthorised(): ApiResponse {
  return {
    ...refusalResponse("INVALID_TOKEN"),
    headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
  };
}
