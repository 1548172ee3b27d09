/** Payments that belong to no order: a person must look. */
import type { Request, Router } from "express";
import type { z } from "zod";
import { ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { maskPhone } from "../../domain/phone.ts";
import type { UnmatchedPayment } from "../../domain/unmatched-payment.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import { sendResult } from "../kit/answer.ts";
import { readBody } from "../kit/request.ts";
import { pageSchema } from "./schemas.ts";
import type { unmatchedPaymentListAnswerSchema } from "./service-answers.ts";

type ListJson = z.infer<typeof unmatchedPaymentListAnswerSchema>;

export function addUnmatchedPaymentRoutes(router: Router, deps: Deps): void {
  const list = async (req: Request): Promise<Result<ListJson>> => {
    const query = readBody(pageSchema, req.query);
    if (!query.ok) return query;
    const page = await deps.store.listUnmatchedPayments(query.value);
    return ok({
      unmatchedPayments: page.items.map(toJson),
      nextCursor: page.nextCursor,
    });
  };

  router.get("/v1/merchant/unmatched-payments", async (req, res) => {
    sendResult(res, 200, await list(req));
  });
}

function toJson({
  id,
  provider,
  account,
  amount,
  phone,
  at,
  raw,
}: UnmatchedPayment): ListJson["unmatchedPayments"][number] {
  return {
    id,
    provider,
    account,
    amount,
    phone: phone === null ? null : maskPhone(phone),
    at: new Date(at).toISOString(),
    body: new TextDecoder().decode(raw),
  };
}
