import { readFileSync } from "node:fs";
import path from "node:path";
import { parseConfig } from "@malipo/relay";
import { describe, expect, it } from "vitest";
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

/** A value for what the reader has to fill in, and for what a shell would work out. */
function fillIn(name: string, value: string): string {
  if (value.startsWith("$(openssl rand -base64 32)"))
    return Buffer.alloc(32, `the key of ${name}`).toString("base64");
  if (name === "MALIPO_CATALOG")
    return path.join(root, "examples/storefront/catalog.json");
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
    const [setup = ""] = blocks("sh").filter((text) => text.includes("export"));
    const variables = [
      ...setup.matchAll(/([A-Z]+_[A-Z_]+)=("[^"]*"|\$\([^)]*\)|\S+)/g),
    ].map(([, name = "", value = ""]) => [name, fillIn(name, value)] as const);
    const parsed = parseConfig(Object.fromEntries(variables));
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
