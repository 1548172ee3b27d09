import { describe, expect, it } from "vitest";
import { isGroup, leavesOf, optionsOf } from "../../src/cli/command.ts";
import { CHAPTERS } from "../../src/cli/chapters.ts";
import { runProgram } from "../../src/cli/program.ts";
import { knownNames } from "../../src/config.ts";
import { temporaryFile } from "../support/temporary.ts";
import {
  CANARY_FLEXPAY,
  CANARY_WEBHOOK_SECRET,
  GOOD,
  runCommand,
  testContext,
} from "./cli-context.ts";

const onOneLine = (text: string): string => text.replaceAll(/\s+/g, " ");

describe("malipo", () => {
  it.each([["help"], ["--help"], ["-h"]])(
    "explains itself: %s",
    async (arg) => {
      const { text, ...rest } = await runCommand([arg], {});
      expect(rest).toEqual({ code: 0, errors: "" });
      expect(text).toContain("Usage: malipo <command>");
      for (const { name, about } of CHAPTERS.flatMap(
        ({ entries }) => entries,
      )) {
        expect(text).toContain(`  ${name} `);
        expect(onOneLine(text)).toContain(about);
      }
    },
  );

  it.each(leavesOf(CHAPTERS))(
    "explains every command with its options and examples: %s",
    async (path, command) => {
      const words = path.split(" ");
      const { text, ...rest } = await runCommand([...words, "--help"], {});
      expect(rest).toEqual({ code: 0, errors: "" });
      expect(text).toContain(`Usage: malipo ${path}`);
      expect(onOneLine(text)).toContain(command.about);
      for (const [name, { about }] of Object.entries(optionsOf(command))) {
        expect(text).toContain(`--${name}`);
        expect(onOneLine(text)).toContain(about);
      }
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples)
        expect(text).toContain(`  malipo ${example}\n`);
      expect(text).toContain("Exit codes: 0 success, 1 ");
      expect((await runCommand([words[0] ?? "", "-h"], {})).code).toBe(0);
    },
  );

  it.each(leavesOf(CHAPTERS))(
    "has examples that it can parse: %s",
    async (path, command) => {
      const runs: string[] = [];
      const run = () => {
        runs.push(path);
        return Promise.resolve(0);
      };
      for (const example of command.examples) {
        const [line = ""] = example.split(" < ");
        const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(
          ([, quoted, plain]) => quoted ?? plain ?? "",
        );
        if (example.startsWith("eval")) continue;
        const context = testContext(GOOD);
        const chapters = CHAPTERS.map((chapter) => ({
          ...chapter,
          entries: chapter.entries.map((entry) =>
            isGroup(entry)
              ? {
                  ...entry,
                  commands: entry.commands.map((each) => ({
                    ...each,
                    readsEnvironment: false,
                    options: optionsOf(each),
                    run,
                  })),
                }
              : { ...entry, run },
          ),
        }));
        const dry = args.filter((arg) => !/^--env-file$|[.]env$/.test(arg));
        const code = await runProgram(dry, {
          chapters,
          context,
          version: () => "0.0.0",
        });
        expect([code, context.errorOutput()], example).toEqual([0, ""]);
      }
      expect(new Set(runs)).toEqual(new Set([path]));
    },
  );

  it("says its version", async () => {
    const { code, text } = await runCommand(["--version"], {});
    expect(code).toBe(0);
    expect(text).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each<[string[], string, string]>([
    [[], "missing command: init, serve, check-config, ", "help"],
    [["orders"], "missing command for orders: list, ", "orders --help"],
    [["frobnicate"], 'unknown command "frobnicate"', "help"],
    [["constructor"], 'unknown command "constructor"', "help"],
    [["odrers"], 'unknown command "odrers" (did you mean orders?)', "help"],
    [["server"], 'unknown command "server" (did you mean serve?)', "help"],
    [
      ["orders", "lst"],
      'unknown command "orders lst" (did you mean list?)',
      "orders --help",
    ],
    [["serve", "now"], "serve takes no arguments", "serve --help"],
    [["backup", "a", "b"], "backup takes <file>", "backup --help"],
    [["--frobnicate"], 'unknown option "--frobnicate"', "help"],
    [["serve", "--port=1"], 'unknown option "--port"', "serve --help"],
    [
      ["doctor", "--adresses"],
      'unknown option "--adresses" (did you mean --addresses?)',
      "doctor --help",
    ],
    [["serve", "--addresses"], 'unknown option "--addresses"', "serve --help"],
    [
      ["orders", "list", "--status"],
      'option "--status <status>" argument missing',
      "orders list --help",
    ],
    [
      ["orders", "list", "--status", "--json"],
      "--status has no value",
      "orders list --help",
    ],
    [
      ["orders", "list", "--status", " "],
      "orders list: --status is empty; give a value or leave it out",
      "orders list --help",
    ],
    [
      ["orders", "list", "--statsu=canary"],
      'unknown option "--statsu"',
      "orders list --help",
    ],
    [
      ["serve", "--env-file", "no-such-file"],
      "--env-file names a file that can't be read (ENOENT)",
      "serve --help",
    ],
  ])("refuses %j in a sentence", async (args, words, help) => {
    const { errors, ...rest } = await runCommand(args);
    expect(rest).toEqual({ code: 2, text: "" });
    expect(errors.startsWith(`malipo: ${words}`)).toBe(true);
    expect(errors.endsWith(`. Try: malipo ${help}\n`)).toBe(true);
    expect(errors).not.toContain("canary");
  });

  it("reads variables from a file, and those of the environment win", async () => {
    const file = temporaryFile(
      "MALIPO_MERCHANT_NAME=Duka la Mashati\nMALIPO_METHODS=card\n",
    );
    const { code, text } = await runCommand(
      ["check-config", "--env-file", file],
      { ...GOOD, MALIPO_METHODS: "mpesa" },
    );
    expect(code).toBe(0);
    expect(text).toContain("MALIPO_MERCHANT_NAME: Duka la Mashati\n");
    expect(text).toContain("Methods offered: mpesa\n");
  });
});

describe("malipo variables", () => {
  it("says what each variable means, without a page that is not in the package", async () => {
    const { code, text } = await runCommand(["variables"], {});
    expect(code).toBe(0);
    for (const name of knownNames()) expect(text).toContain(name);
    const some = await runCommand(["variables", "webhook_url"], {});
    expect(some.text).toMatch(/^Webhooks\n\nMALIPO_WEBHOOK_URL\n {4}The https/);
    expect((await runCommand(["variables", "xyzzy"], {})).code).toBe(4);
  });
});

describe("malipo check-config", () => {
  const check = (changes: object) =>
    runCommand(["check-config"], { ...GOOD, ...changes });

  it("says what was understood, and no secret", async () => {
    const { code, text } = await check({
      MALIPO_ALOWED_ORIGINS: "https://shop.example",
      MALIPO_WEBHOOK_URL: "https://shop.example/hook?key=canary",
      MALIPO_WEBHOOK_SECRET: CANARY_WEBHOOK_SECRET,
      ...CANARY_FLEXPAY,
    });
    expect(code).toBe(0);
    for (const line of [
      "MALIPO_PUBLIC_URL: http://localhost:4001",
      "MALIPO_MASTER_KEY: set",
      "MALIPO_MERCHANT_KEY: set",
      "MALIPO_DATABASE_URL: sqlite:malipo.sqlite",
      "ALMARA_TOKEN_URL: http://localhost:4002/connect/token",
      "ALMARA_CLIENT_SECRET: set",
      "ALMARA_SHORT_CODE: 174379",
      "MALIPO_WEBHOOK_URL: https://shop.example/hook",
      "MALIPO_WEBHOOK_SECRET: set",
      "MALIPO_WEBHOOK_SECRET_PREVIOUS: not set",
      "FLEXPAY_TAG: duka@dukaapp",
      "FLEXPAY_UNMATCHED: reject",
      "Methods offered: mpesa, flexpay",
      "Warning: unknown variable MALIPO_ALOWED_ORIGINS. Is it misspelt?",
    ])
      expect(text.split("\n")).toContain(line);
    expect(text).not.toContain("Note:");
    expect(text).not.toContain("canary");
    expect(text).not.toContain(GOOD["MALIPO_MASTER_KEY"]);
  });

  it("lists everything that is wrong, by name", async () => {
    const wrong = { MALIPO_PORT: "canary", MALIPO_MASTER_KEY: "canary" };
    expect(await check(wrong)).toEqual({
      code: 2,
      text: "",
      errors: `The configuration has 2 errors:
  MALIPO_MASTER_KEY must be exactly 32 bytes in base64
  MALIPO_PORT must be a whole number from 0 to 65535
See all variables: malipo variables
`,
    });
  });
});
