/** `/widget/v1/*`: the built widget with its compressed forms, read once at start, available to every page. */
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  brotliCompress,
  brotliDecompress,
  constants,
  gunzip,
  gzip,
} from "node:zlib";
import type { Log } from "../../ports/log.ts";
import { readAccepted } from "../kit/accept.ts";
import { isKnownVersion } from "../kit/etag.ts";

export interface WidgetFilesOptions {
  /** The folder of the built files. Default: the installed `@malipo/widget`. */
  readonly directory?: string;
  readonly log: Log;
}

export interface WidgetFiles {
  /** Sends a file; false if there is no such file and no response was sent. */
  handle(name: string, req: IncomingMessage, res: ServerResponse): boolean;
}

const ENCODINGS = ["br", "gzip", "identity"] as const;
type Encoding = (typeof ENCODINGS)[number];

interface WidgetFile {
  readonly type: string;
  readonly etag: string;
  readonly bodies: Readonly<Record<Encoding, Buffer>>;
}

/** The main file, the classic one, and what these load late; each with its map. */
const SCRIPT = /^malipo(\.[a-z]+)?\.js(\.map)?$/;

const typeOf = (name: string): string =>
  name.endsWith(".map") ? "application/json" : "text/javascript; charset=utf-8";

const BUILD_HINT =
  "The widget is not built. Run npm run build, then restart the relay.";

/** The relay works without the built files; requests for them get instructions. */
export async function createWidgetFiles(
  options: WidgetFilesOptions,
): Promise<WidgetFiles> {
  const directory = options.directory ?? installedDirectory();
  const files = new Map<string, WidgetFile>();
  for (const name of await listIfThere(directory))
    if (SCRIPT.test(name))
      files.set(name, await toFile(typeOf(name), path.join(directory, name)));
  const isBuilt = files.has("malipo.js");
  if (!isBuilt) options.log.error({ directory }, BUILD_HINT);
  return {
    handle(name, req, res) {
      const file = files.get(name);
      if (file !== undefined) sendFile(file, req, res);
      else if (!isBuilt && SCRIPT.test(name)) sendMissing(res);
      else return false;
      return true;
    },
  };
}

function installedDirectory(): string {
  return path.dirname(
    fileURLToPath(import.meta.resolve("@malipo/widget/malipo.js")),
  );
}

const listIfThere = async (directory: string): Promise<string[]> =>
  (await ifThere(readdir(directory))) ?? [];

const readIfThere = (file: string): Promise<Buffer | undefined> =>
  ifThere(readFile(file));

async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return undefined;
    throw error;
  }
}

const BROTLI = {
  params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
};

async function toFile(type: string, file: string): Promise<WidgetFile> {
  const bytes = await readFile(file);
  const [br, gz] = await Promise.all([
    readCompressed(`${file}.br`, promisify(brotliDecompress), bytes),
    readCompressed(`${file}.gz`, promisify(gunzip), bytes),
  ]);
  return {
    type,
    etag: createHash("sha256").update(bytes).digest("base64url").slice(0, 22),
    bodies: {
      br: br ?? (await promisify(brotliCompress)(bytes, BROTLI)),
      gzip: gz ?? (await promisify(gzip)(bytes, { level: 9 })),
      identity: bytes,
    },
  };
}

/** What the build has compressed, which takes seconds; undefined if it is missing or is not these bytes. */
async function readCompressed(
  file: string,
  decompress: (bytes: Buffer) => Promise<Buffer>,
  expected: Buffer,
): Promise<Buffer | undefined> {
  const found = await readIfThere(file);
  if (found === undefined) return undefined;
  const bytes = await decompress(found).catch(() => undefined);
  return bytes?.equals(expected) === true ? found : undefined;
}

const toTag = (file: WidgetFile, encoding: Encoding): string =>
  `"${file.etag}-${encoding}"`;

function sendFile(
  file: WidgetFile,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const encoding = chooseEncoding(req.headers["accept-encoding"]);
  const body = file.bodies[encoding];
  setCommonHeaders(res);
  // A strong tag identifies exact bytes (RFC 9110, section 8.8.1), so each encoding has its own.
  res.setHeader("ETag", toTag(file, encoding));
  res.setHeader("Cache-Control", "public, max-age=300, must-revalidate");
  res.setHeader("Vary", "Accept-Encoding");
  // Any encoding of the current file counts.
  const known = ENCODINGS.some((each) =>
    isKnownVersion(req.headers["if-none-match"], toTag(file, each)),
  );
  if (known) {
    res.writeHead(304).end();
    return;
  }
  if (encoding !== "identity") res.setHeader("Content-Encoding", encoding);
  res.setHeader("Content-Type", file.type);
  res.setHeader("Content-Length", body.length);
  res.writeHead(200).end(req.method === "HEAD" ? undefined : body);
}

function sendMissing(res: ServerResponse): void {
  setCommonHeaders(res);
  res.setHeader("Content-Type", "text/plain; charset=utf-8");
  res.setHeader("Cache-Control", "no-store");
  res.writeHead(503).end(BUILD_HINT);
}

/** Module scripts are fetched with CORS, and pages with COEP need the resource policy. */
function setCommonHeaders(res: ServerResponse): void {
  res.setHeader("Access-Control-Allow-Origin", "*");
  res.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
  res.setHeader("X-Content-Type-Options", "nosniff");
}

/** The smallest encoding that the client accepts (RFC 9110, section 12.5.3). */
function chooseEncoding(header: string | string[] | undefined): Encoding {
  const weights = new Map(
    readAccepted(header).map(({ name, weight }) => [name, weight]),
  );
  const accepts = (name: string): boolean =>
    (weights.get(name) ?? weights.get("*") ?? 0) > 0;
  if (accepts("br")) return "br";
  return accepts("gzip") ? "gzip" : "identity";
}
