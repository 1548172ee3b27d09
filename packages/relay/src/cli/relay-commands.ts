/** The commands that run a relay and care for its database. They load their modules lazily. */
import { ANSWER_OPTIONS } from "./init/options.ts";
import type { Command, CommandGroup, Option } from "./command.ts";

const JSON_OPTION: Option = { about: "print JSON", flag: true };
const CONFIGURED =
  "Requires the configuration of the relay (malipo variables). The relays may be running.";

export const RUN_COMMANDS: readonly Command[] = [
  {
    name: "init",
    about: "write a first configuration with fresh keys, a catalog and a page",
    details: `Asks what it needs, or takes flags. Writes malipo.env (only you can read it),
catalog.json and checkout.html. Run again, it adds what is missing and replaces
nothing: no key, no setting, no file. Keys that your environment has already are
taken over. In a git work tree it makes git leave malipo.env out.`,
    options: {
      dir: {
        about: "the folder (default: this one)",
        value: "folder",
        path: "folder",
      },
      yes: { about: "ask nothing, take the defaults", flag: true },
      ...ANSWER_OPTIONS,
    },
    examples: [
      "init",
      "init --yes --dir shop",
      "init --yes --public-url https://pay.shop.example",
    ],
    codes: {
      3: "refused: a symbolic link, a file that git tracks, or a database without its key",
    },
    run: async (input, context) =>
      (await import("./init/init.ts")).init(input, context),
  },
  {
    name: "serve",
    about: "start the relay with the configuration in the environment",
    details:
      "SIGTERM or Ctrl-C stops it: calls to the providers that are under way are\nfinished first. A second signal ends it at once.",
    examples: ["serve", "serve --env-file malipo.env"],
    readsEnvironment: true,
    run: async (_input, context) => (await import("./serve.ts")).serve(context),
  },
  {
    name: "check-config",
    about: "show the effective configuration, or all errors in it",
    details: "Secrets are never shown, only whether they are set.",
    examples: ["check-config", "check-config --env-file malipo.env"],
    readsEnvironment: true,
    run: async (_input, context) =>
      (await import("./check-config.ts")).checkConfig(context),
  },
  {
    name: "doctor",
    about: "check the database, the providers and the webhook receiver",
    details: "Moves no money.",
    options: {
      addresses: {
        about:
          "also print the addresses to register with the providers (one is secret)",
        flag: true,
      },
    },
    examples: ["doctor", "doctor --addresses"],
    codes: { 1: "a check failed" },
    readsEnvironment: true,
    run: async ({ options }, context) =>
      (await import("./doctor.ts")).doctor(context, {
        addresses: options["addresses"] === true,
      }),
  },
];

const backup: Command = {
  name: "backup",
  about: "copy the SQLite database, also while the relay runs",
  details: `The copy holds everything that was committed when the command started. It is
checked, and appears when it is complete. An existing file is never overwritten.
It holds personal data, and keys encrypted with the master key: keep it as safe
as the database, and the master key elsewhere. For PostgreSQL use pg_dump.`,
  args: { file: { about: "the new file", path: "file" } },
  options: { json: JSON_OPTION },
  examples: ["backup /backups/malipo-monday.sqlite"],
  readsEnvironment: true,
  run: async (input, context) =>
    (await import("./backup.ts")).backup(input, context),
};

const keys: CommandGroup = {
  name: "keys",
  about: "list, rotate and retire the keys that sign relay tokens",
  details: `States: next (published, does not sign yet), active (signs), retiring (signs no
longer, its tokens are accepted), retired (its tokens are refused).`,
  commands: [
    {
      name: "list",
      about: "show the keys that sign relay tokens, newest first",
      details: CONFIGURED,
      options: { json: JSON_OPTION },
      examples: ["keys list", "keys list --json"],
      readsEnvironment: true,
      run: async (input, context) =>
        (await import("./keys.ts")).keys("list", input, context),
    },
    {
      name: "rotate",
      about: "publish the next key",
      details: `It signs after 10 minutes, when every cache knows it. Each relay reads the keys
again within 30 seconds. ${CONFIGURED}`,
      options: { json: JSON_OPTION },
      examples: ["keys rotate"],
      readsEnvironment: true,
      run: async (input, context) =>
        (await import("./keys.ts")).keys("rotate", input, context),
    },
    {
      name: "retire",
      about: "refuse what this key signed",
      details: `Not while such tokens can be valid. ${CONFIGURED}`,
      args: {
        kid: {
          about: "the key's id (malipo keys list)",
          // A thumbprint in base64url that begins with "-" (RFC 7638): one key in 64.
          dashed: /^-[\w-]{42}$/,
        },
      },
      options: {
        now: { about: "even then: for a key that has leaked", flag: true },
        json: JSON_OPTION,
      },
      examples: [
        "keys retire NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
        "keys retire NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs --now",
      ],
      codes: { 3: "refused", 4: "no such key" },
      readsEnvironment: true,
      run: async (input, context) =>
        (await import("./keys.ts")).keys("retire", input, context),
    },
  ],
};

const privacy: CommandGroup = {
  name: "privacy",
  about: "erase personal data",
  commands: [
    {
      name: "erase",
      about:
        "erase the personal data of an order, a payment or a phone number's owner",
      details: `Takes one of --phone, --order and --unmatched. Erases names, phone numbers,
e-mail addresses, return addresses, the reasons of refunds and the providers'
messages. Amounts, states, times, receipts and what was bought stay. Prints how
many records lost something. Cannot be undone.

Orders that money may still move for are not erased: when they are closed, run
the command again. Backups, and what your backend and the providers have
received, are not reached. ${CONFIGURED}`,
      options: {
        phone: {
          about:
            "everything about the owner of this number, however it is written",
          value: "number",
        },
        order: { about: "one order", value: "id" },
        unmatched: {
          about: "one payment without an order (malipo unmatched list)",
          value: "id",
        },
        json: JSON_OPTION,
      },
      examples: [
        'privacy erase --phone "0712 345 678"',
        "privacy erase --order ord_01jd4q2k7b8n9m0p1q2r3s4t5u",
      ],
      codes: {
        3: "refused (for --phone: some orders are still open)",
        4: "no such order or payment",
      },
      readsEnvironment: true,
      run: async (input, context) =>
        (await import("./privacy.ts")).privacy(input, context),
    },
  ],
};

export const DATABASE_COMMANDS: readonly (Command | CommandGroup)[] = [
  backup,
  keys,
  privacy,
];
