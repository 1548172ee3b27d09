/** How far a message to a person has come. Pure. */
import { nextDeliveryTime } from "./delivery-schedule.ts";
import type { Instant } from "./observation.ts";

export interface MessageProgress {
  readonly tries: number;
  readonly sentAt: Instant | null;
  readonly givenUpAt: Instant | null;
  /** The code of the last answer; null if there was none. */
  readonly lastStatus: number | null;
}

/** What came of one try. `notBefore`: the other side wants no earlier one. */
export interface MessageTry {
  readonly kind: "sent" | "refused" | "failed";
  readonly status: number | null;
  readonly notBefore?: Instant;
}

export const NEVER_TRIED: MessageProgress = {
  tries: 0,
  sentAt: null,
  givenUpAt: null,
  lastStatus: null,
};

export const isOver = ({ sentAt, givenUpAt }: MessageProgress): boolean =>
  sentAt !== null || givenUpAt !== null;

/** After one try. `nextAt`: when to try again; null if that is the end. */
export function afterTry(
  before: MessageProgress,
  { kind, status, notBefore = -Infinity }: MessageTry,
  at: Instant,
  chance: number,
): { readonly message: MessageProgress; readonly nextAt: Instant | null } {
  const tried = { ...before, tries: before.tries + 1, lastStatus: status };
  if (kind === "sent")
    return { message: { ...tried, sentAt: at }, nextAt: null };
  const nextAt =
    kind === "refused" ? undefined : nextDeliveryTime(tried.tries, at, chance);
  return nextAt === undefined
    ? { message: { ...tried, givenUpAt: at }, nextAt: null }
    : { message: tried, nextAt: Math.max(nextAt, notBefore) };
}
