/** Who calls the merchant API: `MALIPO_MERCHANT_KEY`, or an API key as it is stored now. */
import { SCOPES } from "@malipo/protocol";
import type { Scope } from "@malipo/protocol";
import { CONFIGURED_KEY_ID, isExpired } from "../../domain/api-key.ts";
import { secretIsOver } from "../../domain/secret-rotation.ts";
import { parseApiKey } from "../../domain/api-key-text.ts";
import type { AuditActor } from "../../domain/audit.ts";
import { ok, refuse } from "../../domain/errors.ts";
import type { Refused, Result } from "../../domain/errors.ts";
import type { Deps } from "../shared/deps.ts";
import { RecentValues } from "../shared/recent-times.ts";
import { createUseNotes } from "./note-use.ts";

export interface Caller {
  readonly actor: AuditActor;
  readonly scopes: readonly Scope[];
}

export type ReadCaller = (key: string) => Promise<Result<Caller>>;

export interface Callers {
  /** By the key's text, as it was sent. */
  byKey: ReadCaller;
  /** Whether the store has to be searched for a key that this process has not accepted yet: anyone can make one up. */
  isUnknown(key: string): boolean;
  /** By what is known of a key that was entered before. */
  byDigest(keyId: string, digest: string): Promise<Result<Caller>>;
}

const ACCEPTED_KEPT = 1_000;

const CONFIGURED: Caller = {
  actor: { type: "key", id: CONFIGURED_KEY_ID, name: "MALIPO_MERCHANT_KEY" },
  scopes: SCOPES,
};

const INVALID = refuse(
  "merchant_key_invalid",
  "This is not a key of this relay's merchant API.",
);

/**
 * Reads the store each time, so that a key that was deleted, rotated or has expired is refused at once by every relay.
 * `configuredDigest`: of `MALIPO_MERCHANT_KEY`; null if there is none.
 */
export function createCallers(
  deps: Deps,
  configuredDigest: string | null,
): Callers {
  const noteUse = createUseNotes(deps);
  const { secrets } = deps;
  /** Digests. Only says whose calls don't wait behind those of strangers: the store decides each time. */
  const accepted = new RecentValues<true>(ACCEPTED_KEPT);
  const isConfigured = (given: string): boolean =>
    configuredDigest !== null && secrets.isApiKey(given, configuredDigest);
  const read = async (
    keyId: string,
    isIt: (digest: string) => boolean,
  ): Promise<Result<Caller>> => {
    const key = await deps.store.apiKeys.find(keyId);
    const secret = key?.secrets.find(({ digest }) => isIt(digest));
    if (key === undefined || secret === undefined) return INVALID;
    const { id, name, scopes, livemode } = key;
    if (livemode !== deps.settings.livemode) return wrongMode(livemode);
    const now = deps.clock.now();
    if (isExpired(key, now) || secretIsOver(secret, now))
      return refuse("merchant_key_expired", "This API key has expired.");
    return ok({ actor: { type: "key", id, name }, scopes });
  };
  const noted = (caller: Result<Caller>): Result<Caller> => {
    if (caller.ok) noteUse(caller.value.actor.id);
    return caller;
  };
  return {
    async byKey(given) {
      if (isConfigured(given)) return noted(ok(CONFIGURED));
      const text = parseApiKey(given);
      if (text === undefined) return INVALID;
      const caller = await read(text.id, (digest) =>
        secrets.isApiKey(given, digest),
      );
      const digest = secrets.apiKeyDigest(given);
      if (caller.ok) accepted.set(digest, true);
      else accepted.delete(digest);
      return noted(caller);
    },
    isUnknown: (given) =>
      !isConfigured(given) &&
      parseApiKey(given) !== undefined &&
      accepted.get(secrets.apiKeyDigest(given)) === undefined,
    async byDigest(keyId, known) {
      if (keyId === CONFIGURED_KEY_ID)
        return known === configuredDigest ? noted(ok(CONFIGURED)) : INVALID;
      return noted(await read(keyId, (digest) => digest === known));
    },
  };
}

const wrongMode = (livemode: boolean): Refused =>
  refuse(
    "merchant_key_invalid",
    livemode
      ? "This key is for real payments, and this relay makes test payments."
      : "This key is for test payments, and this relay makes real ones.",
  );

export function requireScope({ scopes }: Caller, scope: Scope): Result<null> {
  return scopes.includes(scope)
    ? ok(null)
    : refuse(
        "insufficient_scope",
        `This needs an API key with the scope ${scope}.`,
        { scope },
      );
}
