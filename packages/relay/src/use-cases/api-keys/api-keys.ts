/** The merchant's API keys: created and rotated with scopes that the caller has itself, and deleted at once. */
import { SCOPES } from "@malipo/protocol";
import type { Scope } from "@malipo/protocol";
import type {
  ApiKey as ApiKeyJson,
  NewApiKey,
} from "@malipo/protocol/merchant";
import {
  CONFIGURED_KEY_ID,
  isExpired,
  previousAcceptedUntil,
  rotateApiKey,
} from "../../domain/api-key.ts";
import type { ApiKey } from "../../domain/api-key.ts";
import { lastPreviousEnd } from "../../domain/secret-rotation.ts";
import {
  API_KEY_ID_PREFIX,
  apiKeyPrefix,
  formatApiKey,
} from "../../domain/api-key-text.ts";
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Instant } from "../../domain/observation.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";
import { requireScope } from "./read-caller.ts";
import type { Caller } from "./read-caller.ts";

export interface ApiKeyInput {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt?: string | null | undefined;
}

/** More than a shop needs; all are read and shown at once. */
const MOST_KEYS = 100;

const CONFIGURED = refuse(
  "api_key_not_changeable",
  "This key is set by MALIPO_MERCHANT_KEY. Change it in the relay's configuration.",
);

/** `hasConfigured`: whether `MALIPO_MERCHANT_KEY` is set. It comes first. */
export async function listApiKeys(
  deps: Deps,
  hasConfigured: boolean,
): Promise<readonly ApiKeyJson[]> {
  const { apiKeys } = deps.store;
  const [keys, uses] = await Promise.all([apiKeys.list(), apiKeys.lastUses()]);
  return [
    ...(hasConfigured ? [configuredJson(deps, uses)] : []),
    ...keys.map((key) => toJson(deps, key, uses)),
  ];
}

export async function readApiKey(
  deps: Deps,
  id: string,
  hasConfigured: boolean,
): Promise<Result<ApiKeyJson>> {
  const found = (await listApiKeys(deps, hasConfigured)).find(
    (key) => key.id === id,
  );
  return found === undefined ? NOT_FOUND : ok(found);
}

export async function createApiKey(
  deps: Deps,
  caller: Caller,
  { name, scopes, expiresAt = null }: ApiKeyInput,
  audit: AuditTrail,
): Promise<Result<NewApiKey>> {
  const allowed = requireScopes(caller, scopes);
  if (!allowed.ok) return allowed;
  const now = deps.clock.now();
  const end = expiresAt === null ? null : Date.parse(expiresAt);
  if (end !== null && end <= now)
    return refuse("invalid_request", "The key would be expired already.", {
      errors: [{ field: "expiresAt", message: "must be in the future" }],
    });
  const { livemode } = deps.settings;
  const id = deps.random.id(API_KEY_ID_PREFIX);
  const text = formatApiKey({ livemode, id, secret: newSecret(deps) });
  const key: ApiKey = {
    id,
    name,
    scopes: SCOPES.filter((scope) => scopes.includes(scope)),
    livemode,
    createdAt: now,
    expiresAt: end,
    secrets: [{ digest: deps.secrets.apiKeyDigest(text), endsAt: null }],
  };
  return deps.store.transaction(async (tx): Promise<Result<NewApiKey>> => {
    const { length } = await tx.apiKeys.list();
    if (length >= MOST_KEYS)
      return refuse(
        "too_many_api_keys",
        `There are ${MOST_KEYS} API keys already. Delete one that nobody uses.`,
      );
    await tx.apiKeys.put(key);
    await audit.record(tx, { objectId: id, after: factsOf(key) });
    return ok({ apiKey: toJson(deps, key), key: text });
  });
}

export async function rotateKey(
  deps: Deps,
  caller: Caller,
  id: string,
  overlapSeconds: number,
  audit: AuditTrail,
): Promise<Result<NewApiKey>> {
  if (id === CONFIGURED_KEY_ID) return CONFIGURED;
  const secret = newSecret(deps);
  const now = deps.clock.now();
  const uses = await deps.store.apiKeys.lastUses();
  return deps.store.transaction(async (tx): Promise<Result<NewApiKey>> => {
    const before = await findIn(tx, id);
    if (before === undefined) return NOT_FOUND;
    const allowed = requireScopes(caller, before.scopes);
    if (!allowed.ok) return allowed;
    if (isExpired(before, now))
      return refuse(
        "api_key_not_changeable",
        "This key has expired. Create a new one.",
      );
    const text = formatApiKey({ livemode: before.livemode, id, secret });
    const digest = deps.secrets.apiKeyDigest(text);
    const after = rotateApiKey(before, digest, now, overlapSeconds * 1000);
    await tx.apiKeys.put(after);
    await audit.record(tx, {
      before: factsOf(before),
      after: factsOf(after),
    });
    return ok({ apiKey: toJson(deps, after, uses), key: text });
  });
}

/** Whatever its scopes: taking rights away needs none of them. */
export async function deleteApiKey(
  deps: Deps,
  id: string,
  audit: AuditTrail,
): Promise<Result<ApiKeyJson>> {
  if (id === CONFIGURED_KEY_ID) return CONFIGURED;
  const uses = await deps.store.apiKeys.lastUses();
  return deps.store.transaction(async (tx): Promise<Result<ApiKeyJson>> => {
    const key = await findIn(tx, id);
    if (key === undefined) return NOT_FOUND;
    await tx.apiKeys.remove(id);
    await audit.record(tx, { before: factsOf(key) });
    return ok(toJson(deps, key, uses));
  });
}

const newSecret = ({ random }: Deps): string =>
  `${random.id("")}${random.id("")}`;

const findIn = async (
  tx: StoreTransaction,
  id: string,
): Promise<ApiKey | undefined> =>
  (await tx.apiKeys.list()).find((key) => key.id === id);

/** Nobody gives away what they don't have. */
function requireScopes(caller: Caller, scopes: readonly Scope[]): Result<null> {
  const missing = scopes.find((scope) => !caller.scopes.includes(scope));
  return missing === undefined ? ok(null) : requireScope(caller, missing);
}

/** A rotation is told by the end of the value before, also where that is at once. */
const factsOf = (key: ApiKey) => ({
  name: key.name,
  scopes: key.scopes.join(" "),
  expiresAt: isoOrNull(key.expiresAt),
  previousAcceptedUntil: isoOrNull(lastPreviousEnd(key.secrets)),
});

const isoOrNull = (at: Instant | null | undefined): string | null =>
  at === null || at === undefined ? null : new Date(at).toISOString();

type LastUses = ReadonlyMap<string, Instant>;

function toJson(
  { clock }: Deps,
  key: ApiKey,
  uses: LastUses = new Map(),
): ApiKeyJson {
  const { id, name, scopes, livemode, createdAt, expiresAt } = key;
  return {
    id,
    name,
    prefix: apiKeyPrefix(key),
    scopes: [...scopes],
    livemode,
    configured: false,
    createdAt: isoOrNull(createdAt),
    lastUsedAt: isoOrNull(uses.get(id)),
    expiresAt: isoOrNull(expiresAt),
    previousAcceptedUntil: isoOrNull(previousAcceptedUntil(key, clock.now())),
  };
}

const configuredJson = ({ settings }: Deps, uses: LastUses): ApiKeyJson => ({
  id: CONFIGURED_KEY_ID,
  name: "MALIPO_MERCHANT_KEY",
  prefix: null,
  scopes: [...SCOPES],
  livemode: settings.livemode,
  configured: true,
  createdAt: null,
  lastUsedAt: isoOrNull(uses.get(CONFIGURED_KEY_ID)),
  expiresAt: null,
  previousAcceptedUntil: null,
});
