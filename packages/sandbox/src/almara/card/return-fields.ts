/** The callback's data as form fields, which the shopper's browser posts to the shop. */
import {
  toOrderMembers,
  toOutcomeMembers,
} from "../callbacks/checkout-callback.ts";
import type { CheckoutAttempt } from "../attempts/attempts.ts";
import { toDecimal } from "../../web/decimal.ts";
import type { JsonValue } from "../../web/json-text.ts";
import { DecimalNumber, TrailingComma } from "../../web/json-text.ts";

export type FormField = readonly [name: string, value: string];

/** Members of members are named `checkoutOutcome.Status`, items of lists `checkoutRequestLines[0].sku`. */
export function toReturnFields(attempt: CheckoutAttempt): FormField[] {
  const outcome =
    attempt.decision === null ? null : toOutcomeMembers(attempt.decision);
  return flatten("", {
    originatorConversationId: attempt.originatorConversationId,
    ...toOrderMembers(attempt, attempt.currencyCode),
    checkoutOutcome:
      outcome === null
        ? undefined
        : { ...outcome.head, ThirdPartyPayload: outcome.thirdParty },
  });
}

/** A cancellation has only the ids. */
export function toCancelFields(attempt: CheckoutAttempt): FormField[] {
  return [
    ["originatorConversationId", attempt.originatorConversationId],
    ["checkoutReference", attempt.reference],
  ];
}

function flatten(name: string, value: JsonValue | undefined): FormField[] {
  if (value === undefined || value === null) return [];
  if (value instanceof DecimalNumber) return [[name, toDecimal(value.cents)]];
  if (value instanceof TrailingComma) return flatten(name, value.members);
  if (typeof value !== "object") return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, member]) =>
    flatten(Array.isArray(value) ? `${name}[${key}]` : join(name, key), member),
  );
}

function join(name: string, key: string): string {
  return name === "" ? key : `${name}.${key}`;
}
