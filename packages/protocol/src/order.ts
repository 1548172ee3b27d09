/** The order as every answer and every event of the shopper's side carries it, whole. */
import { z } from "zod";
import { adjustmentsSchema } from "./adjustment.ts";
import { amountSchema } from "./amount.ts";
import { ACTION_TYPES, attemptSchema, methodSchema } from "./attempt.ts";
import { orderFieldSchema } from "./link-options.ts";
import { metadataSchema } from "./metadata.ts";

export const ORDER_STATUSES = [
  "open",
  "pending",
  "paid",
  "expired",
  "cancelled",
] as const;
export const orderStatusSchema = z.enum(ORDER_STATUSES);
export type OrderStatus = z.infer<typeof orderStatusSchema>;

/** `ord_` and 128 random bits, base64url. */
export const orderIdSchema = z.string().regex(/^ord_[\w-]{22}$/);
/** `pl_` and 128 random bits, base64url. */
export const paymentLinkIdSchema = z.string().regex(/^pl_[\w-]{22}$/);

export const lineSchema = z
  .strictObject({
    sku: z.string(),
    name: z.string(),
    quantity: z.int().min(1),
    unitAmount: amountSchema,
    amount: amountSchema,
    imageUrl: z.url().optional(),
    /** The most of this product that one order may hold, where the merchant set a limit. */
    maxQuantity: z.int().min(1).optional(),
  })
  .meta({ id: "Line" });
export type Line = Readonly<z.infer<typeof lineSchema>>;

/** Facts beside the status. `review`: a person at the merchant's must look. */
export const flagsSchema = z.strictObject({
  late: z.boolean(),
  overpaid: z.boolean(),
  review: z.boolean(),
});
export type OrderFlags = Readonly<z.infer<typeof flagsSchema>>;
export const ORDER_FLAGS = flagsSchema.keyof().options;

export const METHOD_REASONS = [
  "attempt_alive",
  "order_closed",
  "below_min",
  "above_max",
  "currency",
  "fraction",
  "under_review",
] as const;
export const methodReasonSchema = z.enum(METHOD_REASONS);
export type MethodReason = z.infer<typeof methodReasonSchema>;

/** What a page has to ask for before it starts an attempt. */
export const METHOD_INPUTS = ["none", "phone"] as const;
export type MethodInput = (typeof METHOD_INPUTS)[number];

/** A method this order could be paid by, and why it can't be used now where that is so. */
export const methodOptionSchema = z.strictObject({
  id: methodSchema,
  /** Its name, for pages that have no words of their own for this method. Relays before this one say none of the next three. */
  title: z.string().min(1).optional(),
  input: z.enum(METHOD_INPUTS).optional(),
  /** What the shopper will have to do once an attempt has begun: the type of its `action`. */
  action: z.enum(ACTION_TYPES).optional(),
  available: z.boolean(),
  min: amountSchema.optional(),
  max: amountSchema.optional(),
  reason: methodReasonSchema.optional(),
  /** While a deposit is due, and where they differ: why it can't be used for all that is due, or for the deposit. */
  reasonForAll: methodReasonSchema.optional(),
  reasonForDeposit: methodReasonSchema.optional(),
});
export type MethodOption = Readonly<z.infer<typeof methodOptionSchema>>;

export const OUTCOME_STATUSES = ["paid", "expired", "cancelled"] as const;

const time = z.iso.datetime();

/** The final result of an order. A late payment after `expired` is a new outcome with an id of its own. */
export const outcomeSchema = z
  .strictObject({
    id: z.string(),
    status: z.enum(OUTCOME_STATUSES),
    method: methodSchema.nullable(),
    amount: amountSchema,
    receipt: z.string().nullable(),
    at: time,
    late: z.boolean(),
    /**
     * The page of the receipt, if it is paid: anyone who has the address may open it, for as long as the order is kept.
     * Relays before this one have none.
     */
    receiptUrl: z.url().optional(),
  })
  .meta({ id: "Outcome" });
export type Outcome = Readonly<z.infer<typeof outcomeSchema>>;

export const PAID_STATES = ["paid", "partly_refunded", "refunded"] as const;
export type PaidState = (typeof PAID_STATES)[number];

/** Whether an order is paid at once, or also in parts that the payer chooses. */
export const PAYMENT_RULES = ["exact", "partial"] as const;
export const paymentRuleSchema = z.enum(PAYMENT_RULES);
export type PaymentRule = z.infer<typeof paymentRuleSchema>;

/** The share that can be paid first, of an order or of each of a link's orders; it makes them `partial`. */
export const depositSchema = z
  .strictObject({ percent: z.int().min(1).max(99) })
  .meta({ id: "Deposit" });
export type Deposit = Readonly<z.infer<typeof depositSchema>>;

/** Money that came for an order which takes parts. */
const partSchema = z
  .strictObject({
    method: methodSchema,
    amount: amountSchema,
    receipt: z.string().nullable(),
    at: time,
  })
  .meta({ id: "Part" });
export type Part = Readonly<z.infer<typeof partSchema>>;

/** What came back of a payment. */
const refundTotalsSchema = z
  .strictObject({
    /** `paid` while what is left of the payments covers the order, or its parts where it was not paid in full. */
    state: z.enum(PAID_STATES),
    paid: amountSchema,
    /** Requested, and neither paid nor refused. */
    pending: amountSchema,
  })
  .meta({ id: "RefundTotals" });

export const orderSourceSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("cart") }),
  z.strictObject({
    type: z.literal("payment_link"),
    paymentLink: paymentLinkIdSchema,
    /** The link was made for one payment: nobody is offered another. */
    single: z.literal(true).optional(),
  }),
  z.strictObject({ type: z.literal("merchant") }),
]);
export type OrderSource = Readonly<z.infer<typeof orderSourceSchema>>;

export const merchantSchema = z.strictObject({
  name: z.string(),
  supportUrl: z.url().optional(),
});
export type Merchant = Readonly<z.infer<typeof merchantSchema>>;

/**
 * - `amount_mismatch`: another amount or currency than the order's was paid
 * - `amount_disputed`: the provider named two amounts for one payment
 * - `receipt_used`: the payment's receipt counts for another order
 * - `contradicted`: the provider said both that it was paid and that it was not
 * - `no_result`: no result after 72 hours
 * - `part_paid`: less than the order's amount was paid
 */
export const REVIEW_REASONS = [
  "amount_mismatch",
  "amount_disputed",
  "receipt_used",
  "contradicted",
  "no_result",
  "part_paid",
] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

export const orderSchema = z
  .strictObject({
    id: orderIdSchema,
    /** What merchant and shopper call the order, for example `ORD-20261121-7K3Q`. */
    reference: z.string(),
    /** Grows with every change; the higher version is always the truer one. */
    version: z.int().min(1),
    /**
     * False if it is paid at a provider's test system, where no money moves. Recorded when the order is created; orders
     * of relays before this one don't say.
     */
    livemode: z.boolean().optional(),
    status: orderStatusSchema,
    flags: flagsSchema,
    amount: amountSchema,
    /** Absent: `exact`, and so are the next five, but for `amountPaid` in the merchant API. */
    payment: paymentRuleSchema.optional(),
    /** More than `amount` if it was overpaid. Refunds are not subtracted. In the merchant API of every order. */
    amountPaid: amountSchema.optional(),
    /** What the next attempt asks for. */
    amountDue: amountSchema.optional(),
    /** What can be paid now instead of `amountDue`, until the deposit is paid. */
    depositDue: amountSchema.optional(),
    /** Oldest first. */
    parts: z.array(partSchema).optional(),
    /**
     * While it is paid in part: the page that says what was paid and what is due, and leads to where the rest can be
     * paid. Anyone who has the address may open it.
     */
    receiptUrl: z.url().optional(),
    lines: z.array(lineSchema),
    /** What `amount` has beside the lines, where there is anything: delivery and tax are added, discounts taken off. */
    adjustments: adjustmentsSchema.optional(),
    source: orderSourceSchema,
    expiresAt: time,
    methods: z.array(methodOptionSchema),
    /** The attempt that matters now: the one that paid, else the one alive, else the newest. */
    attempt: attemptSchema.nullable(),
    outcome: outcomeSchema.nullable(),
    /** Absent until a refund is requested, and where the relay is older. */
    refunds: refundTotalsSchema.optional(),
    merchant: merchantSchema,
    /** Minor units per major unit as a power of ten, by ISO 4217 (not by `Intl`, which differs). */
    currencyExponent: z.int().min(0).max(4),
    /** The relay's clock, so that a page can count down without trusting its own. */
    serverTime: time,
    /** In the merchant API alone. Relays before this one don't say. */
    createdAt: time.optional(),
    /** Why it needs a review: in the merchant API alone, where it does. */
    reviewReasons: z.array(z.enum(REVIEW_REASONS)).optional(),
    /** How much more than `amount` was received: in the merchant API alone, where it is `overpaid`. */
    surplus: amountSchema.optional(),
    /** What of `surplus` no refund covers, paid or on its way: in the merchant API alone, where there is any. */
    surplusLeft: amountSchema.optional(),
    /** What of it needs a person now: in the merchant API alone, where something does. */
    attention: z.array(z.enum(["review", "overpaid"])).optional(),
    /**
     * What a person settled about it: in the merchant API alone. Not `complete` if something has come since that needs a
     * person again.
     */
    resolution: z
      .strictObject({ note: z.string(), at: time, complete: z.boolean() })
      .optional(),
    /** What was settled before, oldest first: in the merchant API alone. */
    earlierResolutions: z
      .array(z.strictObject({ note: z.string(), at: time }))
      .optional(),
    /** The merchant's own data: in the merchant API and in webhooks alone, where there is any. */
    metadata: metadataSchema.optional(),
    /** The payer's answers to the payment link's fields: in the merchant API and in webhooks alone. */
    fields: z.array(orderFieldSchema).optional(),
  })
  .meta({ id: "Order" });
export type Order = Readonly<z.infer<typeof orderSchema>>;
