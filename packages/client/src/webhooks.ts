/** Verifies the relay's webhooks (Standard Webhooks 1.0) with the runtime's Web Crypto. */
import type { TestPayload, WebhookPayload } from "@malipo/protocol/merchant";
import {
  WEBHOOK_HEADERS,
  WEBHOOK_TOLERANCE_SECONDS,
  parseSignatures,
  signedPrefix,
  webhookSecretBase64,
} from "@malipo/protocol/webhook-signature";

/** `Headers`, or an object such as `request.headers` of Node. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface WebhookMessage {
  readonly headers: WebhookHeaders;
  /** The raw body, before any parser: JSON that was parsed and written again does not verify. */
  readonly body: string | Uint8Array<ArrayBuffer>;
}

export interface VerifyOptions {
  /** `whsec_…`, as in `MALIPO_WEBHOOK_SECRET`; during a rotation the new and the previous one. */
  readonly secret: string | readonly string[];
  /** How old a message may be, and how far in the future. Default 300. */
  readonly toleranceSeconds?: number;
  /** Milliseconds since 1970. Default: now. */
  readonly now?: number;
}

export interface VerifiedWebhook {
  /** The same for every attempt to deliver this message: store it, and ignore repetitions. */
  readonly id: string;
  /** Ignore types that you don't know: a newer relay may have more. `webhook.test` is not about an order. */
  readonly payload: WebhookPayload | TestPayload;
}

export type WebhookErrorCode =
  | "headers_missing"
  | "timestamp_invalid"
  | "signature_invalid"
  | "payload_invalid";

const MESSAGES: Readonly<Record<WebhookErrorCode, string>> = {
  headers_missing: "A header of the signature is missing.",
  timestamp_invalid:
    "The message is too old or from the future. It may be a replay; check your clock.",
  signature_invalid:
    "The signature doesn't match. Check the secret, and that the body is the raw one.",
  payload_invalid: "The signed body is not an event of a relay.",
};

/** Respond with 400: the message is not the relay's, or was changed. */
export class WebhookError extends Error {
  override readonly name = "WebhookError";
  readonly code: WebhookErrorCode;

  constructor(code: WebhookErrorCode) {
    super(MESSAGES[code]);
    this.code = code;
  }
}

const MIN_SECRET_BYTES = 24;

/** Whether a relay may have this secret: `whsec_` and at least 24 bytes in base64. */
export const isWebhookSecret = (text: string): boolean =>
  (decodeBase64(webhookSecretBase64(text) ?? "")?.length ?? 0) >=
  MIN_SECRET_BYTES;

/**
 * Resolves if the message was signed with one of the secrets. Rejects with a `WebhookError` otherwise, and with a
 * `TypeError` if a secret is none.
 */
export async function verifyWebhook(
  { headers, body }: WebhookMessage,
  {
    secret,
    toleranceSeconds = WEBHOOK_TOLERANCE_SECONDS,
    now = Date.now(),
  }: VerifyOptions,
): Promise<VerifiedWebhook> {
  const keys = await Promise.all([secret].flat().map(importSecret));
  const id = headerOf(headers, WEBHOOK_HEADERS.id);
  const timestamp = headerOf(headers, WEBHOOK_HEADERS.timestamp);
  const signature = headerOf(headers, WEBHOOK_HEADERS.signature);
  if (id === "" || timestamp === "" || signature === "")
    throw new WebhookError("headers_missing");
  const age = now / 1000 - Number(timestamp);
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(age) > toleranceSeconds)
    throw new WebhookError("timestamp_invalid");
  const bytes =
    typeof body === "string" ? new TextEncoder().encode(body) : body;
  const signed = joined(
    new TextEncoder().encode(signedPrefix(id, timestamp)),
    bytes,
  );
  if (!(await isSigned(signature, keys, signed)))
    throw new WebhookError("signature_invalid");
  const payload = parsePayload(bytes);
  if (payload === undefined) throw new WebhookError("payload_invalid");
  return { id, payload };
}

function headerOf(headers: WebhookHeaders, name: string): string {
  if (typeof headers["get"] === "function")
    return (headers as Headers).get(name) ?? "";
  const found = Object.entries(
    headers as Readonly<Record<string, unknown>>,
  ).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === "string" ? found : "";
}

/** Both the DOM's types and Node's have it, but by different names. */
type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const HMAC = { name: "HMAC", hash: "SHA-256" };

async function importSecret(secret: string): Promise<Key> {
  const bytes = decodeBase64(webhookSecretBase64(secret) ?? "");
  if (bytes === undefined || bytes.length === 0)
    throw new TypeError(
      "A webhook secret must be whsec_ followed by bytes in base64.",
    );
  return crypto.subtle.importKey("raw", bytes, HMAC, false, ["verify"]);
}

/** `verify` takes the same time for every wrong MAC. */
async function isSigned(
  signature: string,
  keys: readonly Key[],
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  for (const mac of parseSignatures(signature).map(decodeBase64))
    for (const key of keys)
      if (mac && (await crypto.subtle.verify(HMAC, key, mac, signed)))
        return true;
  return false;
}

/** base64 or base64url; undefined for anything else. */
function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function joined(
  first: Uint8Array,
  second: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** Members that a newer relay adds are kept. */
function parsePayload(
  bytes: Uint8Array,
): VerifiedWebhook["payload"] | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isObject(json) &&
      typeof json["type"] === "string" &&
      typeof json["timestamp"] === "string" &&
      isObject(json["data"]) &&
      (isObject(json["data"]["order"]) || isObject(json["data"]["endpoint"]))
      ? (json as unknown as VerifiedWebhook["payload"])
      : undefined;
  } catch {
    return undefined;
  }
}
