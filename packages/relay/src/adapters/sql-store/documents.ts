/**
 * The stored documents and how they are read back. These schemas are the store's own, not the
 * wire's: the wire's rules may tighten, what is stored has to stay readable. A field added after
 * the first release gets a default here; a field this version does not know is kept.
 */
import { FAILURE_CODES, PAYMENT_RULES, methodSchema } from "@malipo/protocol";
import type { Action, OrderSource } from "@malipo/protocol";
import { z } from "zod";
import type {
  Attempt,
  AttemptFacts,
  AttemptPlan,
} from "../../domain/attempt.ts";
import { SUBMIT_SURELY_OVER_MS } from "../../domain/attempt.ts";
import type { MessageProgress } from "../../domain/message-progress.ts";
import type { ReceiptMessage } from "../../domain/receipt-message.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Customer, Order, Resolution } from "../../domain/order.ts";
import type { Refund, RefundPlan } from "../../domain/refund.ts";
import { createDocument } from "./document.ts";
import { adjustment, amount, line } from "./goods.ts";

const instant = z.int();
const maybeInstant = instant.nullable();
const flag = z.boolean();
const text = z.string();
const maybeText = text.nullable();
/** Also those that are offered no more. */
const method = methodSchema;
const failureCode = z.enum(FAILURE_CODES);
const negativeStatus = z.enum(["failed", "cancelled", "expired"]);

/** Also of a provider that is configured no more. */
const provider = z.string().min(1);

const source: z.ZodType<OrderSource> = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("cart") }),
  z.looseObject({
    type: z.literal("payment_link"),
    paymentLink: text,
    single: z.literal(true).optional(),
  }),
  z.looseObject({ type: z.literal("merchant") }),
]);

export const metadata = z.record(text, text);

const customer: z.ZodType<Customer> = z.looseObject({
  name: text.optional(),
  email: text.optional(),
  phone: text.optional(),
});

const action: z.ZodType<Action> = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("redirect"), url: text }),
  z.looseObject({ type: z.literal("prompt"), phone: text }),
  z.looseObject({
    type: z.literal("paybill"),
    shortCode: text,
    account: text,
  }),
  z.looseObject({ type: z.literal("tag"), tag: text, narration: text }),
]);

/** An order without its attempts, which are documents of their own. */
export type StoredOrder = Omit<Order, "attempts">;

const progressFields = {
  tries: z.int(),
  sentAt: maybeInstant,
  givenUpAt: maybeInstant,
  lastStatus: z.int().nullable(),
};
export const messageProgress: z.ZodType<MessageProgress> =
  z.looseObject(progressFields);
const receiptMessage: z.ZodType<ReceiptMessage> = z.looseObject({
  ...progressFields,
  payments: z.int().optional(),
});

const resolution: z.ZodType<Resolution> = z.looseObject({
  note: text,
  at: instant,
  issues: z.array(text),
  surplusLeft: z.int().optional(),
});

const order: z.ZodType<StoredOrder> = z.looseObject({
  id: text,
  reference: text,
  version: z.int().min(1),
  livemode: flag.nullable().default(null),
  amount,
  lines: z.array(line),
  adjustments: z.array(adjustment).default([]),
  source,
  createdAt: instant,
  expiresAt: instant,
  expiredAt: maybeInstant,
  cancelledAt: maybeInstant,
  tokenEpoch: z.int(),
  origin: maybeText,
  returnUrl: maybeText,
  locale: maybeText,
  customer: customer.nullable(),
  metadata: metadata.optional(),
  fields: z
    .array(z.looseObject({ id: text, label: text, value: text }))
    .optional(),
  onePerPhone: flag.optional(),
  payment: z.enum(PAYMENT_RULES).optional(),
  deposit: amount.optional(),
  partsReturned: flag.optional(),
  refunds: z
    .looseObject({ paid: amount, pending: amount, surplus: amount.optional() })
    .optional(),
  messages: z
    .looseObject({
      email: receiptMessage.optional(),
      sms: receiptMessage.optional(),
    })
    .optional(),
  resolution: resolution.optional(),
  earlierResolutions: z.array(resolution).optional(),
  erasedAt: maybeInstant.default(null),
  trace: text.optional(),
  tracestate: text.optional(),
});

const plan: z.ZodType<AttemptPlan> = z.looseObject({
  id: text,
  orderId: text,
  method,
  provider,
  amount,
  phone: maybeText,
  createdAt: instant,
  promptExpiresAt: instant,
  deadlineAt: instant,
  absentAfterMs: z.int(),
  payerReference: maybeText.default(null),
  takesParts: flag.optional(),
});

/** What was recorded before there were places: the moment stands for it. */
const withPlace = <T extends { at: number; seq?: number | undefined }>(
  read: T,
): T & { seq: number } => ({ ...read, seq: read.seq ?? read.at });

const recorded = { at: instant, seq: z.int().optional() };
const success = z
  .looseObject({ ...recorded, receipt: maybeText, amountKnown: flag })
  .transform(withPlace)
  .nullable();

const place = z.int().nullable().optional();
const storedFacts = z.looseObject({
  accepted: z
    .looseObject({ at: instant, action: action.nullable() })
    .nullable(),
  submitUnknownAt: maybeInstant,
  payerAnswered: flag,
  success,
  mismatch: success,
  transfer: z
    .looseObject({ ...recorded, reference: text })
    .transform(withPlace)
    .nullable()
    .default(null),
  payments: z
    .array(
      z
        .looseObject({ ...recorded, receipt: text, amount })
        .transform(withPlace),
    )
    .default([]),
  refusal: z
    .looseObject({
      ...recorded,
      status: negativeStatus,
      code: failureCode.nullable(),
    })
    .transform(withPlace)
    .nullable(),
  timedOutFirstAt: maybeInstant,
  timedOutLastAt: maybeInstant,
  pendingLastAt: maybeInstant,
  notFoundFirstAt: maybeInstant,
  notFoundLastAt: maybeInstant,
  absentForMs: z.int().nullable().optional(),
  deadlinePassed: flag,
  cancelRequestedAt: maybeInstant,
  cancelSeq: place,
  deadlineSeq: place,
  timedOutSeq: place,
  pendingSince: place,
  timedOutSince: place,
  askedSince: place,
  amountDisputed: flag,
  receiptDisputed: flag.default(false),
  unresolved: flag,
});

/** Before it was measured the moments told it: what was concluded from them then stays so. */
function absentBefore({
  submitUnknownAt,
  notFoundFirstAt,
  notFoundLastAt,
}: z.output<typeof storedFacts>): number | null {
  if (notFoundFirstAt === null || notFoundLastAt === null) return null;
  if (notFoundFirstAt === notFoundLastAt) return 0;
  const overAt = submitUnknownAt ?? notFoundFirstAt + SUBMIT_SURELY_OVER_MS;
  return Math.max(0, notFoundLastAt - overAt);
}

/** Before there were places the moments stood for them. */
const facts: z.ZodType<AttemptFacts> = storedFacts.transform((read) => {
  const { timedOutFirstAt, timedOutLastAt, pendingLastAt } = read;
  const asked = [timedOutLastAt, pendingLastAt, read.notFoundLastAt].filter(
    (at) => at !== null,
  );
  return {
    ...read,
    cancelSeq: read.cancelSeq ?? read.cancelRequestedAt,
    deadlineSeq: read.deadlineSeq ?? null,
    timedOutSeq:
      read.timedOutSeq ??
      (timedOutFirstAt === null ? null : timedOutFirstAt + 1),
    pendingSince: read.pendingSince ?? pendingLastAt,
    timedOutSince: read.timedOutSince ?? timedOutLastAt,
    absentForMs: read.absentForMs ?? absentBefore(read),
    askedSince:
      read.askedSince ?? (asked.length === 0 ? null : Math.max(...asked)),
  };
});

const attempt: z.ZodType<Attempt> = z.looseObject({
  plan,
  facts,
});

const plainKinds = [
  "submit_unknown",
  "payer_answered",
  "timed_out",
  "pending",
  "not_found",
  "deadline",
  "cancel_requested",
  "amount_disputed",
  "receipt_disputed",
  "unresolved",
] as const;

const observation: z.ZodType<Observation> = z.discriminatedUnion("kind", [
  z.looseObject({
    kind: z.enum(plainKinds),
    at: instant,
    since: z.int().optional(),
    seq: z.int().optional(),
    absentForMs: z.int().optional(),
  }),
  z.looseObject({
    kind: z.literal("accepted"),
    at: instant,
    action: action.nullable(),
  }),
  z.looseObject({
    kind: z.literal("succeeded"),
    ...recorded,
    amount: amount.nullable(),
    receipt: maybeText,
  }),
  z.looseObject({
    kind: z.literal("matched"),
    ...recorded,
    transfer: text,
  }),
  z.looseObject({
    kind: z.literal("payment"),
    ...recorded,
    receipt: text,
    amount,
  }),
  z.looseObject({
    kind: z.literal("refused"),
    ...recorded,
    status: negativeStatus,
    code: failureCode.nullable(),
  }),
]);

const refundPlan: z.ZodType<RefundPlan> = z.looseObject({
  id: text,
  orderId: text,
  attemptId: text,
  provider,
  amount,
  phone: text,
  reason: text,
  createdAt: instant,
  trace: text.optional(),
  tracestate: text.optional(),
});

const refund: z.ZodType<Refund> = z.looseObject({
  plan: refundPlan,
  facts,
  settledIssues: z.array(z.string()).optional(),
});

/** What is under way is read and written several times within seconds; some megabytes. */
const UNDER_WAY = 2_000;

export const orderDocument = createDocument("order", order, UNDER_WAY);
export const attemptDocument = createDocument("attempt", attempt, UNDER_WAY);
export const observationDocument = createDocument("observation", observation);
export const refundDocument = createDocument("refund", refund);
