/** The relay's own secrets. Where the relay can be reached from outside they must be strong, and nobody's example. */
import type { Environment } from "./environment.ts";
import { areBytesMadeUp, looksMadeUp } from "./secret-strength.ts";
import { readChoice, readServiceUrl } from "./values.ts";

export interface WebhookConfig {
  readonly url: string;
  /** The bytes behind `whsec_`. */
  readonly secret: Uint8Array;
  /** Signs as well while the receiver changes over; null where there is none. */
  readonly previousSecret: Uint8Array | null;
  /** What becomes of `order.expired` where nobody tried to pay. */
  readonly abandonedOrders: "skip" | "send";
}

const MASTER_KEY_BYTES = 32;
const MIN_LENGTH = 32;
/** On one's own machine a short one will do. */
const MIN_LENGTH_LOCAL = 8;
const MIN_WEBHOOK_BYTES = 24;
const MAX_WEBHOOK_BYTES = 64;

const MADE_UP =
  "is a placeholder or an example: make a random one (openssl rand -base64 32)";

export function readMasterKey(
  env: Environment,
  isLocal: boolean,
): Uint8Array | undefined {
  const name = "MALIPO_MASTER_KEY";
  if (!env.has(name)) {
    env.complain(
      name,
      "is missing: make one with `openssl rand -base64 32` and keep it",
    );
    return undefined;
  }
  const text = env.secret(name);
  if (text === undefined) return undefined;
  const key = decodeBase64(text);
  if (key?.length !== MASTER_KEY_BYTES) {
    env.complain(name, "must be exactly 32 bytes in base64");
    return undefined;
  }
  if (!isLocal && areBytesMadeUp(key)) env.complain(name, MADE_UP);
  return key;
}

/** A secret that somebody else holds as well; null where it is absent or wrong. */
export function readSharedSecret(
  env: Environment,
  name: string,
  isLocal: boolean,
  minLengthServed = MIN_LENGTH,
): string | null {
  const text = env.secret(name);
  if (text === undefined) return null;
  const minLength = isLocal ? MIN_LENGTH_LOCAL : minLengthServed;
  if (text.length < minLength)
    env.complain(name, `must be at least ${minLength} characters`);
  else if (/[^\x21-\x7e]/.test(text))
    env.complain(name, "must be visible ASCII characters without spaces");
  else if (!isLocal && looksMadeUp(text)) env.complain(name, MADE_UP);
  return text;
}

/** Where the merchant's backend is told, and how that is signed; null where it is told nothing. */
export function readWebhook(
  env: Environment,
  isLocal: boolean,
): WebhookConfig | null {
  const [name, previousName] = [
    "MALIPO_WEBHOOK_SECRET",
    "MALIPO_WEBHOOK_SECRET_PREVIOUS",
  ];
  const url = readServiceUrl(env, "MALIPO_WEBHOOK_URL");
  const secret = readWebhookSecret(env, name, isLocal);
  const previousSecret = readWebhookSecret(env, previousName, isLocal);
  const abandonedOrders = readChoice(env, "MALIPO_WEBHOOK_ABANDONED_ORDERS", [
    "skip",
    "send",
  ]);
  const needed = ["MALIPO_WEBHOOK_URL", previousName].some((each) =>
    env.has(each),
  );
  if (needed && !env.has(name))
    env.complain(name, "is missing: webhooks are signed with it");
  return url === undefined || secret === null
    ? null
    : { url, secret, previousSecret, abandonedOrders };
}

/** https://www.standardwebhooks.com, "Signature scheme": `whsec_` and 24 to 64 bytes in base64. */
function readWebhookSecret(
  env: Environment,
  name: string,
  isLocal: boolean,
): Uint8Array | null {
  const text = env.secret(name);
  if (text === undefined) return null;
  const secret = text.startsWith("whsec_")
    ? decodeBase64(text.slice("whsec_".length))
    : undefined;
  const length = secret?.length ?? 0;
  if (
    secret === undefined ||
    length < MIN_WEBHOOK_BYTES ||
    length > MAX_WEBHOOK_BYTES
  ) {
    env.complain(name, "must be whsec_ and 24 to 64 bytes in base64");
    return null;
  }
  if (!isLocal && areBytesMadeUp(secret)) env.complain(name, MADE_UP);
  return secret;
}

/** Both alphabets, with or without padding; undefined for anything else. */
function decodeBase64(text: string): Uint8Array | undefined {
  return /^[\w+/-]+={0,2}$/.test(text)
    ? new Uint8Array(Buffer.from(text, "base64"))
    : undefined;
}
