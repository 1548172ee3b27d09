/** Error codes. The provider documents none, so these are the sandbox's own. */

export const REFUSALS = {
  MALFORMED_REQUEST: [400, "The request cannot be read."],
  VALIDATION_ERROR: [400, "The request is not valid."],
  INVALID_CREDENTIALS: [401, "The client is not known."],
  INVALID_TOKEN: [401, "A valid bearer token is required."],
  FORBIDDEN: [403, "The application may not do this."],
  NOT_FOUND: [404, "There is no such call."],
  TAG_NOT_FOUND: [404, "There is no such tag."],
  TRANSACTION_NOT_FOUND: [404, "There is no such transaction."],
  WEBHOOK_NOT_FOUND: [404, "No webhook was sent."],
  INVALID_TRANSACTION_STATE: [409, "The transaction waits no longer."],
  TRANSACTION_EXPIRED: [409, "The time to answer has passed."],
  PAYLOAD_TOO_LARGE: [413, "The request is too large."],
  INSUFFICIENT_FUNDS: [422, "The sender's wallet holds too little."],
  RATE_LIMIT_EXCEEDED: [429, "Too many transactions within a minute."],
  UNAVAILABLE: [503, "Too many transactions wait already."],
} as const satisfies Record<string, readonly [number, string]>;

export type RefusalCode = keyof typeof REFUSALS;
