/** What a call may be refused with that is passed on to a provider. */
import type { ProblemCode } from "@malipo/protocol";

/** A reading call meets a conflict where the provider answers so. */
export const READS: readonly ProblemCode[] = [
  "provider_not_configured",
  "provider_unavailable",
  "provider_busy",
  "provider_refused",
  "provider_conflict",
  "not_found",
];

export const CHANGES: readonly ProblemCode[] = [
  ...READS,
  "provider_outcome_unknown",
];
