/** `MALIPO_MERCHANT_LOGO`: the file is read once, and its content decides the type that browsers are told. */
import { readFileSync, statSync } from "node:fs";
import { fault } from "../adapters/environment/parsers.ts";
import type { Parse } from "../adapters/environment/variable.ts";
import { ok } from "../domain/errors.ts";
import type { PageFile } from "../http/pages/send-file.ts";

const MAX_KB = 256;

/** By their first characters, one byte each. */
const TYPES: readonly (readonly [type: string, start: RegExp])[] = [
  ["image/png", /^\x89PNG\r\n\x1a\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
  [
    "image/svg+xml",
    /^(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--[^]*?-->|<!doctype svg[^>]*>)*<svg[\s/>]/i,
  ],
];

export const merchantLogo: Parse<PageFile> = (given) => {
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(given))
    return fault(
      "must be the path of a file: the relay's pages load nothing from other sites",
    );
  try {
    const about = statSync(given);
    if (!about.isFile()) return fault("must name a file");
    if (about.size > MAX_KB * 1024)
      return fault(`names a file of more than ${MAX_KB} KB`);
    const bytes = readFileSync(given);
    const start = bytes.toString("latin1");
    const type = TYPES.find(([, pattern]) => pattern.test(start))?.[0];
    return type === undefined
      ? fault("must name an SVG, PNG, JPEG or WebP file")
      : ok({ type, bytes });
  } catch (error) {
    const why =
      error instanceof Error && "code" in error
        ? ` (${String(error.code)})`
        : "";
    return fault(`names a file that can't be read${why}`);
  }
};

export const showLogo = ({ type, bytes }: PageFile): string =>
  `${type}, ${bytes.length} bytes`;
