/** Parsers of secrets. If the relay is reachable from outside, secrets must be strong and not placeholders. */
import { keySecretOf } from "@malipo/protocol/merchant-key";
import { webhookSecretBase64 } from "@malipo/protocol/webhook-signature";
import { ok } from "../../domain/errors.ts";
import { fault } from "./parsers.ts";
import { arePlaceholderBytes, isPlaceholderSecret } from "./secret-strength.ts";
import type { Parse } from "./variable.ts";

const MASTER_KEY_BYTES = 32;
const MIN_LENGTH = 32;
/** For local use, a short one is enough. */
const MIN_LENGTH_LOCAL = 8;
const MIN_WEBHOOK_BYTES = 24;
const MAX_WEBHOOK_BYTES = 64;

const PLACEHOLDER_FAULT =
  "is a placeholder or an example: generate a random one (openssl rand -base64 32)";

export const masterKey: Parse<Uint8Array> = (text, { isLocal }) => {
  const value = decodeBase64(text);
  if (value?.length !== MASTER_KEY_BYTES)
    return fault("must be exactly 32 bytes in base64");
  return !isLocal && arePlaceholderBytes(value)
    ? fault(PLACEHOLDER_FAULT)
    : ok(value);
};

/** A secret issued by someone else, which the relay only sends. */
export const givenSecret: Parse<string> = (text) => ok(text);

/** A secret shared with another system. */
export function sharedSecret(minLengthServed = MIN_LENGTH): Parse<string> {
  return (text, { isLocal }) => {
    const minLength = isLocal ? MIN_LENGTH_LOCAL : minLengthServed;
    if (text.length < minLength)
      return fault(`must be at least ${minLength} characters`);
    if (/[^\x21-\x7e]/.test(text))
      return fault("must be visible ASCII characters without spaces");
    return !isLocal && isPlaceholderSecret(text)
      ? fault(PLACEHOLDER_FAULT)
      : ok(text);
  };
}

/** A shared secret that may have a prefix, which makes it no stronger, and "test" in it is no placeholder. */
export const merchantKey: Parse<string> = (text, context) => {
  const secret = sharedSecret()(keySecretOf(text), context);
  return secret.ok ? ok(text) : secret;
};

/** https://www.standardwebhooks.com, "Signature scheme": `whsec_` and 24 to 64 bytes in base64. */
export const webhookSecret: Parse<Uint8Array> = (text, { isLocal }) => {
  const base64 = webhookSecretBase64(text);
  const value = base64 === undefined ? undefined : decodeBase64(base64);
  const length = value?.length ?? 0;
  if (
    value === undefined ||
    length < MIN_WEBHOOK_BYTES ||
    length > MAX_WEBHOOK_BYTES
  )
    return fault("must be whsec_ and 24 to 64 bytes in base64");
  return !isLocal && arePlaceholderBytes(value)
    ? fault(PLACEHOLDER_FAULT)
    : ok(value);
};

/** base64 or base64url, with or without padding; undefined for anything else. */
function decodeBase64(text: string): Uint8Array | undefined {
  return /^[\w+/-]+={0,2}$/.test(text)
    ? new Uint8Array(Buffer.from(text, "base64"))
    : undefined;
}
