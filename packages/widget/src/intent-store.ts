/** Stores a checkout in the browser, so that a reload or a second tab continues with the same order. */
import type { Method, Order, StartAttempt } from "@malipo/protocol";
import { parseJson, toJson } from "./json.ts";
import { maskPhone } from "./phone.ts";

export interface Intent {
  readonly orderId?: string;
  readonly resumeSecret?: string;
  /** The newest version seen; writing it notifies other tabs. */
  readonly version?: number;
  /** Whether that version has a payment in progress. */
  readonly pending?: boolean;
  /** The `sourceFingerprint` that the order was created for. */
  readonly print?: string;
  /** The method that was chosen last. */
  readonly method?: Method;
  /** A request for an order without a response yet, to be repeated with the same key. */
  readonly creating?: Keyed<string> | null;
  /** The same for an attempt; `after`: the order's last attempt before it. */
  readonly paying?: (Keyed<StartAttempt> & { readonly after: string }) | null;
  /** The masked number that an attempt's request went to: the relay tells it only once the provider has accepted. */
  readonly asked?: { readonly id: string; readonly phone: string } | null;
}

interface Keyed<Body> {
  readonly key: string;
  readonly body: Body;
}

/** A value that could not be written (storage blocked or full), kept as long as the page. */
interface Unsaved {
  readonly text: string;
  /** The stored value at that time; undefined if storage can't be read. */
  readonly stored: string | null | undefined;
}
const unsaved = new Map<string, Unsaved>();

function readText(key: string): string | null | undefined {
  try {
    return localStorage.getItem(key);
  } catch {
    return undefined; // Storage is blocked.
  }
}

/** Returns undefined if there is nothing, or it is not JSON. */
export function readStored(key: string): unknown {
  const stored = readText(key);
  const kept = unsaved.get(key);
  // A value stored since then is newer than the unsaved one.
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

/** Changes the given fields. Rewriting the same value doesn't notify other tabs. */
export function writeIntent(key: string, change: Intent): void {
  writeStored(key, { ...readIntent(key), ...change });
}

/** What this browser has heard of the order. Once the attempt of the last request has turned up, its number is masked. */
export function noteOrder(
  store: string,
  { version, status, attempt }: Order,
): void {
  const pending = status === "pending";
  const { paying } = readIntent(store);
  if (attempt && paying && paying.after !== attempt.id) {
    const asked = { id: attempt.id, phone: maskPhone(paying.body.phone) };
    writeIntent(store, { version, pending, paying: null, asked });
  } else writeIntent(store, { version, pending });
}

/** Finds the key under which an order is stored, for any cart. */
export function findStoredOrder(
  relay: string,
  orderId: string,
): string | undefined {
  const all = storeKey(relay, "");
  try {
    return Object.keys(localStorage).find(
      (key) => key.startsWith(all) && readIntent(key).orderId === orderId,
    );
  } catch {
    return undefined; // Storage is blocked.
  }
}

/** A random idempotency key: 128 bits in hexadecimal. */
export function createKey(): string {
  let key = "";
  // Not `Array.from`: old libraries replace it with one that takes no function.
  for (const byte of crypto.getRandomValues(new Uint8Array(16)))
    key += (byte + 256).toString(16).slice(1);
  return key;
}
