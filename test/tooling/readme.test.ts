import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseEnv } from "node:util";
import { parseConfig } from "@malipo/relay";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";

const root = path.join(import.meta.dirname, "../..");
const readme = readFileSync(path.join(root, "README.md"), "utf8");
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")));

/** The fenced blocks of a language. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "gs"))].map(
    ([, text = ""]) => text,
  );

/** A value for what the reader has to fill in. */
function fillIn(name: string, value: string): string {
  const own: Readonly<Record<string, string>> = {
    ALMARA_CARD_CHANNEL_TYPE: "172",
    ALMARA_PAYOUT_CHANNEL_TYPE: "1",
    ALMARA_AIRTEL_SHORT_CODE: "898101",
    ALMARA_PAYBILL_SHORT_CODE: "898102",
    FLEXPAY_TAG: "duka@dukaapp",
    ALMARA_CHECKOUT_HOSTS: "pay.provider.example",
    ALMARA_SHORT_CODE: "898100",
  };
  return (
    own[name] ??
    value.replace("…", "a-value-from-the-contract").replaceAll('"', "")
  );
}

describe("README", () => {
  it("names commands that exist", () => {
    const commands = [
      ...readme.matchAll(/npm (?:run )?(start|test|malipo)\b/g),
    ];
    expect(commands.length).toBeGreaterThan(3);
    for (const [, name = ""] of commands) expect(scripts[name]).toBeDefined();
  });

  it("configures a relay that offers everything", () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "malipo-readme-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const [, command = ""] = /^npx malipo (init .*)$/m.exec(readme) ?? [];
    const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? "",
    );
    // Twice, as a reader may: the keys stay the same.
    const [first, second] = [1, 2].map(() => {
      execFileSync(
        process.execPath,
        [path.join(root, "packages/relay/bin/malipo.js"), ...args, "--yes"],
        { cwd: folder },
      );
      return readFileSync(path.join(folder, "malipo.env"), "utf8");
    });
    expect(second).toBe(first);
    const [contract = ""] = blocks("ini");
    const filledIn = Object.entries(parseEnv(contract)).map(
      ([name, value = ""]) => [name, fillIn(name, value)] as const,
    );
    const variables = {
      ...parseEnv(first ?? ""),
      ...Object.fromEntries(filledIn),
    };
    const parsed = parseConfig(variables);
    expect(parsed).toMatchObject({
      ok: true,
      config: { methods: ["mpesa", "card", "airtel", "paybill", "flexpay"] },
    });
  });

  it("embeds an element whose attributes the widget has", () => {
    const [embed = ""] = blocks("html");
    const element = readFileSync(
      path.join(root, "packages/widget/src/malipo-checkout.ts"),
      "utf8",
    );
    const attributes = [...embed.matchAll(/\s([a-z-]+)='?"?[[h]/g)].map(
      ([, name = ""]) => name,
    );
    expect(attributes).toEqual(expect.arrayContaining(["relay", "cart"]));
    for (const name of ["relay", "cart"])
      expect(element).toContain(`    ${name}: {`);
    const [listener = ""] = blocks("js");
    expect(listener).toContain("malipo-outcome");
    expect(element).toContain("@fires malipo-outcome");
  });
});
