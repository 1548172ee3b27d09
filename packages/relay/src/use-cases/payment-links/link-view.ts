/** What anyone who has the URL of a payment link sees, and what its orders come to. */
import type { PaymentLink as PaymentLinkJson } from "@malipo/protocol";
import type { LinkStatistics } from "@malipo/protocol/merchant";
import { currencyExponent } from "../../domain/currency.ts";
import { NOT_FOUND, ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import {
  isLimited,
  isSingle,
  remainingOf,
  whyInactive,
} from "../../domain/payment-link.ts";
import type { PaymentLink, Remaining } from "../../domain/payment-link.ts";
import type { Deps } from "../shared/deps.ts";

/** More are not told: how much a shop sells is nobody's business. */
const FEW = 10;

const UNLIMITED: Remaining = { payments: null, units: null };

/** What is left now; somebody may take it before this payer begins to pay. */
export async function readRemaining(
  { store }: Pick<Deps, "store">,
  link: PaymentLink,
): Promise<Remaining> {
  return isLimited(link)
    ? remainingOf(link, await store.readLinkFigures(link.id))
    : UNLIMITED;
}

export async function toPaymentLinkJson(
  deps: Deps,
  link: PaymentLink,
): Promise<PaymentLinkJson> {
  const remaining = await readRemaining(deps, link);
  const reason = whyInactive(link, deps.clock.now(), remaining);
  const { quantity, fields, suggestedAmounts, onePerPhone } = link;
  return {
    id: link.id,
    title: link.title,
    description: link.description,
    currency: link.currency,
    amount: link.amount,
    min: link.min,
    max: link.max,
    ...optional("payment", link.payment),
    ...optional("deposit", link.deposit),
    active: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
    ...optional("inactiveMessage", link.inactiveMessage),
    ...optional("imageUrl", link.imageUrl),
    ...(quantity === undefined
      ? {}
      : { quantity: withinStock(quantity, remaining) }),
    ...(suggestedAmounts === undefined
      ? {}
      : { suggestedAmounts: [...suggestedAmounts] }),
    ...(fields === undefined ? {} : { fields: [...fields] }),
    ...(onePerPhone === true ? { onePerPhone } : {}),
    // "Only one left" is nothing to say of an invoice.
    ...(isSingle(link)
      ? { single: true }
      : optional("remainingPayments", ifFew(remaining.payments))),
    ...optional("remainingStock", ifFew(remaining.units)),
    ...optional("successUrl", link.successUrl),
    livemode: deps.settings.livemode,
    expiresAt:
      link.expiresAt === null ? null : new Date(link.expiresAt).toISOString(),
    merchant: deps.settings.merchant,
    currencyExponent: currencyExponent(link.currency) ?? 2,
    url: `${deps.settings.publicUrl}/pay/${link.id}`,
  };
}

function optional<K extends string, T>(
  name: K,
  value: T | undefined,
): Partial<Record<K, T>> {
  const field: Partial<Record<K, T>> = {};
  if (value !== undefined) field[name] = value;
  return field;
}

const ifFew = (left: number | null): number | undefined =>
  left !== null && left <= FEW ? left : undefined;

/** No payer is offered more than there are. */
function withinStock(
  { min, max }: NonNullable<PaymentLink["quantity"]>,
  { units }: Remaining,
) {
  return {
    min,
    max: units === null ? max : Math.max(min, Math.min(max, units)),
  };
}

export async function readLinkStatistics(
  deps: Deps,
  id: string,
): Promise<Result<LinkStatistics>> {
  const link = await deps.store.getPaymentLink(id);
  if (link === undefined) return NOT_FOUND;
  const figures = await deps.store.readLinkFigures(id);
  const remaining = remainingOf(link, figures);
  return ok({
    orders: figures.orders,
    pending: figures.pending,
    paid: figures.paid,
    units: figures.unitsPaid,
    sums: [...figures.sums],
    lastPaidAt:
      figures.lastPaidAt === null
        ? null
        : new Date(figures.lastPaidAt).toISOString(),
    remainingPayments: remaining.payments,
    remainingStock: remaining.units,
  });
}
