/** `npm run docs`: builds the documentation site, from the relay's source. `--out <folder>`: where. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { createOpenApiDocument } from "../../packages/relay/src/http/openapi/document.ts";
import { at } from "../lib/paths.ts";
import { buildSite } from "./build.ts";
import type { OpenApi } from "./reference.ts";

const { values } = parseArgs({
  options: { out: { type: "string", default: at("dist", "site") } },
});
const { version } = JSON.parse(
  readFileSync(at("packages", "relay", "package.json"), "utf8"),
) as { version: string };
const directory = path.resolve(values.out);
const document = createOpenApiDocument(
  "https://pay.shop.example",
  version,
) as unknown as OpenApi;
const { pages, deadLinks } = await buildSite({ directory, document, version });
console.log(`${pages} pages in ${directory}`);
for (const link of deadLinks) console.error(`leads nowhere: ${link}`);
if (deadLinks.length > 0) process.exitCode = 1;
