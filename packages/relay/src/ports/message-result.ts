/** What became of a message that was handed to a mail server or a text-message gateway. */
export type MessageResult =
  | { readonly kind: "sent" }
  /** It says that it will never take this message. `status`: its code, if it gave one. */
  | { readonly kind: "refused"; readonly status: number | null }
  /** Later it may. */
  | { readonly kind: "failed"; readonly status: number | null }
  /** The relay aborted it while shutting down. Doesn't count as an attempt. */
  | { readonly kind: "aborted" };
