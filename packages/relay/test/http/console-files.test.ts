import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  consoleHeaders,
  readConsoleFiles,
  sendConsoleFile,
} from "../../src/http/console/files.ts";
import { listen } from "../support/http-server.ts";
import { MemoryLog } from "../support/memory-log.ts";
import { temporaryFolder } from "../support/temporary.ts";

const log = new MemoryLog();

async function serve(directory: string): Promise<string> {
  const files = await readConsoleFiles(log, directory);
  return listen((req, res) => {
    consoleHeaders(req, res, () => {
      const name = (req.url ?? "").replace(/^\/console\/?/, "");
      if (!sendConsoleFile(files, name, req, res)) res.writeHead(404).end();
    });
  });
}

describe("the console's files", () => {
  it("are one page for every address, and assets that are kept for ever", async () => {
    const directory = temporaryFolder();
    mkdirSync(path.join(directory, "assets"));
    writeFileSync(path.join(directory, "index.html"), "<!doctype html>");
    writeFileSync(path.join(directory, "assets", "index-a1.js"), "void 0;");
    writeFileSync(path.join(directory, "secret.txt"), "no");
    const url = await serve(directory);
    for (const address of ["/console", "/console/orders/ord_1", "/console/x"]) {
      const page = await fetch(url + address);
      expect(await page.text(), address).toBe("<!doctype html>");
      expect(page.headers.get("cache-control")).toBe("no-store");
      expect(page.headers.get("x-frame-options")).toBe("DENY");
      expect(
        page.headers.get("content-security-policy")?.split(";").toSorted(),
      ).toEqual(
        [
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "require-trusted-types-for 'script'",
          "trusted-types lit-html",
          "frame-ancestors 'none'",
          "form-action 'self'",
          "base-uri 'none'",
        ].toSorted(),
      );
    }
    const asset = await fetch(`${url}/console/assets/index-a1.js`);
    expect(asset.headers.get("cache-control")).toMatch(/immutable/);
    expect(asset.headers.get("cross-origin-resource-policy")).toBe(
      "same-origin",
    );
    expect((await fetch(`${url}/console/assets/index-b2.js`)).status).toBe(404);
    expect(await (await fetch(`${url}/console/secret.txt`)).text()).not.toBe(
      "no",
    );
  });

  it("say how to build them where they are missing", async () => {
    const url = await serve(temporaryFolder());
    const answer = await fetch(`${url}/console`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toMatch(/npm run build/);
    expect(log.messages("error")).toHaveLength(1);
  });
});
