/**
 * A bearer token, kept until shortly before it ends. However many ask, one request for it is under way at a time, and
 * after one that failed the next waits: a provider in trouble is not asked once per call.
 */
import { scaledInteger } from "../../domain/exact-number.ts";
import type { ProviderId } from "../../domain/attempt.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import { readInstant } from "./instant.ts";

export type TokenAnswer =
  | { readonly ok: true; readonly token: string }
  | {
      readonly ok: false;
      readonly detail: string;
      /** Where the provider named a time to come back. */
      readonly retryAfterSeconds?: number;
    };

export interface TokenSource {
  /** A token that is good now and is not `refused`. */
  get(refused?: string): Promise<TokenAnswer>;
}

/** What one token call brought. */
export type RequestedToken =
  | {
      readonly ok: true;
      readonly token: string;
      readonly lifetimeSeconds: number;
    }
  | {
      readonly ok: false;
      /** For the log; repeats nothing of what was sent. */
      readonly detail: string;
      /** As the provider names it. */
      readonly retryAfterSeconds?: number | null;
    };

export interface TokenSourceOptions {
  readonly provider: ProviderId;
  readonly clock: Clock;
  readonly log: Log;
  readonly request: () => Promise<RequestedToken>;
}

/** Renewed this long before its end, or a tenth of its life before when that is shorter. */
const MARGIN_SECONDS = 60;

/** After one failure, then twice as long after each. */
const FIRST_BACKOFF_MS = 1000;
const LONGEST_BACKOFF_MS = 60_000;
/** However long the provider asks us to wait. */
const LONGEST_WAIT_MS = 15 * 60_000;
/** A token that was refused later was good once, and its end says nothing of the next. */
const YOUNG_MS = 60_000;
const FRESH_REFUSED = "token: the API refuses fresh tokens";

/** RFC 6750 section 2.1: printable, and nothing that could end a header line. */
export const TOKEN = /^[\x21-\x7e]{1,8192}$/;

/** Of a token that says it is over already: our clocks differ, and 401 will tell. */
export const SHORTEST_LIFETIME_SECONDS = 60;
/** RFC 6749 names no limit. */
const LONGEST_LIFETIME_SECONDS = 999_999_999;

/** What an answer says of its token's life: in seconds from now, or the moment of its end. Undefined where it says nothing that can be read. */
export function readLifetime(
  said: {
    readonly expires_in: string | null;
    readonly expiresIn: string | null;
    readonly expiresAt: string | null;
  },
  nowMs: number,
): number | undefined {
  const seconds = [said.expires_in, said.expiresIn]
    .map((text) => (text === null ? undefined : scaledInteger(text, 0)))
    .find((value) => value !== undefined);
  if (seconds !== undefined && seconds <= LONGEST_LIFETIME_SECONDS)
    return seconds;
  const end = readInstant(said.expiresAt);
  return end === null
    ? undefined
    : Math.max((end - nowMs) / 1000, SHORTEST_LIFETIME_SECONDS);
}

interface CachedToken {
  readonly token: string;
  readonly askedAt: number;
  readonly goodUntil: number;
}

/** Not before it was asked for either: by a clock that has been put back since, nothing is known about its end. */
const isGood = ({ askedAt, goodUntil }: CachedToken, now: number): boolean =>
  askedAt <= now && now < goodUntil;

const isYoung = ({ askedAt }: CachedToken, now: number): boolean =>
  askedAt <= now && now - askedAt < YOUNG_MS;

interface Pause {
  readonly detail: string;
  readonly from: number;
  readonly until: number;
  /** The provider named its end. */
  readonly named: boolean;
}

export function createTokenSource({
  provider,
  clock,
  log,
  request,
}: TokenSourceOptions): TokenSource {
  let cached: CachedToken | undefined;
  let refreshing: Promise<TokenAnswer> | undefined;
  let pause: Pause | undefined;
  /** Requests in a row that brought no token. */
  let failures = 0;
  /** Tokens in a row that the API refused soon after they were issued. */
  let refusals = 0;

  const refresh = async (): Promise<TokenAnswer> => {
    const askedAt = clock.now();
    const answer = await request();
    if (!answer.ok) {
      const { detail, retryAfterSeconds } = answer;
      log.error(
        { provider, code: "token_unavailable", detail },
        "the provider gave no token",
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
    const { token, lifetimeSeconds } = answer;
    const margin = Math.min(MARGIN_SECONDS, lifetimeSeconds / 10);
    const goodUntil = askedAt + (lifetimeSeconds - margin) * 1000;
    cached = { token, askedAt, goodUntil };
    return { ok: true, token };
  };

  /** A third token would be no better than a fresh one that is refused like the one before it. */
  const refusalPause = (now: number): Pause | undefined => {
    if (cached === undefined || !isYoung(cached, now)) {
      refusals = 0;
      return undefined;
    }
    const from = cached.askedAt;
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

/** A clock that was put back ends a pause. */
function isOn({ from, until }: Pause, now: number): boolean {
  return from <= now && now < until;
}

function paused({ detail, until, named }: Pause, now: number): TokenAnswer {
  const retryAfterSeconds = Math.ceil((until - now) / 1000);
  return { ok: false, detail, ...(named ? { retryAfterSeconds } : {}) };
}
