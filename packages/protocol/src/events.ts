/** Names on the order's event stream (`GET /v1/orders/:id/events`, Server-Sent Events). */

/** `order`: data is the whole order, id its version. `reauth`: the token ends soon, come again with a fresh one. */
export const STREAM_EVENTS = ["order", "reauth"] as const;
export type StreamEvent = (typeof STREAM_EVENTS)[number];
