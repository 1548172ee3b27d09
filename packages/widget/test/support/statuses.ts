/** The protocol's statuses: the widget takes types from it alone. */
import type { AttemptStatus } from "@malipo/protocol";

const EACH: Readonly<Record<AttemptStatus, true>> = {
  submitting: true,
  submit_unknown: true,
  awaiting_payer: true,
  processing: true,
  unconfirmed: true,
  succeeded: true,
  failed: true,
  cancelled: true,
  expired: true,
};
export const ATTEMPT_STATUSES = Object.keys(EACH) as readonly AttemptStatus[];
