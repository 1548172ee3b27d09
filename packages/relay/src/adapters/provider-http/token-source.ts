/**
 * A bearer token, cached until shortly before it expires. Only one token request runs at a time, and after a failure
 * the next one waits, so that a provider in trouble is not asked once per call.
 */
import { scaledInteger } from "../../domain/exact-number.ts";
import type { ProviderId } from "../../domain/attempt.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import { readInstant } from "./instant.ts";

export type TokenResult =
  | { readonly ok: true; readonly token: string }
  | {
      readonly ok: false;
      readonly detail: string;
      /** If the provider sent a Retry-After. */
      readonly retryAfterSeconds?: number;
    };

export interface TokenSource {
  /** A valid token other than `refused`. */
  get(refused?: string): Promise<TokenResult>;
}

/** The result of one token request. */
export type RequestedToken =
  | {
      readonly ok: true;
      readonly token: string;
      readonly lifetimeSeconds: number;
    }
  | {
      readonly ok: false;
      /** For the log; never repeats the request. */
      readonly detail: string;
      /** The provider's Retry-After. */
      readonly retryAfterSeconds?: number | null;
    };

export interface TokenSourceOptions {
  readonly provider: ProviderId;
  readonly clock: Clock;
  readonly log: Log;
  readonly request: () => Promise<RequestedToken>;
}

/** Renewed this long before it expires, or after nine tenths of its lifetime if that is later. */
const MARGIN_SECONDS = 60;

/** After one failure; doubled after each further one. */
const FIRST_BACKOFF_MS = 1000;
const LONGEST_BACKOFF_MS = 60_000;
/** The longest Retry-After that is honoured. */
const LONGEST_WAIT_MS = 15 * 60_000;
/** A token refused after this time had been accepted before, so the next one may be too. */
const YOUNG_MS = 60_000;
const FRESH_REFUSED = "token: the API refuses fresh tokens";

/** RFC 6750 section 2.1: printable, without anything that could end a header line. */
export const TOKEN = /^[\x21-\x7e]{1,8192}$/;

/** For a token that has already expired: the clocks differ, and a 401 will tell. */
export const SHORTEST_LIFETIME_SECONDS = 60;
/** RFC 6749 has no limit. */
const LONGEST_LIFETIME_SECONDS = 999_999_999;

/**
 * The token's lifetime in seconds, from its duration or expiry in the response. Undefined if it has no readable one.
 */
export function readLifetime(
  lifetime: {
    readonly expires_in: string | null;
    readonly expiresIn: string | null;
    readonly expiresAt: string | null;
  },
  nowMs: number,
): number | undefined {
  const seconds = [lifetime.expires_in, lifetime.expiresIn]
    .map((text) => (text === null ? undefined : scaledInteger(text, 0)))
    .find((value) => value !== undefined);
  if (seconds !== undefined && seconds <= LONGEST_LIFETIME_SECONDS)
    return seconds;
  const end = readInstant(lifetime.expiresAt);
  return end === null
    ? undefined
    : Math.max((end - nowMs) / 1000, SHORTEST_LIFETIME_SECONDS);
}

interface CachedToken {
  readonly token: string;
  readonly requestedAt: number;
  readonly goodUntil: number;
}

/** Also checks the start: if the clock has been set back since, the expiry is unknown. */
const isGood = (
  { requestedAt, goodUntil }: CachedToken,
  now: number,
): boolean => requestedAt <= now && now < goodUntil;

const isYoung = ({ requestedAt }: CachedToken, now: number): boolean =>
  requestedAt <= now && now - requestedAt < YOUNG_MS;

interface Pause {
  readonly detail: string;
  readonly from: number;
  readonly until: number;
  /** Set by the provider's Retry-After. */
  readonly named: boolean;
}

export function createTokenSource({
  provider,
  clock,
  log,
  request,
}: TokenSourceOptions): TokenSource {
  let cached: CachedToken | undefined;
  let refreshing: Promise<TokenResult> | undefined;
  let pause: Pause | undefined;
  /** Consecutive failed token requests. */
  let failures = 0;
  /** Consecutive tokens that the API refused soon after they were issued. */
  let refusals = 0;

  const refresh = async (): Promise<TokenResult> => {
    const requestedAt = clock.now();
    const result = await request();
    if (!result.ok) {
      const { detail, retryAfterSeconds } = result;
      log.error(
        { provider, code: "token_unavailable", detail },
        "the provider returned no token",
      );
      failures += 1;
      const namedMs = (retryAfterSeconds ?? 0) * 1000;
      const waitMs = Math.max(
        backoffMs(failures),
        Math.min(namedMs, LONGEST_WAIT_MS),
      );
      const from = clock.now();
      const named = namedMs > 0;
      pause = { detail, from, until: from + waitMs, named };
      return paused(pause, from);
    }
    failures = 0;
    const { token, lifetimeSeconds } = result;
    const margin = Math.min(MARGIN_SECONDS, lifetimeSeconds / 10);
    const goodUntil = requestedAt + (lifetimeSeconds - margin) * 1000;
    cached = { token, requestedAt, goodUntil };
    return { ok: true, token };
  };

  /** If fresh tokens are refused repeatedly, another one would not help. */
  const refusalPause = (now: number): Pause | undefined => {
    if (cached === undefined || !isYoung(cached, now)) {
      refusals = 0;
      return undefined;
    }
    const from = cached.requestedAt;
    const until = from + backoffMs(refusals);
    if (now < until)
      return { detail: FRESH_REFUSED, from, until, named: false };
    refusals += 1;
    return undefined;
  };

  return {
    async get(refused) {
      const now = clock.now();
      const good = cached !== undefined && isGood(cached, now);
      if (good && cached !== undefined && cached.token !== refused)
        return { ok: true, token: cached.token };
      if (refreshing !== undefined) return refreshing;
      if (pause !== undefined && isOn(pause, now)) return paused(pause, now);
      const after = refused === undefined ? undefined : refusalPause(now);
      if (after !== undefined) return paused(after, now);
      refreshing = refresh().finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
  };
}

function backoffMs(failures: number): number {
  return failures === 0
    ? 0
    : Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), LONGEST_BACKOFF_MS);
}

/** Setting the clock back ends a pause. */
function isOn({ from, until }: Pause, now: number): boolean {
  return from <= now && now < until;
}

function paused({ detail, until, named }: Pause, now: number): TokenResult {
  const retryAfterSeconds = Math.ceil((until - now) / 1000);
  return { ok: false, detail, ...(named ? { retryAfterSeconds } : {}) };
}
