/** Everything that can go wrong, by a stable code. */
import type { ProblemCode } from "@malipo/protocol";

/**
 * The relay's problem codes and the widget's own: `network` (no response), `malformed_answer` (an unreadable
 * response), `configuration` (invalid attributes), `cancel_refused` (the attempt may still succeed, so it can't be
 * cancelled), `attempt_unknown` (no response to the request for an attempt, so it may have started), `order_elsewhere`
 * (the browser returned for an order that it can't open).
 */
export type ErrorCode =
  | ProblemCode
  | "network"
  | "malformed_answer"
  | "configuration"
  | "cancel_refused"
  | "attempt_unknown"
  | "order_elsewhere";
