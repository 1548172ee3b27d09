/**
 * The platform's status numbers, shared by checkouts, payouts and bill payments. Only 4, 6, 7 and 8 are documented; the
 * numbers of Pending and Queued are not.
 */
import type { PayoutStatus } from "../../../domain/payout.ts";
import type { UnknownValues } from "../../provider-http/unknown-values.ts";

export const STATUS = {
  completed: "4",
  failed: "6",
  rejected: "7",
  timedOut: "8",
} as const;

const MEANINGS: ReadonlyMap<string, PayoutStatus> = new Map<
  string,
  PayoutStatus
>([
  [STATUS.completed, "paid"],
  [STATUS.failed, "failed"],
  [STATUS.rejected, "rejected"],
  [STATUS.timedOut, "timed_out"],
]);

export interface StatusWords {
  readonly number: string | null;
  readonly words: string | null;
}

/** Descriptions that contradict "paid". */
const NOT_PAID = /^(?:failed|rejected|timed ?out|pending|queued)$/i;

/**
 * The number decides. The description only distinguishes open statuses from undocumented ones, which are counted. A
 * "paid" number with a contradictory description is counted too, and not trusted.
 */
export function readStatus(
  { number, words }: StatusWords,
  unknownValues: UnknownValues,
  kind: string,
  id: string,
): PayoutStatus {
  const known = number === null ? undefined : MEANINGS.get(number);
  const contradicted =
    known === "paid" && words !== null && NOT_PAID.test(words);
  if (known !== undefined && !contradicted) return known;
  if (words !== null && /^(?:pending|queued)$/i.test(words)) return "pending";
  unknownValues.seen(kind, number ?? "none", id);
  return "unknown";
}
