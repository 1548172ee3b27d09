/** The receipt of a paid order, as it is now: what its page, its e-mail and its text message say. */
import type { Adjustment, Amount, Line } from "@malipo/protocol";
import { orderMoney } from "../../domain/order-money.ts";
import type { OrderMoney } from "../../domain/order-money.ts";
import { orderOutcome } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import type { Refund } from "../../domain/refund.ts";
import type { Deps } from "../shared/deps.ts";

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
): string =>
  `${settings.publicUrl}/receipts/${orderId}?s=${secrets.receiptMac(orderId)}`;

/** Undefined if there is no such order, it is not paid, or `mac` is not the one in its receipt's address. */
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

/** Undefined if the order is not paid. */
export function toReceipt(
  deps: Omit<ReceiptDeps, "store">,
  order: Order,
  refunds: readonly Refund[],
): Receipt | undefined {
  const outcome = orderOutcome(order);
  if (outcome?.status !== "paid") return undefined;
  const isErased = order.erasedAt !== null;
  const terms = deps.providers
    .flatMap(({ methods }) => methods)
    .find(({ id }) => id === outcome.method);
  return {
    reference: order.reference,
    locale: order.locale,
    url: receiptUrl(deps, order.id),
    lines: isErased ? [] : order.lines,
    adjustments: isErased ? [] : order.adjustments,
    isErased,
    total: order.amount,
    money: orderMoney(order, refunds),
    methodTitle: terms?.title ?? outcome.method,
    isCard: outcome.method === "card",
    receipt: outcome.receipt,
    paidAt: Date.parse(outcome.at),
    isTest: order.livemode === false,
  };
}
