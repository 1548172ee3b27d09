/**
 * The checkout callback in the shape of https://docs.transalink.io/checkout-callback-request-34512112e0, down to the
 * indentation, the fraction of the prices, the changed key case inside the outcome, and the comma behind `Reference`.
 */
import type { CheckoutAttempt, Decision } from "../attempts/attempts.ts";
import type { JsonObject } from "../../web/json-text.ts";
import {
  DecimalNumber,
  TrailingComma,
  writeJson,
} from "../../web/json-text.ts";
import { toCheckoutResult } from "../attempts/outcomes.ts";

/** The members that the order shares with its query; the query writes the currency code as a string. */
export function toOrderMembers(
  attempt: CheckoutAttempt,
  currencyCode: number | string,
): JsonObject {
  return {
    checkoutReference: attempt.reference,
    checkoutRouteId: attempt.routeId,
    checkoutRouteChannelType: attempt.channelType,
    checkoutNotes: attempt.notes,
    checkoutCurrencyCode: currencyCode,
    checkoutCurrencyName: attempt.currency,
    checkoutDueDate: attempt.dueDate,
    checkoutReturnUrl: attempt.returnUrl,
    checkoutCancelUrl: attempt.cancelUrl,
    checkoutCallbackUrl: attempt.callbackUrl,
    checkoutAccountNo: attempt.accountNo,
    checkoutRequestLines: attempt.lines.map((line) => ({
      sku: line.sku,
      name: line.name,
      price: new DecimalNumber(line.priceCents),
    })),
  };
}

/** The outcome without the stray comma. */
export function toOutcomeMembers({ outcome, reference }: Decision): {
  readonly head: JsonObject;
  readonly thirdParty: JsonObject;
} {
  const result = toCheckoutResult(outcome);
  return {
    head: {
      Status: result.status,
      StatusDesc: result.statusDesc,
      ResultCode: result.resultCode,
      ResultDesc: result.resultDesc,
    },
    thirdParty: {
      ResponseCode: result.resultCode,
      ResponseDesc: result.resultDesc,
      Reference: reference,
    },
  };
}

/** The body of the callback. It is not valid JSON. */
export function writeCheckoutCallback(
  attempt: CheckoutAttempt,
  decision: Decision,
): string {
  const { head, thirdParty } = toOutcomeMembers(decision);
  return writeJson(
    {
      originatorConversationId: attempt.originatorConversationId,
      ...toOrderMembers(attempt, attempt.currencyCode),
      checkoutOutcome: {
        ...head,
        ThirdPartyPayload: new TrailingComma(thirdParty),
      },
    },
    4,
  );
}
