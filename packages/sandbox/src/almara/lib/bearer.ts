/** Lets only calls with a good bearer token through. */
import type { RequestHandler } from "express";
import { sendAnswer } from "../../web/answer.ts";
import { errorAnswer } from "./errors.ts";
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
    sendAnswer(response, {
      ...errorAnswer(401, { reason }),
      headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
    });
  };
}
