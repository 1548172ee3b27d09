/** Adapts handlers of provider calls to Express. */
import type { Request, RequestHandler } from "express";
import type { ApiResponse } from "../../web/response.ts";
import { respondToCall } from "../../web/response.ts";
import type { Call, Faults } from "../../web/faults.ts";
import { errorResponse } from "./errors.ts";

export type Handler = (request: Request) => ApiResponse;

/** `call`: the name of the call for faults. */
export type Endpoint = (call: Call, handler: Handler) => RequestHandler;

export function createEndpoint(faults: Faults): Endpoint {
  return (call, handler) => (request, response) =>
    respondToCall(
      { faults, call },
      response,
      (status, reason) => errorResponse(status, { reason }),
      () => handler(request),
    );
}
