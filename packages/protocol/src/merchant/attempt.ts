/** An attempt as the merchant sees it: what the page sees, and beside it who paid and by what. */
import { z } from "zod";
import { amountSchema } from "../amount.ts";
import { attemptSchema } from "../attempt.ts";
import { providerIdSchema, timeSchema } from "./common.ts";

export const merchantAttemptSchema = attemptSchema
  .extend({
    provider: providerIdSchema,
    /** Digits with country code. */
    phone: z.string().nullable(),
    receipt: z.string().nullable(),
    /** What the payer types as the account or the narration. */
    payerReference: z.string().nullable(),
    /** The provider's reference of the transfer that was taken for it. */
    transfer: z.string().nullable(),
    /** What came to its account. */
    payments: z.array(
      z.strictObject({
        receipt: z.string(),
        amount: amountSchema,
        at: timeSchema,
      }),
    ),
  })
  .meta({ id: "MerchantAttempt" });
export type MerchantAttempt = Readonly<z.infer<typeof merchantAttemptSchema>>;
