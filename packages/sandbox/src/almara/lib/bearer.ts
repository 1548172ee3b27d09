/** Requires a valid bearer token. */
import type { RequestHandler } from "express";
import { sendResponse } from "../../web/response.ts";
import { errorResponse } from "./errors.ts";
import type { Tokens } from "../token.ts";

export function requireBearer(tokens: Tokens): RequestHandler {
  return (request, response, next) => {
    const [, token = ""] =
      /^Bearer +([^ ]+)$/i.exec(request.get("Authorization") ?? "") ?? [];
    if (tokens.isGood(token)) {
      next();
      return;
    }
    const reason =
      token === ""
        ? "A bearer token is required."
        : "The bearer token is unknown or has expired.";
    sendResponse(response, {
      ...errorResponse(401, { reason }),
      headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
    });
  };
}
