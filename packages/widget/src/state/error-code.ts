/** Everything that can go wrong, by a stable code. */
import type { ProblemCode } from "@malipo/protocol";

/**
 * The relay's problem codes and the widget's own: `network` (no answer), `malformed_answer` (an answer
 * that can't be read), `configuration` (the element's attributes make no sense), `cancel_refused` (the
 * attempt may still pay, so it can't be given up), `order_elsewhere` (the browser comes back for an order that it
 * can't open).
 */
export type ErrorCode =
  | ProblemCode
  | "network"
  | "malformed_answer"
  | "configuration"
  | "cancel_refused"
  | "order_elsewhere";
