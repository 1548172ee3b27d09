import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../packages/relay/test/support/temporary.ts";
import { removeStaleOutputs } from "../../scripts/lib/stale-outputs.ts";

const KEPT = [
  "packages/relay/src/http/a.ts",
  "packages/relay/dist/http/a.js",
  "packages/relay/dist/http/a.d.ts",
  "packages/relay/dist/http/page.css",
  "packages/widget/src/a.ts",
  "packages/widget/dist/types/a.d.ts",
  "packages/widget/dist/malipo.js",
  "packages/widget/dist/malipo.sw.js",
  "packages/widget/dist/server.js",
  "packages/console/dist/assets/index-a1.js",
];
const REMOVED = [
  "packages/relay/dist/http/gone.js",
  "packages/relay/dist/http/gone.d.ts",
  "packages/relay/dist/a.js",
  "packages/widget/dist/types/gone.d.ts",
];

it("removes what has no source any more, and nothing that the compiler has not written", () => {
  const folder = temporaryFolder();
  for (const file of [...KEPT, ...REMOVED]) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), "");
  }
  removeStaleOutputs(folder);
  const left = (file: string) => existsSync(path.join(folder, file));
  expect(KEPT.filter((file) => !left(file))).toEqual([]);
  expect(REMOVED.filter(left)).toEqual([]);
});
