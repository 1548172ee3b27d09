/** What the provider says of a day, compared with what the relay holds. */
import { z } from "zod";
import { amountSchema } from "../amount.ts";
import { methodSchema } from "../attempt.ts";
import { orderIdSchema } from "../order.ts";
import {
  nextCursorSchema,
  pageQuerySchema,
  providerIdSchema,
  timeSchema,
} from "./common.ts";

/** `given_up`: the provider stopped responding for hours; the next night begins the day again. */
export const RECONCILIATION_STATES = [
  "running",
  "finished",
  "given_up",
] as const;
export type ReconciliationState = (typeof RECONCILIATION_STATES)[number];

/** docs/operations.md says what each means and what to do. */
export const DIFFERENCE_CAUSES = [
  "paid_at_provider_not_here",
  "paid_here_not_at_provider",
  "amount_differs",
  "receipt_differs",
  "unknown_to_provider",
  "refund_differs",
  "no_answer",
  "provider_not_configured",
] as const;
export type DifferenceCause = (typeof DIFFERENCE_CAUSES)[number];

/** `taken_in`: the relay now holds what the provider said. `gone`: the provider was asked again, and both agree. */
export const DIFFERENCE_RESOLUTIONS = ["taken_in", "gone"] as const;
export type DifferenceResolution = (typeof DIFFERENCE_RESOLUTIONS)[number];

export const DIFFERENCE_STATES = ["open", "resolved"] as const;
export type DifferenceState = (typeof DIFFERENCE_STATES)[number];

/** `unknown`: the provider doesn't know the id. `no_answer`: it said nothing that can be read. */
export const PROVIDER_SAYS = [
  "paid",
  "not_paid",
  "pending",
  "unknown",
  "no_answer",
] as const;
export type ProviderSays = (typeof PROVIDER_SAYS)[number];

const count = z.int().min(0);

export const reconciliationSchema = z
  .strictObject({
    /** Of the time zone. */
    day: z.iso.date(),
    timeZone: z.string(),
    /** The day's first moment, and the first that is no longer part of it. */
    from: timeSchema,
    to: timeSchema,
    state: z.enum(RECONCILIATION_STATES),
    /** How often the day was begun. */
    runs: count,
    /** Of the last time. */
    startedAt: timeSchema,
    /** When it was finished or given up; null while it is running. */
    endedAt: timeSchema.nullable(),
    /** Attempts and refunds of the day, and how many of them are done. */
    progress: z.strictObject({ done: count, total: count }),
    /** What the provider was asked about, and payments by methods that it can't be asked about. */
    asked: z.strictObject({ attempts: count, refunds: count }),
    notAsked: count,
    /** Counts end at 10,000. */
    differences: z.strictObject({ open: count, resolved: count }),
  })
  .meta({ id: "Reconciliation" });
export type Reconciliation = Readonly<z.infer<typeof reconciliationSchema>>;

export const reconciliationDifferenceSchema = z
  .strictObject({
    id: z.string(),
    day: z.iso.date(),
    cause: z.enum(DIFFERENCE_CAUSES),
    state: z.enum(DIFFERENCE_STATES),
    orderId: orderIdSchema,
    /** The order's. */
    reference: z.string(),
    attemptId: z.string(),
    /** Null if it is about the attempt itself. */
    refundId: z.string().nullable(),
    provider: providerIdSchema,
    method: methodSchema,
    /** What the relay held when the provider was asked. */
    here: z.strictObject({
      status: z.string(),
      amount: amountSchema,
      receipt: z.string().nullable(),
    }),
    /** What the provider said; null where it said nothing of it. */
    atProvider: z.strictObject({
      says: z.enum(PROVIDER_SAYS),
      amount: amountSchema.nullable(),
      receipt: z.string().nullable(),
    }),
    foundAt: timeSchema,
    /** When it was last seen or resolved. */
    checkedAt: timeSchema,
    resolution: z.enum(DIFFERENCE_RESOLUTIONS).nullable(),
  })
  .meta({ id: "ReconciliationDifference" });
export type ReconciliationDifference = Readonly<
  z.infer<typeof reconciliationDifferenceSchema>
>;

export const reconciliationListSchema = z
  .strictObject({
    reconciliations: z.array(reconciliationSchema),
    nextCursor: nextCursorSchema,
  })
  .meta({ id: "ReconciliationList" });

export const oneReconciliationSchema = z
  .strictObject({ reconciliation: reconciliationSchema })
  .meta({ id: "ReconciliationResponse" });

/** Query of `GET /v1/merchant/reconciliations/:day/differences`. */
export const differenceListQuerySchema = pageQuerySchema.extend({
  state: z.enum(DIFFERENCE_STATES).optional(),
});

export const differenceListSchema = z
  .strictObject({
    differences: z.array(reconciliationDifferenceSchema),
    nextCursor: nextCursorSchema,
  })
  .meta({ id: "ReconciliationDifferenceList" });
