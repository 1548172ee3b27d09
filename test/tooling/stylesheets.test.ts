import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../packages/relay/test/support/temporary.ts";
import { copyStylesheets } from "../../scripts/lib/stylesheets.ts";

it("puts every style sheet beside the module that reads it", () => {
  const folder = temporaryFolder();
  for (const file of [
    "packages/relay/src/http/pages/a.css",
    "packages/sandbox/src/b.css",
  ]) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), file);
  }
  copyStylesheets(folder);
  const copied = (file: string) =>
    readFileSync(path.join(folder, "packages", file), "utf8");
  expect(copied("relay/dist/http/pages/a.css")).toContain("a.css");
  expect(copied("sandbox/dist/b.css")).toContain("b.css");
});
