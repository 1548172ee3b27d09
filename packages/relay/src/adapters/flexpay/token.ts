/** The bearer token. https://docs.yourflexpay.com/idaas/authentication; the keys of the response are inferred. */
import { decodeJwt } from "jose";
import { z } from "zod";
import { apiAddress } from "../provider-http/api.ts";
import { fields, looseText } from "../provider-http/fields.ts";
import { exchange } from "../provider-http/http.ts";
import {
  SHORTEST_LIFETIME_SECONDS,
  TOKEN,
  readLifetime,
} from "../provider-http/token-source.ts";
import type { RequestedToken } from "../provider-http/token-source.ts";
import { readJson } from "../provider-http/tolerant-json.ts";
import { openEnvelope } from "./envelope.ts";
import type { ResolvedSettings } from "./settings.ts";

/** One hour unless the application is configured otherwise: https://docs.yourflexpay.com/llms.txt */
const DEFAULT_LIFETIME_SECONDS = 3600;

const tokenText = z.string().regex(TOKEN).nullable().catch(null);

const outerSchema = fields({ data: z.unknown() });
const tokenSchema = fields({
  token: tokenText,
  accessToken: tokenText,
  access_token: tokenText,
  expiresIn: looseText,
  expires_in: looseText,
  expiresAt: looseText,
});
type TokenFields = z.infer<typeof tokenSchema>;

/** Requests a token once. `nowMs`: the time of the request. */
export async function requestToken(
  settings: ResolvedSettings,
  nowMs: number,
): Promise<RequestedToken> {
  const response = await exchange({
    method: "POST",
    url: apiAddress(settings.apiUrl, settings.paths.token),
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
    }),
    timeoutMs: settings.timeouts.tokenMs,
  });
  if (response.kind !== "response")
    return { ok: false, detail: `token: ${response.detail}` };
  const read = readJson(response.text);
  const body = read?.whole === true ? read.value : undefined;
  const opened = openEnvelope(body);
  // The provider's message may repeat the request.
  const detail = `token: HTTP ${response.status}`;
  const { retryAfterSeconds } = response;
  if (response.status < 200 || response.status >= 300)
    return { ok: false, detail, retryAfterSeconds };
  if (opened?.ok === false)
    return { ok: false, detail: `${detail}, success: false` };
  const found = findToken(body, nowMs);
  return found === undefined
    ? { ok: false, detail: `${detail}, no token in the response` }
    : { ok: true, ...found };
}

function findToken(
  body: unknown,
  nowMs: number,
): { readonly token: string; readonly lifetimeSeconds: number } | undefined {
  const data = outerSchema.safeParse(body).data?.data;
  const layers = [data, body].flatMap((layer) => {
    const found = tokenSchema.safeParse(layer).data;
    return found === undefined ? [] : [found];
  });
  const token = first(layers, (layer) => [
    layer.token,
    layer.accessToken,
    layer.access_token,
  ]);
  if (token === null) return undefined;
  const lifetime = layers
    .map((layer) => readLifetime(layer, nowMs))
    .find((seconds) => seconds !== undefined);
  return { token, lifetimeSeconds: lifetime ?? lifetimeOf(token, nowMs) };
}

function first(
  layers: readonly TokenFields[],
  read: (layer: TokenFields) => readonly (string | null)[],
): string | null {
  return layers.flatMap(read).find((text) => text !== null) ?? null;
}

/** For a response without a lifetime. */
function lifetimeOf(token: string, nowMs: number): number {
  const { exp, iat } = claimsOf(token);
  if (exp === undefined) return DEFAULT_LIFETIME_SECONDS;
  // By the issuer's clock if the token has `iat`, else by ours.
  const lifetime = exp - (iat ?? nowMs / 1000);
  return Math.max(lifetime, SHORTEST_LIFETIME_SECONDS);
}

/** Not verified, and used only to time the next renewal. */
function claimsOf(token: string): {
  readonly exp?: number;
  readonly iat?: number;
} {
  try {
    const { exp, iat } = decodeJwt(token);
    return {
      ...(Number.isFinite(exp) ? { exp } : {}),
      ...(Number.isFinite(iat) ? { iat } : {}),
    };
  } catch {
    // An opaque token: it need not be a JWT.
    return {};
  }
}
