/** Files that a build has made, with their compressed forms, read once at start. */
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import {
  brotliCompress,
  brotliDecompress,
  constants,
  gunzip,
  gzip,
} from "node:zlib";
import { readAccepted } from "../kit/accept.ts";
import { isKnownVersion } from "../kit/etag.ts";

const ENCODINGS = ["br", "gzip", "identity"] as const;
type Encoding = (typeof ENCODINGS)[number];

export interface BuiltFile {
  readonly type: string;
  readonly etag: string;
  readonly bodies: Readonly<Record<Encoding, Buffer>>;
}

/** Empty if the folder is missing. */
export const listIfThere = async (directory: string): Promise<string[]> =>
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

export async function readBuiltFile(
  type: string,
  file: string,
): Promise<BuiltFile> {
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

const toTag = (file: BuiltFile, encoding: Encoding): string =>
  `"${file.etag}-${encoding}"`;

export function sendBuiltFile(
  file: BuiltFile,
  req: IncomingMessage,
  res: ServerResponse,
  cacheControl: string,
): void {
  const encoding = chooseEncoding(req.headers["accept-encoding"]);
  const body = file.bodies[encoding];
  // A strong tag identifies exact bytes (RFC 9110, section 8.8.1), so each encoding has its own.
  res.setHeader("ETag", toTag(file, encoding));
  res.setHeader("Cache-Control", cacheControl);
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
