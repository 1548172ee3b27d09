/** The public view of an order. */
import type {
  Attempt as AttemptJson,
  Order as OrderJson,
  Outcome,
} from "@malipo/protocol";
import { sameAmount } from "../../domain/amount.ts";
import { attemptStatus } from "../../domain/attempt.ts";
import { attemptFailure, retryAt } from "../../domain/attempt-failure.ts";
import type { Attempt } from "../../domain/attempt.ts";
import { paidState } from "../../domain/order-money.ts";
import { currencyExponent } from "../../domain/currency.ts";
import {
  currentAttempt,
  orderFlags,
  orderOutcome,
  orderStatus,
} from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import {
  amountDue,
  amountPaid,
  depositDue,
  isPartPaid,
  partsOf,
  takesParts,
} from "../../domain/part-payments.ts";
import type { Deps } from "../shared/deps.ts";
import { receiptUrl } from "../receipts/receipt.ts";
import { offeredMethods, toMethodOption } from "./methods.ts";

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null =>
  at === null ? null : iso(at);

export function toAttemptJson(
  attempt: Attempt,
  { amount }: Pick<Order, "amount">,
): AttemptJson {
  const { plan, facts } = attempt;
  const status = attemptStatus(attempt);
  const waiting =
    status === "awaiting_payer" ||
    status === "processing" ||
    status === "unconfirmed";
  return {
    id: plan.id,
    method: plan.method,
    ...(sameAmount(plan.amount, amount) ? {} : { amount: plan.amount }),
    status,
    action: waiting ? (facts.accepted?.action ?? null) : null,
    failure: attemptFailure(attempt),
    promptExpiresAt: iso(plan.promptExpiresAt),
    retryAt: isoOrNull(retryAt(attempt)),
    createdAt: iso(plan.createdAt),
  };
}

/** What views are made of. */
export type ViewDeps = Pick<Deps, "providers" | "secrets" | "settings">;

export function toOrderJson(
  deps: ViewDeps,
  order: Order,
  now: number,
): OrderJson {
  const attempt = currentAttempt(order);
  return {
    id: order.id,
    reference: order.reference,
    version: order.version,
    ...(order.livemode !== null && { livemode: order.livemode }),
    status: orderStatus(order),
    flags: orderFlags(order),
    amount: order.amount,
    ...(takesParts(order) && toPartsJson(deps, order)),
    lines: [...order.lines],
    ...(order.adjustments.length > 0 && {
      adjustments: [...order.adjustments],
    }),
    source: order.source,
    expiresAt: iso(order.expiresAt),
    methods: offeredMethods(deps.providers, deps.settings.methods)
      .filter(({ terms }) => order.onePerPhone !== true || terms.needsPhone)
      .map(({ terms }) => toMethodOption(order, terms, now)),
    attempt: attempt === undefined ? null : toAttemptJson(attempt, order),
    outcome: toOutcome(deps, order),
    ...(order.refunds !== undefined && {
      refunds: {
        state: paidState(order, order.refunds.paid),
        paid: order.refunds.paid,
        pending: order.refunds.pending,
      },
    }),
    merchant: deps.settings.merchant,
    currencyExponent: currencyExponent(order.amount.currency) ?? 2,
    serverTime: iso(now),
  };
}

const toPartsJson = (deps: ViewDeps, order: Order): Partial<OrderJson> => ({
  payment: "partial",
  amountPaid: amountPaid(order),
  amountDue: amountDue(order),
  ...(depositDue(order) && { depositDue: depositDue(order) }),
  parts: partsOf(order).map(({ attempt: { plan }, received }) => ({
    method: plan.method,
    amount: { value: received.value, currency: plan.amount.currency },
    receipt: received.receipt,
    at: iso(received.at),
  })),
  ...(isPartPaid(order) && { receiptUrl: receiptUrl(deps, order.id) }),
});

function toOutcome(deps: ViewDeps, order: Order): Outcome | null {
  const outcome = orderOutcome(order);
  return outcome?.status === "paid"
    ? { ...outcome, receiptUrl: receiptUrl(deps, order.id) }
    : outcome;
}
