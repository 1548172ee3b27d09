/**
 * This process's copy of the signing keys. They are kept in the store, so all processes share them,
 * and each finds a key that another one made before its first token arrives.
 */
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
} from "jose";
import type { CryptoKey } from "jose";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { SigningKeyRecord } from "../../ports/signing-keys.ts";
import type { Store } from "../../ports/store.ts";
import { STALE_AFTER_MS, chooseSigner, stillVerifies } from "./key-states.ts";
import { parsePrivateJwk, unwrapJwk, wrapJwk } from "./wrapped-jwk.ts";
import type { PrivateJwk } from "./wrapped-jwk.ts";

/** RFC 9864: the fully specified name of EdDSA over edwards25519. */
export const ALGORITHM = "Ed25519";

/** The shortest time between two reads of the store because of an unknown `kid`. */
const LOOK_AGAIN_MS = 2_000;

export interface SigningKey {
  readonly kid: string;
  readonly createdAt: number;
  readonly retiredAt: number | null;
  readonly refusedAt: number | null;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly publicJwk: Readonly<Record<string, unknown>>;
}

export interface KeyRing {
  /** The key that signs now. Makes one when there is none. */
  signer(): Promise<SigningKey>;
  /** Undefined for an unknown `kid`, also after a look into the store. */
  find(kid: string): Promise<SigningKey | undefined>;
  /** All keys that verify now. */
  all(): Promise<readonly SigningKey[]>;
}

export interface KeyRingOptions {
  readonly store: Pick<
    Store,
    "listSigningKeys" | "insertFirstSigningKey" | "updateSigningKeys"
  >;
  readonly masterKey: Uint8Array;
  /** Keys wrapped with it are wrapped again with `masterKey` at start-up. */
  readonly previousMasterKey?: Uint8Array | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** The store's keys were wrapped with another master key; going on would refuse every token issued so far. */
export class MasterKeyMismatch extends Error {
  override readonly name = "MasterKeyMismatch";
  constructor() {
    super(
      "MALIPO_MASTER_KEY is not the key this database was made with: its signing keys can't be opened. If the key was changed, set the old one as MALIPO_MASTER_KEY_PREVIOUS.",
    );
  }
}

/** Throws `MasterKeyMismatch` if the store's keys can't be opened. */
export async function createKeyRing(options: KeyRingOptions): Promise<KeyRing> {
  const { store, masterKey, previousMasterKey = null, clock, log } = options;
  const masterKeys =
    previousMasterKey === null ? [masterKey] : [masterKey, previousMasterKey];
  let keys: readonly SigningKey[] = [];
  let loadedAt = -Infinity;
  let lookedAgainAt = -Infinity;
  let failedAt = -Infinity;
  let loading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    const records = await store.listSigningKeys();
    const known = new Map(keys.map((key) => [key.kid, key]));
    keys = await Promise.all(
      records
        .filter((record) => stillVerifies(record, clock.now()))
        .map((record) => openKey(record, known.get(record.kid), masterKeys)),
    );
    loadedAt = clock.now();
  };
  /** False for a time in the future: the clock has been set back since. */
  const happenedWithin = (ms: number, at: number): boolean => {
    const sinceMs = clock.now() - at;
    return sinceMs >= 0 && sinceMs < ms;
  };
  const load = (): Promise<void> =>
    (loading ??= read().finally(() => {
      loading = undefined;
    }));

  /** The keys read last stay in use while the store can't be reached. */
  const refreshInPassing = async (): Promise<void> => {
    if (happenedWithin(STALE_AFTER_MS, loadedAt)) return;
    if (loading === undefined && happenedWithin(LOOK_AGAIN_MS, failedAt))
      return;
    try {
      await load();
    } catch (error) {
      if (happenedWithin(LOOK_AGAIN_MS, failedAt)) return;
      failedAt = clock.now();
      log.warn({ err: error }, "signing keys could not be read again");
    }
  };

  const signer = async (): Promise<SigningKey> => {
    await refreshInPassing();
    const key = chooseSigner(keys, clock.now());
    if (key !== undefined) return key;
    // Another process may make one at the same time. The store keeps only one, which both then use.
    await store.insertFirstSigningKey(await makeKey(masterKey, clock.now()));
    await load();
    const made = chooseSigner(keys, clock.now());
    if (made === undefined)
      throw new Error("the store did not keep the signing key");
    return made;
  };

  if (masterKeys.length > 1)
    await store.updateSigningKeys((records) => rewrap(records, masterKeys));
  await load();
  await signer();
  return {
    signer,
    async find(kid) {
      // The key may have been retired with immediate effect.
      await refreshInPassing();
      const byKid = (): SigningKey | undefined =>
        keys.find((key) => key.kid === kid);
      const found = byKid();
      if (found !== undefined) return found;
      if (happenedWithin(LOOK_AGAIN_MS, lookedAgainAt) && loading === undefined)
        return undefined;
      lookedAgainAt = clock.now();
      await load();
      return byKid();
    },
    async all() {
      await refreshInPassing();
      return keys;
    },
  };
}

/** The records that only a previous master key opens, wrapped again with the first. */
function rewrap(
  records: readonly SigningKeyRecord[],
  [masterKey, ...others]: readonly Uint8Array[],
): readonly SigningKeyRecord[] {
  if (masterKey === undefined) return [];
  return records.flatMap((record) => {
    const { kid } = record;
    if (unwrapWithAny([masterKey], record) !== undefined) return [];
    const jwk = unwrapWithAny(others, record);
    return jwk === undefined
      ? []
      : [{ ...record, wrapped: wrapJwk(masterKey, kid, jwk) }];
  });
}

function unwrapWithAny(
  masterKeys: readonly Uint8Array[],
  { kid, wrapped }: SigningKeyRecord,
): PrivateJwk | undefined {
  for (const masterKey of masterKeys) {
    const jwk = unwrapJwk(masterKey, kid, wrapped);
    if (jwk !== undefined) return jwk;
  }
  return undefined;
}

/** Throws `MasterKeyMismatch` if none of the master keys opens a key that still verifies. */
export function assertKeysOpen(
  records: readonly SigningKeyRecord[],
  masterKeys: readonly Uint8Array[],
  now: number,
): void {
  for (const record of records)
    if (
      stillVerifies(record, now) &&
      unwrapWithAny(masterKeys, record) === undefined
    )
      throw new MasterKeyMismatch();
}

/** Makes a key pair, and does not store it. */
export async function makeKey(
  masterKey: Uint8Array,
  now: number,
): Promise<SigningKeyRecord> {
  const { privateKey } = await generateKeyPair(ALGORITHM, {
    extractable: true,
  });
  const { kty, crv, x, d } = await exportJWK(privateKey);
  const jwk = parsePrivateJwk({ kty, crv, x, d });
  // RFC 7638: the key's thumbprint, so that no two keys share a `kid`.
  const kid = await calculateJwkThumbprint(jwk);
  return {
    kid,
    wrapped: wrapJwk(masterKey, kid, jwk),
    createdAt: now,
    retiredAt: null,
    refusedAt: null,
  };
}

async function openKey(
  record: SigningKeyRecord,
  known: SigningKey | undefined,
  masterKeys: readonly Uint8Array[],
): Promise<SigningKey> {
  const { kid, createdAt, retiredAt, refusedAt } = record;
  if (known !== undefined) return { ...known, retiredAt, refusedAt };
  const jwk = unwrapWithAny(masterKeys, record);
  if (jwk === undefined) throw new MasterKeyMismatch();
  const publicJwk = { kty: jwk.kty, crv: jwk.crv, x: jwk.x };
  return {
    kid,
    createdAt,
    retiredAt,
    refusedAt,
    privateKey: await importPart(jwk),
    publicKey: await importPart(publicJwk),
    publicJwk: { ...publicJwk, kid, alg: ALGORITHM, use: "sig" },
  };
}

async function importPart(
  jwk: PrivateJwk | Omit<PrivateJwk, "d">,
): Promise<CryptoKey> {
  const key = await importJWK(jwk, ALGORITHM);
  if (key instanceof Uint8Array)
    throw new TypeError("an Ed25519 key can't be a byte string");
  return key;
}
