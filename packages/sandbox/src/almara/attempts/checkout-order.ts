/** POST /v1/checkout-order/new-order: https://docs.transalink.io/checkout-order-request-34512110e0 */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { CheckoutAttempt } from "./attempts.ts";
import type { Ledger } from "./ledger.ts";
import { toAcceptance } from "../lib/acceptance.ts";
import { jsonResponse } from "../../web/response.ts";
import type { Handler } from "../lib/endpoint.ts";
import { duplicateResponse, errorResponse } from "../lib/errors.ts";
import { cents, text, webAddress, withNames } from "../lib/fields.ts";
import { readBody } from "../lib/read-body.ts";

const MAX_LINES = 200;
const MAX_URL = 2_000;
const NOT_A_CURRENCY_CODE = "The value is not a numeric ISO 4217 code.";

const line = z.preprocess(
  withNames(["sku", "name", "price"]),
  z.object({ sku: text(255), name: text(255), price: cents }),
);

const checkoutFields = {
  originatorConversationId: text(100),
  checkoutReference: text(100),
  checkoutRouteId: text(64),
  checkoutRouteChannelType: z.int({ error: "The value is not an integer." }),
  checkoutNotes: text(255),
  checkoutCurrencyCode: z
    .union([z.number(), z.string()], { error: NOT_A_CURRENCY_CODE })
    .refine((code) => /^\d{1,3}$/.test(String(code)), NOT_A_CURRENCY_CODE)
    .transform(Number),
  checkoutCurrencyName: text(3),
  checkoutDueDate: z.iso
    .datetime({ offset: true, error: "The value is not an ISO 8601 time." })
    .refine(
      (dueDate) => Date.parse(dueDate) > Date.now(),
      "The due date has passed.",
    ),
  checkoutReturnUrl: webAddress(MAX_URL),
  checkoutCancelUrl: webAddress(MAX_URL),
  checkoutCallbackUrl: webAddress(MAX_URL),
  checkoutAccountNo: text(100),
  checkoutRequestLines: z
    .array(line, { error: "The value is not a list." })
    .min(1, "At least one line is required.")
    .max(MAX_LINES, `There are more than ${MAX_LINES} lines.`),
};

const checkoutRequest = z.preprocess(
  withNames(Object.keys(checkoutFields)),
  z.object(checkoutFields),
);

export interface CheckoutOrderOptions {
  readonly ledger: Ledger;
  /** The sandbox's URL for shoppers, without a trailing slash. */
  readonly publicUrl: string;
  readonly log: (line: string) => void;
}

export function checkoutOrderHandler(options: CheckoutOrderOptions): Handler {
  return (request) => {
    const body = readBody(request, checkoutRequest);
    if (!body.ok) return body.answer;
    const attempt = toAttempt(body.fields);
    const id = attempt.originatorConversationId;
    if (options.ledger.get(id) !== undefined) return duplicateResponse(id);
    if (!options.ledger.put(attempt))
      return errorResponse(429, { reason: "Too many open orders." });
    options.log(`${id}: checkout of ${attempt.reference} created`);
    return jsonResponse(202, {
      message: toAcceptance(attempt, "Checkout order accepted"),
      checkoutUrl: `${options.publicUrl}/card/${attempt.checkoutId}`,
    });
  };
}

function toAttempt(fields: z.output<typeof checkoutRequest>): CheckoutAttempt {
  const lines = fields.checkoutRequestLines.map(({ sku, name, price }) => ({
    sku,
    name,
    priceCents: price,
  }));
  return {
    kind: "checkout",
    id: randomUUID(),
    checkoutId: randomUUID(),
    originatorConversationId: fields.originatorConversationId,
    conversationId: randomUUID(),
    callbackUrl: fields.checkoutCallbackUrl,
    amountCents: lines.reduce((total, { priceCents }) => total + priceCents, 0),
    currency: fields.checkoutCurrencyName,
    createdAt: new Date(),
    decision: null,
    deliveries: [],
    reference: fields.checkoutReference,
    routeId: fields.checkoutRouteId,
    channelType: fields.checkoutRouteChannelType,
    notes: fields.checkoutNotes,
    currencyCode: fields.checkoutCurrencyCode,
    dueDate: fields.checkoutDueDate,
    returnUrl: fields.checkoutReturnUrl,
    cancelUrl: fields.checkoutCancelUrl,
    accountNo: fields.checkoutAccountNo,
    lines,
  };
}
