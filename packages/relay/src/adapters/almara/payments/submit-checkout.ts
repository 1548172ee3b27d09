/**
 * Creates a checkout order for a card. https://docs.transalink.io/checkout-order-request-34512110e0; the body is
 * that of the callback, https://docs.transalink.io/checkout-callback-request-34512112e0.
 */
import type { Amount, Line } from "@malipo/protocol";
import { cutText } from "@malipo/protocol/text";
import {
  formatDecimal,
  sameAmount,
  sumAmounts,
} from "../../../domain/amount.ts";
import { currencyNumericCode } from "../../../domain/currency.ts";
import type { SubmitResult, SubmitRequest } from "../../../ports/provider.ts";
import type { Context } from "../lib/context.ts";
import { findHostedPage } from "./hosted-page.ts";
import { jsonNumber } from "../../provider-http/json-number.ts";
import type { ResolvedSettings } from "../lib/settings.ts";
import { readSubmitResponse, unavailable } from "./submit-response.ts";

/** The limit of payment notes. https://docs.transalink.io/data-types-2117711m0 */
const NOTES_MAX = 255;

export async function submitCheckout(
  context: Context,
  request: SubmitRequest,
): Promise<SubmitResult> {
  const { settings, api, log } = context;
  const { plan } = request;
  const total = sumAmounts(request.lines.map(({ amount }) => amount));
  if (total === undefined || !sameAmount(total, plan.amount))
    return {
      kind: "refused",
      code: "amount_mismatch",
      detail: "the lines do not add up to the order's amount",
    };
  const body = toBody(settings, request);
  if (body === undefined)
    return unavailable("cards are not configured for this currency");

  const response = await api({
    method: "POST",
    path: settings.paths.checkoutOrder,
    body,
    timeoutMs: settings.timeouts.submitMs,
  });
  const parsed = readSubmitResponse(response, plan.id, log);
  if (parsed.kind !== "content") return parsed;
  const { url, otherHosts } = findHostedPage(
    parsed.content,
    "checkout",
    settings,
  );
  if (url !== null)
    return { kind: "accepted", action: { type: "redirect", url } };
  log.error(
    {
      provider: "almara",
      code: "upstream_contract_unknown",
      attemptId: plan.id,
      otherHosts,
    },
    "no hosted page on an allowed host in the response to a checkout order",
  );
  // The shopper never saw a page, so this order can't be paid.
  return unavailable("no hosted page on an allowed host");
}

function toBody(
  settings: ResolvedSettings,
  request: SubmitRequest,
): Readonly<Record<string, unknown>> | undefined {
  const { plan, reference, merchantName } = request;
  const { currency } = plan.amount;
  const numericCode = currencyNumericCode(currency);
  if (
    settings.cardRouteId === null ||
    settings.cardChannelType === null ||
    numericCode === undefined
  )
    return undefined;
  return {
    originatorConversationId: plan.id,
    checkoutReference: reference,
    checkoutRouteId: settings.cardRouteId,
    checkoutRouteChannelType: settings.cardChannelType,
    checkoutNotes: cutText(`${merchantName} ${reference}`, NOTES_MAX),
    checkoutCurrencyCode: Number(numericCode),
    checkoutCurrencyName: currency,
    checkoutDueDate: new Date(plan.promptExpiresAt).toISOString(),
    checkoutReturnUrl: request.returnUrl,
    checkoutCancelUrl: request.cancelUrl,
    checkoutCallbackUrl: request.callbackUrl,
    checkoutAccountNo: settings.accountNo ?? reference,
    checkoutRequestLines: request.lines.map(toRequestLine),
  };
}

/**
 * The provider has no quantities: a line's total is sent as its price, so that the prices add up to the order's amount.
 */
export function toRequestLine({ sku, name, quantity, amount }: Line) {
  return {
    sku,
    name: quantity > 1 ? `${name} × ${quantity}` : name,
    price: jsonNumber(toDecimal(amount)),
  };
}

function toDecimal(amount: Amount): string {
  const decimal = formatDecimal(amount);
  if (decimal === undefined)
    throw new TypeError(`No exponent is known for ${amount.currency}.`);
  return decimal;
}
