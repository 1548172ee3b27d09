/** What becomes of a payment link before it is shown. */
import type { PaymentLink } from "@malipo/protocol";
import { readPaymentLink } from "./client/relay-calls.ts";
import { CheckoutError } from "./errors.ts";
import { lateFiles } from "./late-files.ts";
import type { OpenedOrder } from "./open-order.ts";
import { isFresh } from "./open-order.ts";
import type { CheckoutConfig } from "./source.ts";

/**
 * The link, unless its order comes after it: that of a link that nobody has tried to pay comes only with the step after
 * it. Rejects if it takes no payments.
 */
export async function readLinkOf(
  { source, relay }: CheckoutConfig,
  opened: OpenedOrder | null,
  signal: AbortSignal,
): Promise<PaymentLink | null> {
  if (source.type !== "link" || !isFresh(opened?.order)) return null;
  const link = await readPaymentLink(relay, source.paymentLink, signal);
  const { active, reason, inactiveMessage, merchant } = link;
  if (active) return link;
  const gone = reason === "used_up" || reason === "sold_out";
  const code = gone ? "link_used_up" : "link_inactive";
  throw new CheckoutError(code, undefined, 0, 0, inactiveMessage, merchant);
}

/** Fields that the main file doesn't render: it has fixed amounts alone. */
const MORE = /image|quant|sugg|fields|remain/;

/** Without it, a question that must be answered could not be. Null if it isn't needed. */
export async function loadLinkForm(link: PaymentLink, signal: AbortSignal) {
  const plain = link.amount && !MORE.test(Object.keys(link).join());
  const file = plain ? null : await lateFiles.link();
  signal.throwIfAborted();
  return file;
}
