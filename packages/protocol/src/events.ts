/** Names on the order's event stream (`GET /v1/orders/:id/events`, Server-Sent Events). */

/** `order`: the data is the whole order, the id its version. `reauth`: the token expires soon; reconnect with a new one. */
export const STREAM_EVENTS = ["order", "reauth"] as const;
export type StreamEvent = (typeof STREAM_EVENTS)[number];
