/** What the browser remembers of one checkout, so that a reload and a second tab carry on with the same order. */
import type { StartAttempt } from "@malipo/protocol";
import { parseJson, toJson } from "./json.ts";

export interface Intent {
  readonly orderId?: string;
  readonly resumeSecret?: string;
  /** The newest version seen; writing it tells other tabs. */
  readonly version?: number;
  /** What the page asked for when the order was made (`sourcePrint`). */
  readonly print?: string;
  /** A request for an order without an answer yet: repeated with the same key. */
  readonly creating?: Keyed<string> | null;
  /** The same for an attempt. */
  readonly paying?: Keyed<StartAttempt> | null;
}

interface Keyed<Body> {
  readonly key: string;
  readonly body: Body;
}

/** What could not be written (storage blocked or full): lasts as long as the page. */
interface Unsaved {
  readonly text: string;
  /** What is stored in its stead; undefined where storage can't be read. */
  readonly stored: string | null | undefined;
}
const unsaved = new Map<string, Unsaved>();

function readText(key: string): string | null | undefined {
  try {
    return localStorage.getItem(key);
  } catch {
    return undefined; // Storage is closed to us.
  }
}

/** Reads what this page or an earlier one wrote; nothing where there is none, or somebody else's text. */
export function readStored(key: string): unknown {
  const stored = readText(key);
  const kept = unsaved.get(key);
  // What was stored since then, by this page or another, is newer than what could not be.
  return parseJson((kept?.stored === stored ? kept?.text : stored) ?? "");
}

export function writeStored(key: string, value: unknown): void {
  const text = toJson(value);
  try {
    localStorage.setItem(key, text);
    unsaved.delete(key);
  } catch {
    unsaved.set(key, { text, stored: readText(key) });
  }
}

/** `malipo:v1:<relay origin>:<name>` */
export function storeKey(relay: string, name: string): string {
  return `malipo:v1:${relay}:${name}`;
}

export function readIntent(key: string): Intent {
  return readStored(key) ?? {};
}

/** Changes the named fields. Writing what is there already tells nobody. */
export function writeIntent(key: string, change: Intent): void {
  writeStored(key, { ...readIntent(key), ...change });
}

/** Where this browser remembers how to open the order, for whatever goods it is. */
export function rememberedAt(
  relay: string,
  orderId: string,
): string | undefined {
  const all = storeKey(relay, "");
  try {
    return Object.keys(localStorage).find(
      (key) => key.startsWith(all) && readIntent(key).orderId === orderId,
    );
  } catch {
    return undefined; // Storage is closed to us.
  }
}

/** A random key for a request that must count once: 128 bits in hexadecimal. */
export function createKey(): string {
  let key = "";
  // No `Array.from`: old libraries have one of their own, which takes no function.
  for (const byte of crypto.getRandomValues(new Uint8Array(16)))
    key += (byte + 256).toString(16).slice(1);
  return key;
}
