/** The stored documents of reconciliations. */
import { methodSchema } from "@malipo/protocol";
import {
  DIFFERENCE_CAUSES,
  DIFFERENCE_RESOLUTIONS,
  PROVIDER_SAYS,
  RECONCILIATION_STATES,
} from "@malipo/protocol/merchant";
import { z } from "zod";
import { STAGES } from "../../domain/reconciliation.ts";
import type {
  Difference,
  Reconciliation,
} from "../../domain/reconciliation.ts";
import { createDocument } from "./document.ts";
import { amount } from "./goods.ts";

const text = z.string();
const instant = z.int();
const count = z.int().min(0);

const reconciliation: z.ZodType<Reconciliation> = z.looseObject({
  day: text,
  timeZone: text,
  from: instant,
  before: instant,
  state: z.enum(RECONCILIATION_STATES),
  version: z.int().min(1),
  runs: z.int().min(1),
  startedAt: instant,
  endedAt: instant.nullable(),
  total: count,
  asked: z.looseObject({ attempts: count, refunds: count }),
  notAsked: count,
  place: z.looseObject({ stage: z.enum(STAGES), after: text.nullable() }),
  silence: z.looseObject({ since: instant, times: count }).nullable(),
});

const difference: z.ZodType<Difference> = z.looseObject({
  id: text,
  day: text,
  cause: z.enum(DIFFERENCE_CAUSES),
  orderId: text,
  reference: text,
  attemptId: text,
  refundId: text.nullable(),
  provider: text,
  method: methodSchema,
  here: z.looseObject({ status: text, amount, receipt: text.nullable() }),
  atProvider: z.looseObject({
    says: z.enum(PROVIDER_SAYS),
    amount: amount.nullable(),
    receipt: text.nullable(),
  }),
  foundAt: instant,
  checkedAt: instant,
  resolution: z.enum(DIFFERENCE_RESOLUTIONS).nullable(),
});

export const reconciliationDocument = createDocument(
  "reconciliation",
  reconciliation,
);
export const differenceDocument = createDocument("difference", difference);
