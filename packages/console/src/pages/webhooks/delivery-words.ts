/** A delivery's state and the receiver's answer, in words. */
import type { TemplateResult } from "lit";
import type { Delivery, DeliveryStatus } from "@malipo/protocol/merchant";
import { badge, toneOf } from "../../ui/badge.ts";
import { en } from "../../words/en.ts";
import { fill, wordFor, words } from "../../words/words.ts";

/** From the words, so that the interface's schemas stay out of the page. */
const WORDS: Readonly<Record<DeliveryStatus, string>> = en.deliveryStatus;
export const DELIVERY_STATUSES = Object.keys(
  WORDS,
) as readonly DeliveryStatus[];

export const deliveryBadge = ({ status }: Delivery): TemplateResult =>
  badge(wordFor(words().deliveryStatus, status), toneOf(status));

/** "HTTP 500", "no connection"; of one that was not tried yet, that there is none. */
export function answerText({ lastStatus, lastError }: Answer): string {
  const { webhooks } = words();
  if (lastStatus !== null)
    return fill(webhooks.answerStatus, { status: String(lastStatus) });
  return lastError === null
    ? webhooks.noAnswer
    : wordFor(webhooks.errors, lastError);
}

type Answer = Pick<Delivery, "lastStatus" | "lastError">;
