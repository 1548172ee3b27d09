/**
 * The bearer token: OAuth client credentials (RFC 6749 section 4.4).
 * https://docs.transalink.io/token-request-34512096e0; parameters from https://docs.zamupay.com/llms.txt
 */
import { z } from "zod";
import { fields, looseText } from "../../provider-http/fields.ts";
import { exchange } from "../../provider-http/http.ts";
import type { ResolvedSettings } from "./settings.ts";
import { TOKEN, readLifetime } from "../../provider-http/token-source.ts";
import type { RequestedToken } from "../../provider-http/token-source.ts";
import { readJson } from "../../provider-http/tolerant-json.ts";

/** For a response without a lifetime. */
const DEFAULT_LIFETIME_SECONDS = 300;

const tokenSchema = fields({
  access_token: z.string().regex(TOKEN),
  expires_in: looseText,
  expiresIn: looseText,
  expiresAt: looseText,
});

/** RFC 6749 section 5.2. Only these values are logged: other text may repeat the request. */
const errorSchema = fields({
  error: z.enum([
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
  ]),
});

/** Requests a token once. `nowMs`: the time of the request. */
export async function requestToken(
  settings: ResolvedSettings,
  nowMs: number,
): Promise<RequestedToken> {
  const response = await exchange({
    method: "POST",
    url: new URL(settings.tokenUrl),
    timeoutMs: settings.timeouts.tokenMs,
    ...tokenBody(settings),
  });
  if (response.kind !== "response")
    return { ok: false, detail: `token: ${response.detail}` };
  const body = readJson(response.text)?.value;
  const issued = tokenSchema.safeParse(body);
  if (response.status !== 200 || !issued.success) {
    const error =
      errorSchema.safeParse(body).data?.error ?? "no token in the response";
    return {
      ok: false,
      detail: `token: HTTP ${response.status}, ${error}`,
      retryAfterSeconds: response.retryAfterSeconds,
    };
  }
  return {
    ok: true,
    token: issued.data.access_token,
    lifetimeSeconds:
      readLifetime(issued.data, nowMs) ?? DEFAULT_LIFETIME_SECONDS,
  };
}

function tokenBody({
  clientId,
  clientSecret,
  scope,
  tokenStyle,
}: ResolvedSettings) {
  const body = {
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: "client_credentials",
    ...(scope === null ? {} : { scope }),
  };
  return tokenStyle === "json"
    ? {
        headers: {
          accept: "application/json",
          "content-type": "application/json",
        },
        body: JSON.stringify(body),
      }
    : {
        headers: {
          accept: "application/json",
          "content-type": "application/x-www-form-urlencoded",
        },
        body: new URLSearchParams(body).toString(),
      };
}
