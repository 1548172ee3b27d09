/** Refunds as the merchant's backend makes and follows them. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { callAsMerchant } from "./merchant-call.ts";
import type { MerchantAnswer } from "./merchant-call.ts";
import type { PaidOrder } from "./paid-order.ts";
import type { Stack } from "./stack.ts";

const answerSchema = z.object({
  refund: z.looseObject({
    id: z.uuid(),
    status: z.string(),
    amount: z.object({ value: z.int(), currency: z.string() }),
    receipt: z.string().nullable(),
  }),
});

export type Refund = z.output<typeof answerSchema>["refund"];

export const kes = (value: number) => ({ value, currency: "KES" }) as const;

/** With a key of its own, if none is given. */
export const askForRefund = (
  stack: Stack,
  order: Pick<PaidOrder, "id">,
  body: object = {},
  key: string = randomUUID(),
): Promise<MerchantAnswer> =>
  callAsMerchant(stack, "POST", `/orders/${order.id}/refunds`, {
    body: { reason: "Wrong size", ...body },
    key,
  });

/** Rejects an answer that is no refund. */
export function refundIn({ json }: MerchantAnswer): Refund {
  return answerSchema.parse(json).refund;
}
