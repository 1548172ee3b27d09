/** Control calls for payouts: reading them, and setting their outcomes. */
import type { Response, Router } from "express";
import express from "express";
import { z } from "zod";
import { toDecimal } from "../../web/decimal.ts";
import type { PayoutOrder } from "../payouts/payout.ts";
import { isProcessed, PAYOUT_OUTCOMES } from "../payouts/payout.ts";
import type { Payouts } from "../payouts/payouts.ts";
import { readLimit } from "../../web/control.ts";
import { refuse, refuseBody } from "../../web/control.ts";

const OUTCOME_WORDS = [...PAYOUT_OUTCOMES, "pending"] as const;

const decision = z.strictObject({
  outcome: z.enum(OUTCOME_WORDS),
  /** One line of a bulk order, counted from 0. */
  line: z.int().min(0).optional(),
});

export function createPayoutRouter(payouts: Payouts): Router {
  const router = express.Router();
  router.get("/", (request, response) => {
    const newest = payouts.records.newestFirst().slice(0, readLimit(request));
    response.json({ payouts: newest.map(toView) });
  });
  router.get("/:id", (request, response) => {
    show(payouts, request.params.id, response);
  });
  router.post("/:id", (request, response) => {
    const body = decision.safeParse(request.body);
    if (!body.success) {
      refuseBody(response, body.error, OUTCOME_WORDS);
      return;
    }
    const { outcome, line } = body.data;
    const { id } = request.params;
    const result = payouts.decide(id, outcome, line);
    if (result === "over")
      refuse(response, 409, "already_decided", "The payout has ended already.");
    else if (result === "unknown") refuseUnknown(response);
    else show(payouts, id, response);
  });
  return router;
}

function show({ records }: Payouts, id: string, response: Response): void {
  const order = records.get(id);
  if (order === undefined) refuseUnknown(response);
  else response.json(toView(order));
}

function refuseUnknown(response: Response): void {
  refuse(
    response,
    404,
    "unknown_payout",
    "There is no payout of this id, or not so many lines in it.",
  );
}

function toView(order: PayoutOrder) {
  return {
    originatorConversationId: order.originatorConversationId,
    conversationId: order.conversationId,
    processed: isProcessed(order),
    createdAt: order.createdAt.toISOString(),
    lines: order.lines.map((line) => ({
      phone: line.phone,
      amount: toDecimal(line.amountCents),
      currency: "KES",
      state: line.state,
      receipt: line.receipt,
      trackingNumber: line.trackingNumber,
      decidedAt: line.decidedAt?.toISOString() ?? null,
    })),
  };
}
