/**
 * Verifies and parses the provider's webhooks: first the signature over the raw bytes, then the content.
 * https://docs.yourflexpay.com/idaas/webhooks
 */
import type { Clock } from "../../ports/clock.ts";
import type { ProviderWebhooks } from "../../ports/provider-webhooks.ts";
import { parsePrivateJwk } from "./private-key.ts";
import { readWebhookBody } from "./webhook-body.ts";
import { findJwe, openJwe } from "./webhook-encryption.ts";
import { findFault, toSigningKey } from "./webhook-signature.ts";

export interface FlexpayWebhookOptions {
  /** At least one, none empty; two during a rotation. */
  readonly secrets: readonly string[];
  /** "raw": the secret itself is the key, as documented. "sha256-hex": its SHA-256 in lower-case hexadecimal is. */
  readonly keyDerivation: "raw" | "sha256-hex";
  /** EC P-256 as a JSON Web Key; null if webhooks are not encrypted. */
  readonly privateKeyJwk: object | null;
  readonly clock: Clock;
}

type Headers = Parameters<ProviderWebhooks["open"]>[1];

/** Throws a `TypeError` for unusable secrets or keys. */
export function createFlexpayWebhooks({
  secrets,
  keyDerivation,
  privateKeyJwk,
  clock,
}: FlexpayWebhookOptions): ProviderWebhooks {
  if (secrets.length === 0 || secrets.some((secret) => secret.trim() === ""))
    throw new TypeError("FlexPay: a webhook secret is missing or empty.");
  const privateKey =
    privateKeyJwk === null ? null : parsePrivateJwk(privateKeyJwk);
  if (privateKey === undefined)
    throw new TypeError("FlexPay: privateKey is not a private EC P-256 key.");
  const keys = secrets.map((secret) => toSigningKey(secret, keyDerivation));

  const decrypt = async (text: string): Promise<string | undefined> => {
    const jwe = findJwe(text);
    return jwe === undefined || privateKey === null
      ? undefined
      : openJwe(jwe, privateKey);
  };

  return {
    async open(body, headers) {
      const timestamp = headerOf(headers, "x-idaas-timestamp");
      const signature = headerOf(headers, "x-idaas-signature");
      const message = { timestamp, signature, body };
      const reason = findFault(message, keys, clock.now());
      if (reason !== null) return { kind: "refused", reason };
      const text = new TextDecoder().decode(body);
      const clear = isEncrypted(text, headers) ? await decrypt(text) : text;
      const words = clear === undefined ? undefined : readWebhookBody(clear);
      return {
        kind: "ok",
        eventType: words?.eventType ?? null,
        reference: words?.reference ?? null,
        unreadable: words === undefined,
      };
    },
  };
}

/** The header is undocumented for webhooks, so the shape of the body is enough. */
function isEncrypted(text: string, headers: Headers): boolean {
  return (
    findJwe(text) !== undefined ||
    ["content-encryption", "content-encoding"].some(
      (name) => headerOf(headers, name)?.trim().toUpperCase() === "JWE",
    )
  );
}

/** Undefined if it is missing or occurs more than once. */
function headerOf(headers: Headers, name: string): string | undefined {
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
  return values.length === 1 ? values[0] : undefined;
}
