/** What the relay signs and derives from its secrets: relay tokens, resume secrets, callback MACs. */

export interface RelayTokenClaims {
  /** The order. */
  readonly sub: string;
  /** The page's origin; null if the merchant's backend created the order and no page is known yet. */
  readonly origin: string | null;
  /** The order's token epoch. */
  readonly ep: number;
  readonly jti: string;
  /** Seconds since 1970. */
  readonly iat: number;
  readonly exp: number;
}

export type VerifiedToken =
  | {
      readonly kind: "valid";
      readonly claims: RelayTokenClaims;
      /** The id of the key that signed it. */
      readonly kid: string;
    }
  | { readonly kind: "invalid" }
  | { readonly kind: "expired" };

export interface RelayTokens {
  /** Signs a token (`typ: checkout+jwt`, Ed25519). The same claims give the same token. */
  sign(claims: RelayTokenClaims): Promise<string>;
  /** Checks signature, `typ`, issuer, audience and time. The caller checks the order and its epoch. */
  verify(token: string): Promise<VerifiedToken>;
  /** Ids of the keys whose tokens are accepted now. */
  acceptedKeys(): Promise<ReadonlySet<string>>;
  /** Public keys as a JWK set, for `/.well-known/jwks.json`. */
  publicKeys(): Promise<{
    readonly keys: readonly Readonly<Record<string, unknown>>[];
  }>;
}

export interface Secrets {
  /** The resume secret of an order: deterministic, and unguessable without the master key. */
  resumeSecret(orderId: string): string;
  isResumeSecret(orderId: string, given: string): boolean;
  /** The MAC in an attempt's callback URL. */
  callbackMac(attemptId: string): string;
  isCallbackMac(attemptId: string, given: string): boolean;
  /** The MAC in an attempt's return and cancel URLs: proves that the browser came through the provider's page. */
  returnMac(attemptId: string): string;
  isReturnMac(attemptId: string, given: string): boolean;
  /** The MAC in the URL of an order's receipt. */
  receiptMac(orderId: string): string;
  isReceiptMac(orderId: string, given: string): boolean;
  /** What is stored of an API key; the same under every master key. */
  apiKeyDigest(key: string): string;
  isApiKey(key: string, digest: string): boolean;
  /** `whsec_` and 256 random bits. */
  newWebhookSecret(): string;
  /** The secret of an endpoint, encrypted under the master key and bound to the endpoint's id. */
  sealWebhookSecret(endpointId: string, secret: string): string;
  /** Undefined if neither this master key nor the previous one sealed it. */
  openWebhookSecret(endpointId: string, sealed: string): string | undefined;
  /** Sealed again if only the previous master key opens it; null if there is no need. */
  resealWebhookSecret(endpointId: string, sealed: string): string | null;
  /** A keyed digest, to compare or look up values that must not be stored in plain text. */
  digest(text: string): string;
  /** The digests that this text had under the previous master key, while there is one: what was stored by them is found. */
  earlierDigests(text: string): readonly string[];
}
