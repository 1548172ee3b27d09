/** A person's sign-in to the console, for as long as they work. Pure; times alone decide, so that all relays agree. */
import type { Instant } from "./observation.ts";

export interface ConsoleSession {
  /** Of the cookie's value, which is stored nowhere. */
  readonly digest: string;
  readonly keyId: string;
  /** Of the API key's text: the session ends with what was entered, also when the key is rotated. */
  readonly keyDigest: string;
  /** Of the page where the key was entered: changes are accepted from no other. */
  readonly origin: string;
  readonly createdAt: Instant;
  /** When the person last did something, accurate to `SEEN_EVERY_MS`. */
  readonly seenAt: Instant;
}

export const CONSOLE_IDLE_MS = 30 * 60_000;
export const CONSOLE_LONGEST_MS = 12 * 60 * 60_000;
/** One write in a minute is enough. */
const SEEN_EVERY_MS = 60_000;
/** Phones and browsers of one shop that share a key; the oldest session makes room. */
export const MOST_CONSOLE_SESSIONS = 50;

/** Whatever is done until then. */
export const lastMomentOf = ({ createdAt }: ConsoleSession): Instant =>
  createdAt + CONSOLE_LONGEST_MS;

export const consoleSessionIsOver = (
  session: ConsoleSession,
  now: Instant,
): boolean =>
  now >= lastMomentOf(session) || now >= session.seenAt + CONSOLE_IDLE_MS;

export const shouldNoteSeen = (
  { seenAt }: ConsoleSession,
  now: Instant,
): boolean => now >= seenAt + SEEN_EVERY_MS;
