/** Versions, from the packages' `package.json`. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const manifestSchema = z.object({ name: z.string(), version: z.string() });

const readManifest = (file: URL | string) =>
  manifestSchema.parse(JSON.parse(readFileSync(file, "utf8")));

/** Of this package. */
export const readVersion = (): string =>
  readManifest(new URL("../package.json", import.meta.url)).version;

const WIDGET = "@malipo/widget";

/** Of the widget whose built files are in this folder (default: the installed one); null if it is no widget's. */
export function readWidgetVersion(
  directory = path.dirname(
    fileURLToPath(import.meta.resolve(`${WIDGET}/malipo.js`)),
  ),
): string | null {
  const file = path.join(directory, "../package.json");
  if (!existsSync(file)) return null;
  const { name, version } = readManifest(file);
  return name === WIDGET ? version : null;
}
