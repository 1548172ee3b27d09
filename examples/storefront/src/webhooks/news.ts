/** The parts of a webhook that this shop uses. */
import { toFields } from "../fields.ts";
import type { Fields } from "../fields.ts";
import { formatMoney } from "../money.ts";
import { EN } from "../words/en.ts";

export interface News {
  /** `order.paid`, `attempt.failed`, `refund.paid`, … Ignore unknown types. */
  readonly type: string;
  /** The order's. */
  readonly reference: string;
  /** The order's amount or, for refund events, the refund's, in minor units. */
  readonly amount: number;
  readonly currency: string;
  /** `mpesa`, `card`, …; null if nothing was paid. */
  readonly method: string | null;
  /** Why an attempt failed; null otherwise. */
  readonly failure: string | null;
}

/** Returns undefined if it is not about an order. */
export function parseNews(payload: unknown): News | undefined {
  const { type, data } = toFields(payload);
  const { order, attempt, refund } = toFields(data);
  const { reference, outcome, ...rest } = toFields(order);
  const about = refund === undefined ? rest : toFields(refund);
  const { value, currency } = toFields(about["amount"]);
  const tried = toFields(attempt);
  if (
    typeof type !== "string" ||
    typeof reference !== "string" ||
    typeof currency !== "string" ||
    typeof value !== "number" ||
    !Number.isSafeInteger(value)
  )
    return undefined;
  return {
    type,
    reference,
    amount: value,
    currency,
    method: textOf(tried, "method") ?? textOf(toFields(outcome), "method"),
    failure: textOf(toFields(tried["failure"]), "code"),
  };
}

function textOf(fields: Fields, name: string): string | null {
  const text = fields[name];
  return typeof text === "string" ? text : null;
}

/** `order.paid ORD-20261121-7K3QAB KES 2,500 by M-Pesa`. */
export function describeNews(news: News): string {
  const { type, reference, amount, currency, method, failure } = news;
  return [
    type,
    reference,
    formatMoney(amount, currency),
    ...(method === null ? [] : [`by ${EN.methods[method] ?? method}`]),
    ...(failure === null ? [] : [`(${failure})`]),
  ].join(" ");
}
