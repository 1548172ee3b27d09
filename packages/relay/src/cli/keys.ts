/** `malipo keys`: the signing keys, in the database itself, so that it works with one relay, with several, and with none. */
import { parseArgs } from "node:util";
import { StoreError } from "../adapters/sql-store/errors.ts";
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
import type { Clock } from "../ports/clock.ts";
import type { SigningKeyRecord, Store } from "../ports/store.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_NOT_FOUND, EXIT_REFUSED } from "./exit-codes.ts";
import { runLocal, withStore } from "./local-command.ts";
import type { Arguments } from "./local-command.ts";
import { renderTable } from "./merchant/table.ts";
import { plainJson, plainText } from "./plain-text.ts";

const HELP = `Usage: malipo keys <command>

  list          show the keys that sign relay tokens, newest first
  rotate        publish the next key; it signs after 10 minutes, when every cache knows it
  retire <kid>  refuse what this key signed; not while such tokens can be valid
    --now       even then: for a key that has leaked

  --json        print the keys as JSON

States: next (published, does not sign yet), active (signs), retiring (signs no
longer, its tokens are accepted), retired (its tokens are refused).
The relays may be running: each reads the keys again within 30 seconds.
Requires the configuration of the relay (docs/configuration.md).
Exit codes: 0 success, 1 failure, 2 usage error, 3 refused, 4 no such key.
`;

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

interface KeysArguments {
  readonly command: KeysCommand;
  readonly kid: string;
  readonly atOnce: boolean;
  readonly asJson: boolean;
}

interface Input extends Pick<KeysArguments, "kid" | "atOnce"> {
  readonly store: Pick<Store, "listSigningKeys" | "updateSigningKeys">;
  readonly config: Config;
  readonly clock: Clock;
}

interface KeysCommand {
  readonly takesKid: boolean;
  readonly run: (input: Input) => Promise<Outcome>;
}

const COMMANDS: ReadonlyMap<string, KeysCommand> = new Map([
  ["list", { takesKid: false, run: list }],
  ["rotate", { takesKid: false, run: rotate }],
  ["retire", { takesKid: true, run: retire }],
]);

/** `clock`: replaced in tests only. */
export function keys(
  args: readonly string[],
  context: CliContext,
  clock: Clock = systemClock,
): Promise<number> {
  const run = async (given: KeysArguments, config: Config) => {
    const outcome = await withStore(config, (store) =>
      given.command.run({ ...given, store, config, clock }),
    );
    show(outcome, given.asJson, clock.now(), context);
    return outcome.code;
  };
  return runLocal(
    { name: "keys", help: HELP, readArguments, run, describeFailure },
    args,
    context,
  );
}

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
  const after = await store.updateSigningKeys((before) => {
    // A key that the relays can't open would stop them.
    assertKeysOpen(before, masterKeysOf(config), clock.now());
    return rotateKeys(before, fresh);
  });
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
  const after = await store.updateSigningKeys((before) => {
    assertKeysOpen(before, masterKeysOf(config), now);
    retirement = retireKey(before, kid, atOnce, fresh);
    return retirement.kind === "allowed" ? retirement.changes : [];
  });
  return describeRetirement(retirement, kid, after);
}

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

const fault = (words: string) => ({ kind: "fault", words }) as const;

/** A thumbprint in base64url that begins with "-" (RFC 7638): one key in 64. It is not an option. */
const DASHED_KID = /^-[\w-]{42}$/;

const kidsLast = (args: readonly string[]): string[] =>
  args.includes("--")
    ? [...args]
    : [
        ...args.filter((each) => !DASHED_KID.test(each)),
        "--",
        ...args.filter((each) => DASHED_KID.test(each)),
      ];

function readArguments(args: readonly string[]): Arguments<KeysArguments> {
  const { values, positionals } = parseArgs({
    args: kidsLast(args),
    allowPositionals: true,
    options: {
      now: { type: "boolean" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [name, kid = "", extra] = positionals;
  if (values.help === true || name === "help") return { kind: "help" };
  if (name === undefined)
    return fault("missing command for keys: list, rotate, retire");
  const command = COMMANDS.get(name);
  if (command === undefined) return fault(`unknown command "keys ${name}"`);
  if (extra !== undefined || command.takesKid !== (kid !== ""))
    return fault(
      command.takesKid
        ? `keys ${name} takes <kid>`
        : `keys ${name} takes no arguments`,
    );
  const atOnce = values.now === true;
  if (atOnce && !command.takesKid)
    return fault("--now is an option of keys retire");
  return {
    kind: "run",
    input: { command, kid, atOnce, asJson: values.json === true },
  };
}
