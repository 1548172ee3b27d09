import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { temporaryFile, temporaryFolder } from "../support/temporary.ts";
import { SERVED, problems } from "./environments.ts";

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff, 0xe0];
const WEBP = [...Buffer.from("RIFF"), 1, 0, 0, 0, ...Buffer.from("WEBPVP8 ")];

function logoFile(content: string | readonly number[]): string {
  const file = path.join(temporaryFolder(), "logo");
  writeFileSync(
    file,
    typeof content === "string" ? content : Uint8Array.from(content),
  );
  return file;
}

const readLogo = (file: string) => {
  const result = parseConfig({ ...SERVED, MALIPO_MERCHANT_LOGO: file });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const shown = new Map(result.shown).get("MALIPO_MERCHANT_LOGO");
  return { logo: result.config.merchantLogo, shown };
};

describe("MALIPO_MERCHANT_LOGO", () => {
  it.each([
    ["image/png", PNG],
    ["image/jpeg", JPEG],
    ["image/webp", WEBP],
    ["image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    [
      "image/svg+xml",
      '\ufeff<?xml version="1.0"?>\n<!-- a shop -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n<svg/>',
    ],
  ])("is served as its content says: %s", (type, content) => {
    const { logo, shown } = readLogo(logoFile(content));
    expect(logo?.type).toBe(type);
    expect(shown).toBe(`${type}, ${logo?.bytes.length ?? 0} bytes`);
  });

  it.each([
    ["a page", () => logoFile("<!doctype html><svg></svg>")],
    ["an icon of Windows", () => logoFile([0, 0, 1, 0])],
    ["sound", () => logoFile([...Buffer.from("RIFF"), 1, 0, 0, 0, 87, 65])],
    ["an empty file", () => logoFile("")],
    ["too much", () => logoFile(`<svg>${"x".repeat(256 * 1024)}</svg>`)],
    ["a folder", () => temporaryFolder()],
    ["nothing", () => `${temporaryFile("")}.svg`],
    ["another site", () => "https://shop.example/logo.png"],
    ["data", () => "data://image/png;base64,AAAA"],
  ])("can't be %s, and the value is not repeated", (_what, make) => {
    const given = make();
    const found = problems({ ...SERVED, MALIPO_MERCHANT_LOGO: given });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^MALIPO_MERCHANT_LOGO (?:must|names) /);
    expect(JSON.stringify(found)).not.toContain(given);
  });
});
