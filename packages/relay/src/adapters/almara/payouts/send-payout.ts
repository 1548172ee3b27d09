/**
 * Sends money to one phone: `POST /v1/payment-order/new-order`. The request is undocumented: this one has the fields
 * and types of the query's response, and no more than a transfer to a phone needs. Lengths from
 * https://docs.transalink.io/data-types-2117711m0.
 */
import { cleanName, cutText } from "@malipo/protocol/text";
import { formatDecimal } from "../../../domain/amount.ts";
import { currencyNumericCode } from "../../../domain/currency.ts";
import type { PayoutRequest } from "../../../domain/payout.ts";
import { parseKenyanPhone } from "../../../domain/phone.ts";
import type { SubmitResult } from "../../../ports/provider.ts";
import { jsonNumber } from "../../provider-http/json-number.ts";
import type { Context } from "../lib/context.ts";
import type { ResolvedSettings } from "../lib/settings.ts";
import {
  readSubmitResponse,
  unavailable,
} from "../payments/submit-response.ts";

/** Mobile money pays whole shillings. */
export const PAYOUT_STEP = 100;

const NOTES_MAX = 255;
const REMITTER_NAME_MAX = 128;
const RECIPIENT_NAME_MAX = 64;

interface PayoutRoute {
  readonly routeId: string;
  readonly channelType: number;
}

/** Null if none is configured. */
export function payoutRoute(settings: ResolvedSettings): PayoutRoute | null {
  const { payoutRouteId: routeId, payoutChannelType: channelType } = settings;
  return routeId === null || channelType === null
    ? null
    : { routeId, channelType };
}

/** `refused` only if nothing can have been accepted: a duplicate payout can't be recovered. */
export async function sendPayout(
  { settings, api, log }: Context,
  request: PayoutRequest,
): Promise<SubmitResult> {
  const route = payoutRoute(settings);
  if (route === null) return unavailable("payouts are not configured");
  const refusal = findRefusal(settings, request);
  if (refusal !== null) return refusal;
  const response = await api({
    method: "POST",
    path: settings.paths.payoutOrder,
    body: toBody(settings, route, request),
    timeoutMs: settings.timeouts.submitMs,
  });
  const parsed = readSubmitResponse(response, request.id, log);
  if (parsed.kind !== "content") return parsed;
  return { kind: "accepted", action: null };
}

function findRefusal(
  { payoutMin, payoutMax }: ResolvedSettings,
  { amount, phone }: PayoutRequest,
): SubmitResult | null {
  if (parseKenyanPhone(phone) !== phone)
    return {
      kind: "refused",
      code: "invalid_account",
      detail: "the phone must be 254 and nine digits",
    };
  if (
    amount.currency !== payoutMin.currency ||
    !Number.isSafeInteger(amount.value) ||
    amount.value % PAYOUT_STEP !== 0
  )
    return {
      kind: "refused",
      code: "unknown",
      detail: "payouts are whole shillings",
    };
  return amount.value < payoutMin.value || amount.value > payoutMax.value
    ? {
        kind: "refused",
        code: "limit_exceeded",
        detail: "outside the limits of one payout",
      }
    : null;
}

function toBody(
  settings: ResolvedSettings,
  route: PayoutRoute,
  request: PayoutRequest,
): Readonly<Record<string, unknown>> {
  const { id, amount, phone, recipientName, merchantName, reference } = request;
  const numericCode = currencyNumericCode(amount.currency);
  const decimal = formatDecimal(amount);
  if (numericCode === undefined || decimal === undefined)
    throw new TypeError(`No code is known for ${amount.currency}.`);
  return {
    originatorConversationId: id,
    paymentNotes: cutText(request.notes, NOTES_MAX),
    // No callBackUrl: the callback's body is undocumented, and a query returns the same.
    paymentOrderLines: [
      {
        remitter: {
          name: cutText(merchantName, REMITTER_NAME_MAX),
          // Text here but a number for the recipient, as documented.
          ccy: numericCode,
        },
        recipient: {
          name:
            cutText(cleanName(recipientName ?? ""), RECIPIENT_NAME_MAX) ||
            DEFAULT_NAME,
          primaryAccountNumber: `+${phone}`,
          mccmnc: settings.payoutNetwork,
          ccy: Number(numericCode),
        },
        transaction: {
          ...route,
          amount: jsonNumber(decimal),
          reference,
          // There is one line per order, so the order's id identifies the line.
          systemTraceAuditNumber: id,
        },
      },
    ],
  };
}

/** For payers without a name; the field may be mandatory. */
const DEFAULT_NAME = "Customer";
