/** How far a receipt that is sent to the shopper has come. Pure. */
import { nextDeliveryTime } from "./delivery-schedule.ts";
import type { Instant } from "./observation.ts";
import type { TaskKind } from "./task.ts";

export const RECEIPT_CHANNELS = ["email", "sms"] as const;
export type ReceiptChannel = (typeof RECEIPT_CHANNELS)[number];

export const RECEIPT_TASKS = {
  email: "mail_receipt",
  sms: "text_receipt",
} as const satisfies Record<ReceiptChannel, TaskKind>;

export interface ReceiptMessage {
  readonly tries: number;
  readonly sentAt: Instant | null;
  readonly givenUpAt: Instant | null;
  /** The code of the last answer; null if there was none. */
  readonly lastStatus: number | null;
}

export type ReceiptMessages = Readonly<
  Partial<Record<ReceiptChannel, ReceiptMessage | undefined>>
>;

const NEVER_TRIED: ReceiptMessage = {
  tries: 0,
  sentAt: null,
  givenUpAt: null,
  lastStatus: null,
};

export const isOver = (message: ReceiptMessage | undefined): boolean =>
  message !== undefined &&
  (message.sentAt !== null || message.givenUpAt !== null);

/** After one try. `nextAt`: when to try again; null if that is the end. */
export function afterTry(
  before: ReceiptMessage = NEVER_TRIED,
  kind: "sent" | "refused" | "failed",
  status: number | null,
  at: Instant,
  chance: number,
): { readonly message: ReceiptMessage; readonly nextAt: Instant | null } {
  const tried = { ...before, tries: before.tries + 1, lastStatus: status };
  if (kind === "sent")
    return { message: { ...tried, sentAt: at }, nextAt: null };
  const nextAt =
    kind === "refused" ? undefined : nextDeliveryTime(tried.tries, at, chance);
  return nextAt === undefined
    ? { message: { ...tried, givenUpAt: at }, nextAt: null }
    : { message: tried, nextAt };
}
