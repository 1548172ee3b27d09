/** The stored document of a payment without an order. */
import { z } from "zod";
import type { UnmatchedPayment } from "../../domain/unmatched-payment.ts";
import { createDocument } from "./document.ts";
import { amount } from "./goods.ts";

const instant = z.int();
const text = z.string();

/** Its bytes stand in a column of their own. */
type StoredUnmatchedPayment = Omit<UnmatchedPayment, "raw">;

const unmatchedPayment: z.ZodType<StoredUnmatchedPayment> = z.looseObject({
  id: text,
  // Also of a provider that is configured no more.
  provider: text.min(1),
  account: text.nullable(),
  amount: amount.nullable(),
  phone: text.nullable(),
  payerName: text.nullable().default(null),
  at: instant,
  surplusOf: z.looseObject({ paymentLink: text, orderId: text }).optional(),
  assigned: z
    .looseObject({ orderId: text, attemptId: text, at: instant })
    .nullable()
    .default(null),
  dismissed: z
    .looseObject({ note: text, at: instant })
    .nullable()
    .default(null),
});

export const unmatchedPaymentDocument = createDocument(
  "unmatched payment",
  unmatchedPayment,
);
