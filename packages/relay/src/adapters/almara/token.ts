/**
 * The bearer token: OAuth client credentials (RFC 6749 section 4.4), kept until shortly before it ends.
 * https://docs.transalink.io/token-request-34512096e0; parameters from https://docs.zamupay.com/llms.txt
 */
import { z } from "zod";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import { fields, text } from "./fields.ts";
import { exchange } from "./http.ts";
import type { ResolvedSettings } from "./settings.ts";
import { readJson } from "./tolerant-json.ts";

export type TokenAnswer =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly detail: string };

export interface TokenSource {
  /** A token that is good now and is not `refused`. However many ask, one request is under way at a time. */
  get(refused?: string): Promise<TokenAnswer>;
}

/** Renewed this long before its end, or a tenth of its life before when that is shorter. */
const MARGIN_SECONDS = 60;
/** For an answer that does not say how long its token lives. */
const UNSAID_LIFETIME_SECONDS = 300;

const tokenSchema = fields({
  // RFC 6750 section 2.1: printable, and nothing that could end a header line.
  access_token: z.string().regex(/^[\x21-\x7e]{1,8192}$/),
  expires_in: text,
});

/** RFC 6749 section 5.2. Only these words are repeated: other text may hold what we sent. */
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

interface CachedToken {
  readonly token: string;
  readonly goodUntil: number;
}

export function createTokenSource(
  settings: ResolvedSettings,
  clock: Clock,
  log: Log,
): TokenSource {
  let cached: CachedToken | undefined;
  let refreshing: Promise<TokenAnswer> | undefined;

  const refresh = async (): Promise<TokenAnswer> => {
    const askedAt = clock.now();
    const answer = await requestToken(settings);
    if (!("lifetimeSeconds" in answer)) {
      log.error(
        {
          provider: "almara",
          code: "token_unavailable",
          detail: answer.detail,
        },
        "the provider gave no token",
      );
      return { ok: false, detail: answer.detail };
    }
    const { token, lifetimeSeconds } = answer;
    const margin = Math.min(MARGIN_SECONDS, lifetimeSeconds / 10);
    cached = { token, goodUntil: askedAt + (lifetimeSeconds - margin) * 1000 };
    return { ok: true, token };
  };

  return {
    async get(refused) {
      const good = cached !== undefined && clock.now() < cached.goodUntil;
      if (good && cached !== undefined && cached.token !== refused)
        return { ok: true, token: cached.token };
      refreshing ??= refresh().finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
  };
}

type Requested =
  | { readonly token: string; readonly lifetimeSeconds: number }
  | { readonly detail: string };

async function requestToken(settings: ResolvedSettings): Promise<Requested> {
  const answer = await exchange({
    method: "POST",
    url: new URL(settings.tokenUrl),
    timeoutMs: settings.timeouts.tokenMs,
    ...tokenBody(settings),
  });
  if (answer.kind !== "answer") return { detail: `token: ${answer.detail}` };
  const body = readJson(answer.text)?.value;
  const issued = tokenSchema.safeParse(body);
  if (answer.status !== 200 || !issued.success) {
    const error = errorSchema.safeParse(body).data?.error ?? "no token in it";
    return { detail: `token: HTTP ${answer.status}, ${error}` };
  }
  return {
    token: issued.data.access_token,
    lifetimeSeconds: readLifetime(issued.data.expires_in),
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

function readLifetime(seconds: string | null): number {
  return seconds !== null && /^\d{1,9}$/.test(seconds)
    ? Number(seconds)
    : UNSAID_LIFETIME_SECONDS;
}
