import { writeFileSync } from "node:fs";
import path from "node:path";
import { get } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import {
  brotliCompressSync,
  brotliDecompressSync,
  constants,
  gunzipSync,
  gzipSync,
} from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { createWidgetFiles } from "../../src/http/pages/widget-files.ts";
import { listen } from "../support/http-server.ts";
import { MemoryLog } from "../support/memory-log.ts";
import { temporaryFolder } from "../support/temporary.ts";

const MODULE = `export const name = "module";\n${"// padding\n".repeat(200)}`;
const CLASSIC = 'var Malipo = "classic";\n';

let log: MemoryLog;
beforeEach(() => {
  log = new MemoryLog();
});

async function serve(
  files: Readonly<Record<string, string | Buffer>>,
): Promise<string> {
  const directory = temporaryFolder();
  for (const [name, content] of Object.entries(files))
    writeFileSync(path.join(directory, name), content);
  const widget = await createWidgetFiles({ directory, log });
  return listen((req, res) => {
    const name = (req.url ?? "").replace("/widget/v1/", "");
    if (!widget.handle(name, req, res)) res.writeHead(404).end("next");
  });
}

const BUILT = {
  "malipo.js": MODULE,
  "malipo.classic.js": CLASSIC,
  "malipo.sw.js": "export const sw = {};\n",
  "malipo.old.js": "void 0;\n",
  "malipo.js.map": "{}",
};

interface Raw {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Without a client that decodes by itself. */
function raw(
  url: string,
  headers: Record<string, string> = {},
  method = "GET",
): Promise<Raw> {
  return new Promise((resolve, reject) => {
    get(url, { headers, method }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      res.on("end", () => {
        resolve({
          status: res.statusCode ?? 0,
          headers: res.headers,
          body: Buffer.concat(chunks),
        });
      });
    }).on("error", reject);
  });
}

/** The module, in one of these encodings. */
const rawModule = (url: string, accept: string): Promise<Raw> =>
  raw(`${url}/widget/v1/malipo.js`, { "Accept-Encoding": accept });

const decode = ({ headers, body }: Raw): string => {
  if (headers["content-encoding"] === "br")
    return brotliDecompressSync(body).toString();
  return (
    headers["content-encoding"] === "gzip" ? gunzipSync(body) : body
  ).toString();
};

describe("createWidgetFiles", () => {
  it("serves module, classic script, late files and map to every page", async () => {
    const url = await serve(BUILT);
    for (const [name, text] of Object.entries(BUILT)) {
      const type = name.endsWith(".map")
        ? "application/json"
        : "text/javascript; charset=utf-8";
      const res = await raw(`${url}/widget/v1/${name}`);
      expect(res.status).toBe(200);
      expect(decode(res)).toBe(text);
      expect(res.headers).toMatchObject({
        "content-type": type,
        "content-length": String(Buffer.byteLength(text)),
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
        "cache-control": "public, max-age=300, must-revalidate",
        "x-content-type-options": "nosniff",
        vary: "Accept-Encoding",
      });
    }
  });

  it("sends what the build has compressed", async () => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 1 };
    const built = {
      br: brotliCompressSync(MODULE, { params }),
      gzip: gzipSync(MODULE, { level: 1 }),
    };
    const url = await serve({
      ...BUILT,
      "malipo.js.br": built.br,
      "malipo.js.gz": built.gzip,
    });
    for (const [encoding, bytes] of Object.entries(built)) {
      const res = await rawModule(url, encoding);
      expect(res.body).toEqual(bytes);
    }
  });

  it.each([
    ["another file", brotliCompressSync(CLASSIC), gzipSync(CLASSIC)],
    ["nothing readable", Buffer.from("br"), Buffer.from("gz")],
    [
      "half a file",
      brotliCompressSync(MODULE).subarray(0, 20),
      gzipSync(MODULE).subarray(0, 20),
    ],
  ])(
    "compresses by itself where %s lies beside a file",
    async (_what, br, gz) => {
      const url = await serve({
        ...BUILT,
        "malipo.js.br": br,
        "malipo.js.gz": gz,
      });
      for (const encoding of ["br", "gzip"]) {
        const res = await rawModule(url, encoding);
        expect(res.headers["content-encoding"]).toBe(encoding);
        expect(decode(res)).toBe(MODULE);
      }
    },
  );

  it.each([
    ["br, gzip", "br"],
    ["gzip, deflate, br;q=0.5", "br"],
    ["gzip", "gzip"],
    ["GZIP", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["*", "br"],
    ["identity", undefined],
    ["", undefined],
    ["*;q=0", undefined],
  ])("answers Accept-Encoding %j with %s", async (accept, encoding) => {
    const url = await serve(BUILT);
    const res = await rawModule(url, accept);
    expect(res.headers["content-encoding"]).toBe(encoding);
    expect(decode(res)).toBe(MODULE);
    if (encoding !== undefined)
      expect(res.body.length).toBeLessThan(MODULE.length / 4);
  });

  it("says when nothing has changed, in whatever encoding it is asked", async () => {
    const url = `${await serve(BUILT)}/widget/v1/malipo.js`;
    const br = await raw(url, { "Accept-Encoding": "br" });
    const plain = await raw(url);
    expect(br.headers.etag).not.toBe(plain.headers.etag);
    for (const tag of [
      br.headers.etag,
      `"other", ${plain.headers.etag ?? ""}`,
      `W/${plain.headers.etag ?? ""}`,
    ]) {
      const again = await raw(url, {
        "If-None-Match": tag ?? "",
        "Accept-Encoding": "br",
      });
      expect(again.status).toBe(304);
      expect(again.body).toHaveLength(0);
      expect(again.headers.etag).toBe(br.headers.etag);
    }
    expect((await raw(url, { "If-None-Match": '"other"' })).status).toBe(200);
  });

  it("gives another tag to another version", async () => {
    const tags = await Promise.all(
      ["1", "2"].map(async (text) => {
        const url = await serve({ ...BUILT, "malipo.js": text });
        return (await raw(`${url}/widget/v1/malipo.js`)).headers.etag;
      }),
    );
    expect(tags[0]).not.toBe(tags[1]);
  });

  it("answers HEAD with the same headers and nothing else", async () => {
    const url = `${await serve(BUILT)}/widget/v1/malipo.js`;
    const [head, whole] = [await raw(url, {}, "HEAD"), await raw(url)];
    expect(head.body).toHaveLength(0);
    expect(head.headers["content-length"]).toBe(
      whole.headers["content-length"],
    );
    expect(head.headers.etag).toBe(whole.headers.etag);
  });

  it.each([
    "package.json",
    "index.js",
    "malipo.js.br",
    "malipo.nothing.js",
    "..%2fpackage.json",
    "../../package.json",
    "constructor",
    "",
    "malipo.classic.js.map",
  ])("leaves %j to others", async (name) => {
    const url = await serve({
      ...BUILT,
      "index.js": "export {};",
      "malipo.js.br": "",
    });
    const res = await raw(`${url}/widget/v1/${name}`);
    expect([res.status, res.body.toString()]).toEqual([404, "next"]);
  });

  it("says in words that the widget is not built, to the log and to who asks", async () => {
    const url = await serve({});
    expect(log.messages("error")).toHaveLength(1);
    for (const name of ["malipo.js", "malipo.classic.js", "malipo.sw.js"]) {
      const res = await raw(`${url}/widget/v1/${name}`);
      expect(res.status).toBe(503);
      expect(res.headers["cache-control"]).toBe("no-store");
      expect(res.body.toString()).toContain("npm run build");
    }
  });

  it("finds the installed widget without configuration", async () => {
    await expect(createWidgetFiles({ log })).resolves.toHaveProperty("handle");
    for (const { fields } of log.lines)
      expect(fields["directory"]).toMatch(/widget[\\/]dist$/);
  });
});
