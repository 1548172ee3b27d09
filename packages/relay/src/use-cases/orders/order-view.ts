/** The public view of an order. */
import type {
  Attempt as AttemptJson,
  Order as OrderJson,
} from "@malipo/protocol";
import {
  attemptFailure,
  attemptStatus,
  retryAt,
} from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import { currencyExponent } from "../../domain/currency.ts";
import {
  currentAttempt,
  orderFlags,
  orderOutcome,
  orderStatus,
} from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import type { Deps } from "../shared/deps.ts";
import { offeredMethods, toMethodOption } from "./methods.ts";

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null =>
  at === null ? null : iso(at);

export function toAttemptJson(attempt: Attempt): AttemptJson {
  const { plan, facts } = attempt;
  const status = attemptStatus(attempt);
  const waiting =
    status === "awaiting_payer" ||
    status === "processing" ||
    status === "unconfirmed";
  return {
    id: plan.id,
    method: plan.method,
    status,
    action: waiting ? (facts.accepted?.action ?? null) : null,
    failure: attemptFailure(attempt),
    promptExpiresAt: iso(plan.promptExpiresAt),
    retryAt: isoOrNull(retryAt(attempt)),
    createdAt: iso(plan.createdAt),
  };
}

export function toOrderJson(
  deps: Pick<Deps, "providers" | "settings">,
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
    lines: [...order.lines],
    source: order.source,
    expiresAt: iso(order.expiresAt),
    methods: offeredMethods(deps.providers, deps.settings.methods)
      .filter(({ terms }) => order.onePerPhone !== true || terms.needsPhone)
      .map(({ terms }) => toMethodOption(order, terms, now)),
    attempt: attempt === undefined ? null : toAttemptJson(attempt),
    outcome: orderOutcome(order),
    merchant: deps.settings.merchant,
    currencyExponent: currencyExponent(order.amount.currency) ?? 2,
    serverTime: iso(now),
  };
}
