/** A payment link: a page that asks for a fixed or an open amount. Pure. */
import type {
  Amount,
  Deposit,
  LinkField,
  LinkQuantity,
  LinkReason,
  PaymentRule,
} from "@malipo/protocol";
import { foldText } from "@malipo/protocol/text";
import { multiplyAmount } from "./amount.ts";
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
  /** The merchant's own name for it, to find it by. Its orders have references of their own. */
  readonly reference: string | null;
  readonly title: string;
  readonly description: string | null;
  readonly currency: string;
  /** Null: the payer chooses, within `min` and `max`. */
  readonly amount: Amount | null;
  readonly min: Amount | null;
  readonly max: Amount | null;
  /** Of its orders. Absent: "exact". */
  readonly payment?: PaymentRule | undefined;
  readonly deposit?: Deposit | undefined;
  readonly active: boolean;
  readonly expiresAt: Instant | null;
  readonly returnUrl: string | null;
  /** How many orders can be paid by it. */
  readonly maxPayments?: number | undefined;
  /** How many pieces it sells in all. */
  readonly stock?: number | undefined;
  /** The payer chooses how many; `amount` is the price of one. */
  readonly quantity?: LinkQuantity | undefined;
  readonly onePerPhone?: boolean | undefined;
  readonly inactiveMessage?: string | undefined;
  readonly imageUrl?: string | undefined;
  readonly suggestedAmounts?: readonly Amount[] | undefined;
  readonly fields?: readonly LinkField[] | undefined;
  readonly successUrl?: string | undefined;
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

/** What the orders of a link come to. */
export interface LinkFigures {
  readonly orders: number;
  /** Orders that are being paid: each holds its use until that has failed. */
  readonly pending: number;
  readonly paid: number;
  /** Pieces in the pending and the paid orders. */
  readonly unitsPending: number;
  readonly unitsPaid: number;
  /** Of the paid orders, by currency. */
  readonly sums: readonly Amount[];
  readonly lastPaidAt: Instant | null;
}

/** Whether its orders have to be counted before somebody pays. */
export const isLimited = ({
  maxPayments,
  stock,
}: Pick<PaymentLink, "maxPayments" | "stock">): boolean =>
  maxPayments !== undefined || stock !== undefined;

/** Made for one payment, as an invoice is. */
export const isSingle = ({ maxPayments }: PaymentLink): boolean =>
  maxPayments === 1;

export interface Remaining {
  /** Null without a limit. */
  readonly payments: number | null;
  readonly units: number | null;
}

export function remainingOf(
  { maxPayments, stock }: PaymentLink,
  figures: LinkFigures,
): Remaining {
  const left = (limit: number | undefined, taken: number): number | null =>
    limit === undefined ? null : Math.max(0, limit - taken);
  return {
    payments: left(maxPayments, figures.pending + figures.paid),
    units: left(stock, figures.unitsPending + figures.unitsPaid),
  };
}

/** Why it takes no payments; undefined if it does. `remaining`: of a link that is limited. */
export function whyInactive(
  link: PaymentLink,
  now: Instant,
  remaining: Remaining = { payments: null, units: null },
): LinkReason | undefined {
  if (!link.active) return "deactivated";
  if (link.expiresAt !== null && now >= link.expiresAt) return "expired";
  if (remaining.payments === 0) return "used_up";
  return remaining.units !== null && remaining.units < (link.quantity?.min ?? 1)
    ? "sold_out"
    : undefined;
}

/** By its switch and its time alone. */
export const isUsable = (link: PaymentLink, now: Instant): boolean =>
  whyInactive(link, now) === undefined;

/** Whether somebody who types this looks for it: part of its title or reference, or its id. */
export function isCalled(
  { id, title, reference }: PaymentLink,
  text: string,
): boolean {
  const given = foldText(text);
  const lower = given.toLowerCase();
  return (
    id === given ||
    [title, reference ?? ""].some((name) =>
      foldText(name).toLowerCase().includes(lower),
    )
  );
}

/** Whether an order of so many pieces still fits. */
export function checkLeft(
  { payments, units }: Remaining,
  count: number,
): Result<null> {
  if (payments === 0)
    return refuse(
      "link_used_up",
      "This payment link has been used as often as it can be. Nothing was charged.",
    );
  if (units === null || count <= units) return ok(null);
  return refuse(
    "link_used_up",
    units === 0
      ? "Everything that this payment link sells is sold. Nothing was charged."
      : `Only ${units} are left. Nothing was charged.`,
  );
}

/** How many the payer takes: what they chose, else the fewest. */
export function quantityToPay(
  { quantity }: PaymentLink,
  chosen: number | undefined,
): Result<number> {
  const { min, max } = quantity ?? { min: 1, max: 1 };
  const count = chosen ?? min;
  return count >= min && count <= max
    ? ok(count)
    : refuse(
        "quantity_not_allowed",
        quantity === undefined
          ? 'This payment link sells one; leave "quantity" out.'
          : `The quantity must be from ${min} to ${max}.`,
        {
          errors: [{ field: "quantity", message: `must be ${min} to ${max}` }],
        },
      );
}

/** What a merchant can't combine; undefined if all is well. */
export function contradictionOf(link: PaymentLink): string | undefined {
  const { amount, min, max, quantity, suggestedAmounts = [], mirror } = link;
  if (amount !== null && (min !== null || max !== null))
    return 'A link has either a fixed "amount" or limits ("min", "max"), not both.';
  if (amount !== null && suggestedAmounts.length > 0)
    return '"suggestedAmounts" need an open amount.';
  if (quantity !== undefined && amount === null)
    return 'A "quantity" needs a fixed "amount": the price of one.';
  if (
    quantity !== undefined &&
    amount !== null &&
    multiplyAmount(amount, quantity.max) === undefined
  )
    return 'The "amount" times the greatest "quantity" is too large.';
  if (link.deposit !== undefined && link.payment !== "partial")
    return 'A "deposit" needs "payment": "partial", because the rest is paid later.';
  const isCheckedHere =
    isLimited(link) ||
    quantity !== undefined ||
    link.onePerPhone === true ||
    link.payment === "partial" ||
    (link.fields ?? []).some(({ required }) => required);
  return mirror?.wanted === true && isCheckedHere
    ? "The provider's page counts nothing and asks nothing, so a link with a limit, a quantity, part payments or required fields can't be mirrored."
    : undefined;
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
