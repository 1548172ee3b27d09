/** How faithfully the receiver webhook of a transaction is sent. */

export interface WebhookMode {
  /** How often it is sent; 0 sends none. */
  readonly times: number;
  /** `forged`: signed with another secret. `stale`: a valid signature, an hour old. */
  readonly signature: "true" | "forged" | "stale";
}

export const MAX_WEBHOOK_TIMES = 20;

const NORMAL: WebhookMode = { times: 1, signature: "true" };

export const WEBHOOK_MODES = {
  normal: NORMAL,
  none: { ...NORMAL, times: 0 },
  repeated: { ...NORMAL, times: 2 },
  forged: { ...NORMAL, signature: "forged" },
  stale: { ...NORMAL, signature: "stale" },
} as const satisfies Record<string, WebhookMode>;

export type WebhookWord = keyof typeof WEBHOOK_MODES;

export const WEBHOOK_WORDS = [
  "normal",
  "none",
  "repeated",
  "forged",
  "stale",
] as const satisfies readonly WebhookWord[];
