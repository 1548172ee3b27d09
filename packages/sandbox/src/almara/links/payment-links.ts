/** Payment links: create, find, update (https://docs.zamupay.com/create-payment-link-25375908e0). */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { toDecimal } from "../../web/decimal.ts";
import { DecimalNumber } from "../../web/json-text.ts";
import type { ApiResponse } from "../../web/response.ts";
import { jsonResponse } from "../../web/response.ts";
import type { Handler } from "../lib/endpoint.ts";
import {
  errorResponse,
  notFoundResponse,
  requiredMessage,
} from "../lib/errors.ts";
import {
  cents,
  optionalText,
  readQuery,
  text,
  webAddress,
  withNames,
} from "../lib/fields.ts";
import { readBody, readFields } from "../lib/read-body.ts";

const MAX_LINKS = 10_000;

const linkFields = {
  shortCode: text(7),
  firstName: optionalText(128),
  lastName: optionalText(128),
  emailAddress: optionalText(128),
  phoneNumber: optionalText(13),
  description: optionalText(255),
  isAmountSpecified: z.boolean({ error: "The value is not true or false." }),
  amount: cents.refine((amount) => amount > 0, "The amount is zero.").nullish(),
  accountReference: optionalText(100),
  paymentType: optionalText(20),
  currency: optionalText(6),
  redirectionSite: webAddress(256).nullish(),
};

const withLinkNames = withNames(["id", ...Object.keys(linkFields)]);
const linkRequest = z.preprocess(
  withLinkNames,
  z
    .object(linkFields)
    .refine(
      ({ isAmountSpecified, amount }) => !isAmountSpecified || amount != null,
      { path: ["amount"], error: "The amount is missing." },
    ),
);
const updateRequest = z.preprocess(
  withLinkNames,
  z.looseObject({ id: text(64) }),
);

export interface PaymentLink {
  readonly id: string;
  readonly fields: z.output<typeof linkRequest>;
}

/** The links of one sandbox; the oldest gives way. */
export class PaymentLinks {
  readonly #links = new Map<string, PaymentLink>();

  get(id: string): PaymentLink | undefined {
    return this.#links.get(id.toLowerCase());
  }

  put(link: PaymentLink): void {
    this.#links.set(link.id, link);
    for (const oldest of this.#links.keys()) {
      if (this.#links.size <= MAX_LINKS) break;
      this.#links.delete(oldest);
    }
  }

  clear(): void {
    this.#links.clear();
  }
}

export interface PaymentLinkOptions {
  readonly links: PaymentLinks;
  /** Where shoppers reach the sandbox, without a slash at the end. */
  readonly publicUrl: string;
}

export function createPaymentLinkHandler(options: PaymentLinkOptions): Handler {
  return (request) => store(options, randomUUID(), request.body);
}

export function findPaymentLinkHandler(options: PaymentLinkOptions): Handler {
  return (request) => {
    const id = readQuery(request, "Id");
    if (id === undefined)
      return errorResponse(400, {
        errors: [{ field: "Id", message: requiredMessage("Id") }],
      });
    const link = options.links.get(id);
    return link === undefined
      ? notFoundResponse(id, "Id")
      : linkResponse(options, link);
  };
}

/** Members that are not sent stay as they are. */
export function updatePaymentLinkHandler(options: PaymentLinkOptions): Handler {
  return (request) => {
    const body = readBody(request, updateRequest);
    if (!body.ok) return body.answer;
    const { id, ...changes } = body.fields;
    const link = options.links.get(id);
    if (link === undefined) return notFoundResponse(id, "Id");
    return store(options, link.id, {
      ...toWire(link.fields),
      ...changes,
    });
  };
}

function store(
  options: PaymentLinkOptions,
  id: string,
  sent: unknown,
): ApiResponse {
  const body = readFields(sent, linkRequest);
  if (!body.ok) return body.answer;
  const link = { id, fields: body.fields };
  options.links.put(link);
  return linkResponse(options, link);
}

/** The members as they could have been sent, so that an update is read as one whole. */
function toWire({ amount, ...rest }: PaymentLink["fields"]) {
  return {
    ...rest,
    amount: typeof amount === "number" ? toDecimal(amount) : null,
  };
}

function linkResponse(
  options: PaymentLinkOptions,
  link: PaymentLink,
): ApiResponse {
  const { amount, redirectionSite, ...rest } = link.fields;
  return jsonResponse(200, {
    id: link.id,
    ...rest,
    amount: typeof amount === "number" ? new DecimalNumber(amount) : null,
    redirectionSite: redirectionSite ?? null,
    paymentLink: `${options.publicUrl}/link/${link.id}`,
  });
}
