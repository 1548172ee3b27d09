/** `malipo keys`: the signing keys, in the database itself, so that it works with one relay, with several, and with none. */
import type { AuditOutcome } from "@malipo/protocol/merchant";
import { StoreError } from "../adapters/sql-store/errors.ts";
import { cryptoRandom } from "../adapters/system/crypto-random.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import {
  MasterKeyMismatch,
  assertKeysOpen,
  makeKey,
} from "../adapters/tokens/key-ring.ts";
import {
  acceptedUntil,
  keyState,
  retireKey,
  rotateKeys,
  signsFrom,
} from "../adapters/tokens/key-states.ts";
import type { Retirement } from "../adapters/tokens/key-states.ts";
import type { Config } from "../config.ts";
import { COMMAND_LINE } from "../domain/audit.ts";
import type { AuditEntry } from "../domain/audit.ts";
import type { Clock } from "../ports/clock.ts";
import type { SigningKeyRecord } from "../ports/signing-keys.ts";
import type { Store } from "../ports/store.ts";
import { createAuditEntry } from "../use-cases/shared/audit.ts";
import type { CommandInput } from "./command.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_NOT_FOUND, EXIT_REFUSED } from "./exit-codes.ts";
import { runLocal, withStore } from "./local-command.ts";
import { renderTable } from "./merchant/table.ts";
import { plainJson, plainText } from "./plain-text.ts";

const COLUMNS = {
  KID: "kid",
  STATE: "state",
  CREATED: "createdAt",
  "SIGNS FROM": "signsFrom",
  "SIGNS UNTIL": "signsUntil",
  "ACCEPTED UNTIL": "acceptedUntil",
};

/** What a command came to: the keys after it, and a sentence about them. */
interface Outcome {
  readonly code: number;
  readonly words: string | null;
  /** Null where nothing was changed or asked for. */
  readonly keys: readonly SigningKeyRecord[] | null;
}

interface Input {
  readonly kid: string;
  readonly atOnce: boolean;
  readonly store: Pick<Store, "listSigningKeys" | "updateSigningKeys">;
  readonly config: Config;
  readonly clock: Clock;
}

const RUNS = { list, rotate, retire };

export const keys = (
  name: keyof typeof RUNS,
  { args, options }: CommandInput,
  context: CliContext,
): Promise<number> =>
  runLocal(context, describeFailure, async (config) => {
    const { clock = systemClock } = context;
    const outcome = await withStore(config, (store) =>
      RUNS[name]({
        kid: args["kid"] ?? "",
        atOnce: options["now"] === true,
        store,
        config,
        clock,
      }),
    );
    show(outcome, options["json"] === true, clock.now(), context);
    return outcome.code;
  });

const describeFailure = (error: unknown): string | undefined =>
  error instanceof StoreError || error instanceof MasterKeyMismatch
    ? error.message
    : undefined;

async function list({ store }: Input): Promise<Outcome> {
  return {
    code: EXIT_DONE,
    words: null,
    keys: await store.listSigningKeys(),
  };
}

async function rotate({ store, config, clock }: Input): Promise<Outcome> {
  const fresh = await makeKey(config.masterKey, clock.now());
  // Of the last run, as below.
  let changes: readonly SigningKeyRecord[] = [];
  const after = await store.updateSigningKeys(
    (before) => {
      // A key that the relays can't open would stop them.
      assertKeysOpen(before, masterKeysOf(config), clock.now());
      changes = rotateKeys(before, fresh);
      return changes;
    },
    () =>
      changes.length === 0
        ? entryOf(clock, "rotateSigningKey", null, "unchanged")
        : entryOf(clock, "rotateSigningKey", fresh.kid, "done"),
  );
  const next = after.find(
    (key) => keyState(key, after, clock.now()) === "next",
  );
  const words =
    next === undefined
      ? "The key signs at once: there was none before."
      : `${next.kid === fresh.kid ? "The next key is published" : "A next key was published already"}: ${next.kid} signs from ${timeOf(signsFrom(next))}.`;
  return { code: EXIT_DONE, words, keys: after };
}

async function retire({
  store,
  config,
  clock,
  kid,
  atOnce,
}: Input): Promise<Outcome> {
  const now = clock.now();
  const fresh = await makeKey(config.masterKey, now);
  // Of the last run: a transaction that a database gives up runs again.
  let retirement: Retirement = { kind: "unknown" };
  const after = await store.updateSigningKeys(
    (before) => {
      assertKeysOpen(before, masterKeysOf(config), now);
      retirement = retireKey(before, kid, atOnce, fresh);
      return retirement.kind === "allowed" ? retirement.changes : [];
    },
    () => retirementEntry(clock, kid, retirement),
  );
  return describeRetirement(retirement, kid, after);
}

function retirementEntry(
  clock: Clock,
  kid: string,
  retirement: Retirement,
): AuditEntry {
  const { kind } = retirement;
  if (kind !== "allowed")
    return entryOf(
      clock,
      "retireSigningKey",
      kind === "unknown" ? null : kid,
      "refused",
      kind,
    );
  const isChange = retirement.changes.length > 0;
  return entryOf(
    clock,
    "retireSigningKey",
    kid,
    isChange ? "done" : "unchanged",
  );
}

const entryOf = (
  clock: Clock,
  action: string,
  kid: string | null,
  outcome: AuditOutcome,
  code: string | null = null,
): AuditEntry =>
  createAuditEntry(
    { clock, random: cryptoRandom },
    {
      actor: COMMAND_LINE,
      action,
      object: { type: "signing_key", id: kid },
      requestId: null,
    },
    outcome,
    {},
    code,
  );

function describeRetirement(
  retirement: Retirement,
  kid: string,
  after: readonly SigningKeyRecord[],
): Outcome {
  const refused = (code: number, words: string): Outcome => ({
    code,
    words,
    keys: null,
  });
  switch (retirement.kind) {
    case "unknown":
      return refused(
        EXIT_NOT_FOUND,
        `There is no key ${plainText(kid)}. See: malipo keys list`,
      );
    case "active":
      return refused(
        EXIT_REFUSED,
        "This key signs. First publish the next one: malipo keys rotate. If this key has leaked, add --now.",
      );
    case "in_use":
      return refused(
        EXIT_REFUSED,
        `Tokens signed by this key can be valid until ${timeOf(retirement.until)}. Wait until then. If the key has leaked, add --now: pages then ask for new tokens.`,
      );
    case "allowed":
      return {
        code: EXIT_DONE,
        words:
          retirement.changes.length === 0
            ? "The key is retired already."
            : "The key is retired. Every relay refuses its tokens within 30 seconds.",
        keys: after,
      };
  }
}

const masterKeysOf = ({
  masterKey,
  masterKeyPrevious,
}: Config): readonly Uint8Array[] =>
  [masterKey, masterKeyPrevious].filter((key) => key !== null);

function show(
  { code, words, keys: records }: Outcome,
  asJson: boolean,
  now: number,
  { write, writeError, terminal }: CliContext,
): void {
  if (records !== null) {
    const rows = records.map((key) => ({
      kid: key.kid,
      state: keyState(key, records, now),
      createdAt: timeOf(key.createdAt),
      signsFrom: timeOf(signsFrom(key)),
      signsUntil: key.retiredAt === null ? null : timeOf(key.retiredAt),
      acceptedUntil: orNull(acceptedUntil(key)),
    }));
    if (asJson) write(`${plainJson({ keys: rows })}\n`);
    else if (rows.length > 0) write(renderTable(rows, COLUMNS, terminal));
    else writeError("No results.\n");
  }
  if (words !== null)
    writeError(code === EXIT_DONE ? `${words}\n` : `malipo: ${words}\n`);
}

const timeOf = (at: number): string => new Date(at).toISOString();

const orNull = (at: number | null): string | null =>
  at === null ? null : timeOf(at);
