/**
 * A person at the console: an API key is exchanged for a session. Each call reads the session and the key anew, so that
 * signing out, deleting or rotating the key, and its scopes take effect at once at every relay.
 */
import {
  CONSOLE_IDLE_MS,
  CONSOLE_LONGEST_MS,
  MOST_CONSOLE_SESSIONS,
  consoleSessionIsOver,
  shouldNoteSeen,
} from "../../domain/console-session.ts";
import type { ConsoleSession } from "../../domain/console-session.ts";
import { ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Caller, Callers } from "../api-keys/read-caller.ts";
import type { Deps } from "../shared/deps.ts";

type SessionDeps = Pick<Deps, "store" | "clock" | "random" | "secrets" | "log">;

export interface SignedIn {
  readonly session: ConsoleSession;
  /** What the session's key may do now, and the person as the audit log names them. */
  readonly caller: Caller;
}

export const SIGNED_OUT = refuse(
  "console_signed_out",
  "Nobody is signed in, or the session has ended. Sign in with an API key.",
);

const PREFIX = "cs_";

/** 256 bits: nobody can guess what a plain digest is of. */
const newToken = ({ random }: SessionDeps): string =>
  `${random.id(PREFIX)}${random.id("")}`;

/** For the audit log: a person, who used this key. */
const asUser = ({ actor, ...caller }: Caller): Caller => ({
  ...caller,
  actor: { ...actor, type: "user" },
});

/** Always a new session, so that nobody can prepare one for somebody else. `previous`: the one that it takes the place of. */
export async function signIn(
  deps: SessionDeps,
  callers: Callers,
  {
    key,
    origin,
    previous,
  }: {
    readonly key: string;
    readonly origin: string;
    readonly previous: string | null;
  },
): Promise<Result<SignedIn & { readonly token: string }>> {
  const caller = await callers.byKey(key);
  if (!caller.ok) return caller;
  const { store, clock, secrets, log } = deps;
  const now = clock.now();
  const token = newToken(deps);
  const session: ConsoleSession = {
    digest: secrets.apiKeyDigest(token),
    keyId: caller.value.actor.id,
    keyDigest: secrets.apiKeyDigest(key),
    origin,
    createdAt: now,
    seenAt: now,
  };
  await store.transaction(async ({ consoleSessions }) => {
    await consoleSessions.removeOlder(
      now - CONSOLE_LONGEST_MS,
      now - CONSOLE_IDLE_MS,
    );
    if (previous !== null)
      await consoleSessions.remove(secrets.apiKeyDigest(previous));
    await consoleSessions.removeOfKey(session.keyId, MOST_CONSOLE_SESSIONS - 1);
    await consoleSessions.insert(session);
  });
  log.info({ keyId: session.keyId }, "a person signed in to the console");
  return ok({ token, session, caller: asUser(caller.value) });
}

/** `isPerson`: false for what a page does by itself, which must not keep the session alive. */
export async function readSession(
  { store, clock, secrets }: SessionDeps,
  callers: Callers,
  token: string,
  isPerson: boolean,
): Promise<Result<SignedIn>> {
  const digest = secrets.apiKeyDigest(token);
  const session = await store.consoleSessions.find(digest);
  const now = clock.now();
  if (session === undefined || consoleSessionIsOver(session, now))
    return SIGNED_OUT;
  const caller = await callers.byDigest(session.keyId, session.keyDigest);
  if (!caller.ok) return SIGNED_OUT;
  if (isPerson && shouldNoteSeen(session, now))
    await store.transaction((tx) => tx.consoleSessions.noteSeen(digest, now));
  return ok({ session, caller: asUser(caller.value) });
}

export async function signOut(
  { store, log }: SessionDeps,
  { digest, keyId }: ConsoleSession,
): Promise<void> {
  await store.transaction((tx) => tx.consoleSessions.remove(digest));
  log.info({ keyId }, "a person signed out of the console");
}

/** Ends every session of the key, on all devices. */
export async function signOutEverywhere(
  { store, log }: SessionDeps,
  { keyId }: ConsoleSession,
): Promise<void> {
  await store.transaction((tx) => tx.consoleSessions.removeOfKey(keyId, 0));
  log.info({ keyId }, "all console sessions of a key were ended");
}
