/** What a provider answered to one of the merchant's own calls. */

export type ProviderAnswer<T> =
  | { readonly kind: "found"; readonly value: T }
  /** The provider does not know the id. */
  | { readonly kind: "not_found" }
  /**
   * The provider said no and nothing was done. `reason` is its own, cut to 200 characters and free of what we sent
   * as a secret: for the merchant, never for a shopper. `conflict`: the thing's state does not allow it (any more).
   */
  | {
      readonly kind: "refused";
      readonly conflict: boolean;
      readonly reason: string | null;
    }
  /** We were told to come later. */
  | { readonly kind: "busy"; readonly retryAfterSeconds: number }
  /**
   * No answer, or none that we can read. `mayHaveHappened` where the call was one that changes something and it may
   * have been carried out: read the state before it is made again. `detail` is for the log.
   */
  | {
      readonly kind: "unavailable";
      readonly mayHaveHappened: boolean;
      readonly detail: string;
      /** Where the provider named a time to come back. */
      readonly retryAfterSeconds?: number;
    };
