/** The receipt of an order that was paid, if only in part, as it is now: what its page, its e-mail and its text message say. */
import type { Adjustment, Amount, Line, Method } from "@malipo/protocol";
import { orderMoney, sumRefunds } from "../../domain/order-money.ts";
import type { OrderMoney } from "../../domain/order-money.ts";
import { orderStatus, surplusLeftOf } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { attentionOf } from "../../domain/resolution.ts";
import {
  amountDue,
  completionOf,
  isPartPaid,
  partsOf,
  takesParts,
} from "../../domain/part-payments.ts";
import type { Completion } from "../../domain/part-payments.ts";
import type { Refund } from "../../domain/refund.ts";
import type { Deps } from "../shared/deps.ts";

export interface ReceiptPart {
  readonly amount: Amount;
  readonly at: number;
  readonly methodTitle: string;
  readonly isCard: boolean;
}

export interface Receipt {
  readonly reference: string;
  /** The shopper's language at the checkout, as it was given. */
  readonly locale: string | null;
  readonly url: string;
  /** Empty if the order's personal data was erased: only the money stays. */
  readonly lines: readonly Line[];
  /** Beside the lines, likewise. */
  readonly adjustments: readonly Adjustment[];
  readonly isErased: boolean;
  readonly total: Amount;
  readonly money: OrderMoney;
  /** What was paid too much and still is to be sent back; zero once it is, or a person has settled it otherwise. */
  readonly surplus: Amount;
  /** Not all of it was paid. */
  readonly isPartPaid: boolean;
  /** What can still be paid of an order that takes parts; zero for all others. */
  readonly due: Amount;
  /** Where the rest can be paid; null if it can't be. */
  readonly payUrl: string | null;
  /** Oldest first; empty for an order that was paid at once. */
  readonly parts: readonly ReceiptPart[];
  /** Null if it is not known. */
  readonly methodTitle: string | null;
  /** Languages have a word of their own for it. */
  readonly isCard: boolean;
  readonly receipt: string | null;
  readonly paidAt: number;
  /** No money moved. */
  readonly isTest: boolean;
}

type ReceiptDeps = Pick<Deps, "store" | "secrets" | "settings" | "providers">;

/** Anyone who has it may open it. */
export const receiptUrl = (
  { secrets, settings }: Pick<Deps, "secrets" | "settings">,
  orderId: string,
  page: "" | "/pay" = "",
): string =>
  `${settings.publicUrl}/receipts/${orderId}${page}?s=${secrets.receiptMac(orderId)}`;

/** Also while an attempt is under way: its page says what to do. */
export function isPayable(order: Order): boolean {
  const status = orderStatus(order);
  return status === "open" || status === "pending";
}

/** Undefined if there is no such order, nothing of it is paid, or `mac` is not the one in its receipt's address. */
export async function readReceipt(
  deps: ReceiptDeps,
  orderId: string,
  mac: string,
): Promise<Receipt | undefined> {
  if (!deps.secrets.isReceiptMac(orderId, mac)) return undefined;
  const order = await deps.store.getOrder(orderId);
  if (order === undefined) return undefined;
  return toReceipt(deps, order, await deps.store.listRefunds(orderId));
}

/** Undefined if nothing of the order is paid. */
export function toReceipt(
  deps: Omit<ReceiptDeps, "store">,
  order: Order,
  refunds: readonly Refund[],
): Receipt | undefined {
  const last = completionOf(order) ?? lastPart(order);
  if (last === undefined) return undefined;
  const isErased = order.erasedAt !== null;
  const parts = takesParts(order) ? partsOf(order) : [];
  const due =
    takesParts(order) && isPayable(order)
      ? amountDue(order)
      : { value: 0, currency: order.amount.currency };
  const { method } = last.attempt.plan;
  return {
    reference: order.reference,
    locale: order.locale,
    url: receiptUrl(deps, order.id),
    lines: isErased ? [] : order.lines,
    adjustments: isErased ? [] : order.adjustments,
    isErased,
    total: order.amount,
    money: orderMoney(order, refunds),
    surplus: surplusLeft(order, refunds),
    isPartPaid: isPartPaid(order),
    due,
    payUrl: due.value > 0 ? receiptUrl(deps, order.id, "/pay") : null,
    parts:
      parts.length > 1 || isPartPaid(order)
        ? parts.map(({ attempt: { plan }, received }) => ({
            amount: { value: received.value, currency: plan.amount.currency },
            at: received.at,
            methodTitle: titleOf(deps, plan.method),
            isCard: plan.method === "card",
          }))
        : [],
    methodTitle: titleOf(deps, method),
    isCard: method === "card",
    receipt: last.receipt,
    paidAt: last.at,
    isTest: order.livemode === false,
  };
}

function surplusLeft(before: Order, refunds: readonly Refund[]): Amount {
  const order = { ...before, refunds: sumRefunds(before, refunds) };
  return {
    value: attentionOf(order).overpaid ? surplusLeftOf(order) : 0,
    currency: order.amount.currency,
  };
}

/** Of an order that is not paid in full. */
function lastPart(order: Order): Completion | undefined {
  if (!isPartPaid(order)) return undefined;
  const { attempt, received } = partsOf(order).at(-1) ?? {};
  return attempt && received && { attempt, ...received };
}

const titleOf = (
  { providers }: Pick<ReceiptDeps, "providers">,
  method: Method,
): string =>
  providers.flatMap(({ methods }) => methods).find(({ id }) => id === method)
    ?.title ?? method;
