/** A bearer token, kept until shortly before it ends; however many ask, one request for it is under way at a time. */
import type { ProviderId } from "../../domain/attempt.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";

export type TokenAnswer =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly detail: string };

export interface TokenSource {
  /** A token that is good now and is not `refused`. */
  get(refused?: string): Promise<TokenAnswer>;
}

/** What one token call brought. `detail` is for the log and repeats nothing of what was sent. */
export type RequestedToken =
  | { readonly token: string; readonly lifetimeSeconds: number }
  | { readonly detail: string };

export interface TokenSourceOptions {
  readonly provider: ProviderId;
  readonly clock: Clock;
  readonly log: Log;
  readonly request: () => Promise<RequestedToken>;
}

/** Renewed this long before its end, or a tenth of its life before when that is shorter. */
const MARGIN_SECONDS = 60;

/** RFC 6750 section 2.1: printable, and nothing that could end a header line. */
export const TOKEN = /^[\x21-\x7e]{1,8192}$/;

interface CachedToken {
  readonly token: string;
  readonly askedAt: number;
  readonly goodUntil: number;
}

/** Not before it was asked for either: by a clock that has been put back since, nothing is known about its end. */
const isGood = ({ askedAt, goodUntil }: CachedToken, now: number): boolean =>
  askedAt <= now && now < goodUntil;

export function createTokenSource({
  provider,
  clock,
  log,
  request,
}: TokenSourceOptions): TokenSource {
  let cached: CachedToken | undefined;
  let refreshing: Promise<TokenAnswer> | undefined;

  const refresh = async (): Promise<TokenAnswer> => {
    const askedAt = clock.now();
    const answer = await request();
    if (!("lifetimeSeconds" in answer)) {
      const { detail } = answer;
      log.error(
        { provider, code: "token_unavailable", detail },
        "the provider gave no token",
      );
      return { ok: false, detail };
    }
    const { token, lifetimeSeconds } = answer;
    const margin = Math.min(MARGIN_SECONDS, lifetimeSeconds / 10);
    const goodUntil = askedAt + (lifetimeSeconds - margin) * 1000;
    cached = { token, askedAt, goodUntil };
    return { ok: true, token };
  };

  return {
    async get(refused) {
      const good = cached !== undefined && isGood(cached, clock.now());
      if (good && cached !== undefined && cached.token !== refused)
        return { ok: true, token: cached.token };
      refreshing ??= refresh().finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
  };
}
