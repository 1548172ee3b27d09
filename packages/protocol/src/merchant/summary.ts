/** What a shop took in a time, and what waits for a person. */
import { z } from "zod";
import { amountSchema } from "../amount.ts";
import { methodSchema } from "../attempt.ts";
import { orderStatusSchema } from "../order.ts";
import { providerIdSchema, timeSchema } from "./common.ts";

const count = z.int().min(0);

/** Orders of one kind. */
const orderTotalSchema = z.strictObject({
  status: orderStatusSchema,
  /** How it was paid, or tried last; null if nobody tried. */
  method: methodSchema.nullable(),
  provider: providerIdSchema.nullable(),
  count,
  /** The sum of the orders' amounts. */
  amount: amountSchema,
});

export const summarySchema = z
  .strictObject({
    /** The first moment that counts, and the first that no longer does: whole quarters of an hour. */
    from: timeSchema,
    to: timeSchema,
    timeZone: z.string(),
    /** Of all orders that were created in this time. */
    totals: z.array(orderTotalSchema),
    /** The same by day of the time zone, oldest first; days without orders have none. */
    days: z.array(
      z.strictObject({ day: z.iso.date(), totals: z.array(orderTotalSchema) }),
    ),
    /** Of the orders that somebody tried to pay and that are closed, the share that is paid, 0 to 1; null if there are none. */
    successRate: z.number().min(0).max(1).nullable(),
    /** From the prompt, or from when the shopper was shown how to pay, to the payment; estimated from a histogram. */
    promptToPaid: z
      .strictObject({ count, p50Seconds: z.number(), p95Seconds: z.number() })
      .nullable(),
    /** By provider, now. */
    providers: z.record(
      z.string(),
      z.enum(["up", "down", "unknown", "not_configured"]),
    ),
    /** What the relay has yet to do, now. Counts end at 10,000. */
    backlog: z.strictObject({
      tasks: z.array(
        z.strictObject({ kind: z.string(), due: count, oldestDueMs: count }),
      ),
      pendingDeliveries: count,
    }),
    /** Orders that are partly paid now while the rest can still come, by currency. */
    openBalances: z.array(
      z.strictObject({ count, paid: amountSchema, due: amountSchema }),
    ),
    /** What a person has to look at, now. Counts end at 10,000. */
    attention: z.strictObject({
      reviews: count,
      overpaid: count,
      refundsInReview: count,
      unmatchedPayments: count,
      undecidedTransfers: count,
      /** Whose endpoint was not deleted. */
      deadDeliveries: count,
    }),
  })
  .meta({ id: "Summary" });
export type Summary = Readonly<z.infer<typeof summarySchema>>;
