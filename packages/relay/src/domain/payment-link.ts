/** A payment link: a page that asks for a fixed or an open amount. Pure. */
import type { Amount } from "@malipo/protocol";
import { refuse, ok } from "./errors.ts";
import type { Result } from "./errors.ts";
import type { Instant } from "./observation.ts";

/** How the link stands at the provider, where the merchant wants it there as well. */
export interface LinkMirrorState {
  /** False: what changes is not carried over any more. What was made there is kept in mind, so that it is never made twice. */
  readonly wanted: boolean;
  /** The provider's id of it; null until it was made there. */
  readonly id: string | null;
  /** The provider's own page, for browsers without JavaScript. */
  readonly url: string | null;
  /** The `updatedAt` of what the provider has; null while it has nothing. */
  readonly carriedOver: Instant | null;
  /** Why the last try failed, in a word; null after a success. */
  readonly fault: string | null;
}

export interface PaymentLink {
  readonly id: string;
  /** What the merchant calls it; goes into the orders' references when given. */
  readonly reference: string | null;
  readonly title: string;
  readonly description: string | null;
  readonly currency: string;
  /** Null: the payer chooses, within `min` and `max`. */
  readonly amount: Amount | null;
  readonly min: Amount | null;
  readonly max: Amount | null;
  readonly active: boolean;
  readonly expiresAt: Instant | null;
  readonly returnUrl: string | null;
  /** Null: kept here alone. */
  readonly mirror: LinkMirrorState | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export const NEW_MIRROR: LinkMirrorState = {
  wanted: true,
  id: null,
  url: null,
  carriedOver: null,
  fault: null,
};

/** Whether what the provider has is what stands here. */
export function isCarriedOver({ mirror, updatedAt }: PaymentLink): boolean {
  return mirror !== null && mirror.carriedOver === updatedAt;
}

/** The provider's page, while it asks for what the link asks for. */
export function pageAtProvider(link: PaymentLink): string | null {
  return link.mirror?.wanted === true && isCarriedOver(link)
    ? link.mirror.url
    : null;
}

export function isUsable(link: PaymentLink, now: Instant): boolean {
  return link.active && (link.expiresAt === null || now < link.expiresAt);
}

/** What one payer owes: the link's own amount, or the payer's where the link leaves it open. */
export function amountToPay(
  link: PaymentLink,
  chosen: Amount | undefined,
): Result<Amount> {
  if (link.amount !== null) {
    return chosen === undefined ||
      (chosen.value === link.amount.value &&
        chosen.currency === link.amount.currency)
      ? ok(link.amount)
      : refuse(
          "amount_not_allowed",
          'This payment link has a fixed amount; leave "amount" out.',
        );
  }
  if (chosen === undefined)
    return refuse(
      "amount_required",
      'This payment link lets the payer choose: send "amount".',
    );
  if (chosen.currency !== link.currency) {
    return refuse(
      "currency_unsupported",
      `This payment link accepts only ${link.currency}.`,
    );
  }
  const tooSmall = chosen.value < (link.min?.value ?? 1);
  const tooLarge = link.max !== null && chosen.value > link.max.value;
  return tooSmall || tooLarge
    ? refuse(
        "amount_out_of_range",
        "The amount is outside this payment link's limits.",
      )
    : ok(chosen);
}
