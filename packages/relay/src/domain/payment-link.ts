/** A payment link: a page that asks for a fixed or an open amount. Pure. */
import type { Amount } from "@malipo/protocol";
import { refuse, ok } from "./errors.ts";
import type { Result } from "./errors.ts";
import type { Instant } from "./observation.ts";
import type { Metadata } from "./order.ts";

/** The state of the link's copy at the provider, if the merchant enabled it. */
export interface LinkMirrorState {
  /** False: changes are no longer synchronized. The provider's id is kept so that the copy is never created twice. */
  readonly wanted: boolean;
  /** The provider's id; null until created. */
  readonly id: string | null;
  /** The provider's own page, for browsers without JavaScript. */
  readonly url: string | null;
  /** The `updatedAt` of the version at the provider; null if there is none. */
  readonly carriedOver: Instant | null;
  /** Why the last attempt failed, as a code; null after a success. */
  readonly fault: string | null;
}

export interface PaymentLink {
  readonly id: string;
  /** The merchant's own reference, used in the orders' references if set. */
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
  /** Copied to its orders. */
  readonly metadata?: Metadata | undefined;
  /** Null if there is no copy at the provider. */
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

/** The provider has the current version. */
export function isMirrorSynced({ mirror, updatedAt }: PaymentLink): boolean {
  return mirror !== null && mirror.carriedOver === updatedAt;
}

/** The provider's page, if it shows the current version. */
export function providerPageUrl(link: PaymentLink): string | null {
  return link.mirror?.wanted === true && isMirrorSynced(link)
    ? link.mirror.url
    : null;
}

export function isUsable(link: PaymentLink, now: Instant): boolean {
  return link.active && (link.expiresAt === null || now < link.expiresAt);
}

/** The amount to pay: the link's fixed amount, or the payer's choice. */
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
