/** Who did what to which object. */
import { z } from "zod";
import { amountSchema } from "../amount.ts";
import { paymentRuleSchema } from "../order.ts";
import {
  createdQuery,
  nextCursorSchema,
  pageQuerySchema,
  timeSchema,
} from "./common.ts";

/**
 * - `key`: an API key
 * - `user`: a person who is signed in
 * - `command_line`: a command that works on the relay's database itself
 */
export const AUDIT_ACTORS = ["key", "user", "command_line"] as const;

export const AUDIT_OBJECTS = [
  "order",
  "payment_link",
  "payout",
  "transfer",
  "delivery",
  "unmatched_payment",
  "reconciliation",
  "api_key",
  "webhook_endpoint",
  "alert",
  "signing_key",
] as const;
export type AuditObjectType = (typeof AUDIT_OBJECTS)[number];

/**
 * - `started`: a provider is about to be asked; another entry of the same request says what came of it
 * - `done`: the change is stored, or the provider has carried it out
 * - `unchanged`: nothing was left to do, as when a call is repeated
 * - `refused`: `code` says why; nothing was changed
 * - `unknown`: the provider may have carried it out
 * - `failed`: an error of the relay
 */
export const AUDIT_OUTCOMES = [
  "started",
  "done",
  "unchanged",
  "refused",
  "unknown",
  "failed",
] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** Stands for a text that may be about a person. */
export const TEXT_NOT_LOGGED = "(not logged)";
const notLoggedSchema = z.string().nullable();

/**
 * What is told of an object, before and after: only what differs, never personal data, never a secret. Some values are
 * told in part, so both can read the same although they differ.
 */
export const auditFactsSchema = z
  .strictObject({
    status: z.string(),
    reference: z.string().nullable(),
    amount: amountSchema.nullable(),
    currency: z.string(),
    min: amountSchema.nullable(),
    max: amountSchema.nullable(),
    title: z.string(),
    active: z.boolean(),
    /** Without its query, which may contain anything. */
    returnUrl: z.string().nullable(),
    /** Whether the link is wanted at the provider, too. */
    mirror: z.boolean(),
    expiresAt: timeSchema.nullable(),
    maxPayments: z.int().nullable(),
    stock: z.int().nullable(),
    payment: paymentRuleSchema,
    depositPercent: z.int().nullable(),
    quantity: z.string().nullable(),
    onePerPhone: z.boolean(),
    successUrl: z.string().nullable(),
    inactiveMessage: notLoggedSchema,
    /** Without its query, which may contain anything. */
    imageUrl: z.string().nullable(),
    suggestedAmounts: z.array(amountSchema).nullable(),
    fields: notLoggedSchema,
    metadata: notLoggedSchema,
    orderId: z.string(),
    refundId: z.string(),
    attemptId: z.string(),
    tokenEpoch: z.int(),
    verdict: z.string(),
    tries: z.int(),
    rejectedLines: z.int(),
    name: z.string(),
    /** "read orders" */
    scopes: z.string(),
    previousAcceptedUntil: timeSchema.nullable(),
    description: notLoggedSchema,
    /** Without its query, which may contain a key. */
    url: z.string(),
    /** "order.paid refund.paid", or "all" */
    events: z.string(),
    paused: z.boolean(),
    /** Whether it has responded 410. */
    gone: z.boolean(),
    /** Until when it asked to be sent nothing. */
    pausedUntil: timeSchema.nullable(),
    erasedRecords: z.int(),
    needsPerson: z.boolean(),
  })
  .partial()
  .meta({ id: "AuditFacts" });
export type AuditFacts = Readonly<z.infer<typeof auditFactsSchema>>;

export const auditEntrySchema = z
  .strictObject({
    id: z.string(),
    at: timeSchema,
    actor: z.strictObject({
      type: z.enum(AUDIT_ACTORS),
      id: z.string(),
      /** As it was called then. */
      name: z.string(),
    }),
    /** The call's `operationId`, or what a command did. */
    action: z.string(),
    object: z.strictObject({
      type: z.enum(AUDIT_OBJECTS),
      /** Null if it was not created. */
      id: z.string().nullable(),
    }),
    outcome: z.enum(AUDIT_OUTCOMES),
    /** The problem code of what was not done. */
    code: z.string().nullable(),
    /** The `X-Request-Id`; null for a command. */
    requestId: z.string().nullable(),
    before: auditFactsSchema.nullable(),
    after: auditFactsSchema.nullable(),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = Readonly<z.infer<typeof auditEntrySchema>>;

/** Query of `GET /v1/merchant/audit-log`. */
export const auditLogQuerySchema = pageQuerySchema.extend({
  /** The id of a key or user, or `command_line`. */
  actor: z.string().min(1).max(100).optional(),
  action: z
    .string()
    .regex(/^[A-Za-z]{1,64}$/, "must be the name of an action")
    .optional(),
  /** The object's id. */
  object: z.string().min(1).max(100).optional(),
  ...createdQuery,
});

export const auditLogSchema = z
  .strictObject({
    entries: z.array(auditEntrySchema),
    nextCursor: nextCursorSchema,
  })
  .meta({ id: "AuditLog" });
