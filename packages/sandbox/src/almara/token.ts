/** POST /connect/token: client credentials as in https://developers.wapipay.com/apis/token-request (RFC 6749, 4.4). */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { ApiResponse } from "../web/response.ts";
import { jsonResponse } from "../web/response.ts";
import type { Handler } from "./lib/endpoint.ts";

const MAX_TOKENS = 10_000;

/** The bearer tokens that were given out and are still good. */
export class Tokens {
  readonly #expiryByToken = new Map<string, number>();
  readonly #lifeMs: number;

  constructor(lifeMs: number) {
    this.#lifeMs = lifeMs;
  }

  issue(): string {
    const token = randomBytes(32).toString("base64url");
    this.#expiryByToken.set(token, Date.now() + this.#lifeMs);
    for (const oldest of this.#expiryByToken.keys()) {
      if (this.#expiryByToken.size <= MAX_TOKENS) break;
      this.#expiryByToken.delete(oldest);
    }
    return token;
  }

  isGood(token: string): boolean {
    const expiresAt = this.#expiryByToken.get(token);
    return expiresAt !== undefined && Date.now() < expiresAt;
  }
}

export interface TokenOptions {
  readonly tokens: Tokens;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenSeconds: number;
}

const tokenRequest = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.string(),
  scope: z.string().max(200).optional(),
});

/** The body must have been read as a form; anything else is an invalid request. */
export function tokenHandler(options: TokenOptions): Handler {
  return (request) => {
    const form = tokenRequest.safeParse(request.body);
    if (!form.success) return refuse("invalid_request");
    const { client_id, client_secret, grant_type, scope } = form.data;
    if (
      client_id !== options.clientId ||
      client_secret !== options.clientSecret
    )
      return refuse("invalid_client");
    if (grant_type !== "client_credentials")
      return refuse("unsupported_grant_type");
    return notStored(
      jsonResponse(200, {
        access_token: options.tokens.issue(),
        expires_in: Math.floor(options.tokenSeconds),
        token_type: "Bearer",
        scope,
      }),
    );
  };
}

function refuse(error: string): ApiResponse {
  return notStored(jsonResponse(400, { error }));
}

/** RFC 6749, 5.1. */
function notStored(answer: ApiResponse): ApiResponse {
  return { ...answer, headers: { "Cache-Control": "no-store" } };
}
