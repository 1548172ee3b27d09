/** The result of a provider call on behalf of the merchant. */

export type ProviderResult<T> =
  | { readonly kind: "found"; readonly value: T }
  /** The provider doesn't know the id. */
  | { readonly kind: "not_found" }
  /**
   * The provider refused, and nothing was changed. `reason` is the provider's, at most 200 characters and without our
   * secrets: for the merchant, never for a shopper. `conflict`: the object's state doesn't allow the call.
   */
  | {
      readonly kind: "refused";
      readonly conflict: boolean;
      readonly reason: string | null;
    }
  /** The provider is rate-limiting requests. */
  | { readonly kind: "busy"; readonly retryAfterSeconds: number }
  /**
   * No response, or an unreadable one. `mayHaveHappened`: the call changes something and may have been carried out, so
   * read the state before repeating it. `detail` is for the log.
   */
  | {
      readonly kind: "unavailable";
      readonly mayHaveHappened: boolean;
      readonly detail: string;
      /** If the provider sent a Retry-After. */
      readonly retryAfterSeconds?: number;
    };
