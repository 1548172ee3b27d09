/** A catalog in a JSON file, read again when it changes. An invalid new version never replaces a valid one. */
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { refuse } from "../../domain/errors.ts";
import type { Catalog } from "../../ports/catalog.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import { priceCart } from "./price-cart.ts";
import type { Prices } from "./price-cart.ts";
import { parseProductList } from "./product-list.ts";
import type { ParsedProducts } from "./product-list.ts";

export interface FileCatalogOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
}

const CHECK_EVERY_MS = 1_000;
/** File times are coarse: a file modified this recently may change again without a new time. */
const SETTLED_AFTER_MS = 2_000;
const MAX_ROUNDS = 10;

export function parseCatalogFile(text: string): ParsedProducts {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { ok: false, problems: ["is not JSON"] };
  }
  return parseProductList(value);
}

/** Reads the file on first use, then checks it at most once per second. */
export function createFileCatalog(options: FileCatalogOptions): Catalog {
  const { path, clock, log } = options;
  let prices: Prices | undefined;
  let checkedAt = -Infinity;
  let checking: Promise<void> | undefined;
  /** The file's signature when it was read; null while it may change unnoticed. */
  let readSignature: string | null = null;
  let loggedProblem: string | undefined;

  /** Once per invalid version. */
  const logProblem = (problem: string, fields: object): void => {
    if (loggedProblem === problem) return;
    loggedProblem = problem;
    log.error(
      { file: path, ...fields },
      prices === undefined
        ? "the catalog can't be read"
        : "the new version of the catalog can't be read; the previous one stays in use",
    );
  };

  const read = async (): Promise<void> => {
    if ((await inspect(path)).signature === readSignature) return;
    const { text, signature, changedAt } = await readWhole(path);
    readSignature =
      clock.now() - changedAt > SETTLED_AFTER_MS ? signature : null;
    const parsed = parseCatalogFile(text);
    if (parsed.ok) {
      prices = parsed;
      loggedProblem = undefined;
    } else {
      const digest = createHash("sha256").update(text).digest("hex");
      logProblem(digest, { problems: parsed.problems });
    }
  };

  const check = async (): Promise<void> => {
    try {
      await read();
    } catch (error) {
      readSignature = null;
      logProblem(String(error), { err: error });
    }
  };

  /** One check at a time, shared by concurrent callers. */
  const refresh = async (): Promise<void> => {
    const sinceMs = clock.now() - checkedAt;
    const isRecent = sinceMs >= 0 && sinceMs < CHECK_EVERY_MS;
    if (checking === undefined && isRecent) return;
    checkedAt = clock.now();
    checking ??= check().finally(() => {
      checking = undefined;
    });
    await checking;
  };

  return {
    async price(lines) {
      await refresh();
      if (prices === undefined)
        return refuse(
          "catalog_unavailable",
          "The merchant's catalog can't be read right now.",
        );
      return priceCart(prices, lines);
    },
  };
}

interface FileState {
  readonly signature: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

async function inspect(path: string): Promise<FileState> {
  const { mtimeNs, mtimeMs, size, ino } = await stat(path, { bigint: true });
  return {
    signature: `${mtimeNs}-${size}-${ino}`,
    changedAt: Number(mtimeMs),
  };
}

/** Reads the file without concurrent writes; otherwise the text may mix two versions. */
async function readWhole(
  path: string,
): Promise<FileState & { readonly text: string }> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = await inspect(path);
    const text = await readFile(path, "utf8");
    const after = await inspect(path);
    if (before.signature === after.signature) return { ...after, text };
  }
  throw new Error("the file changed during every read");
}
