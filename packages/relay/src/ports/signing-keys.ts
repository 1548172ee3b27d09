/** A key that signs tokens, as it is stored. */

export interface SigningKeyRecord {
  readonly kid: string;
  /** The private JWK, encrypted under the master key. */
  readonly wrapped: string;
  readonly createdAt: number;
  /** Since when the key only verifies and no longer signs. */
  readonly retiredAt: number | null;
  /** When its tokens are refused; null: some time after `retiredAt`. */
  readonly refusedAt: number | null;
}
