/** Money back to the phone that paid an order. */
import type { Request, Router } from "express";
import type { z } from "zod";
import { mapResult } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Refund } from "../../domain/refund.ts";
import { createRefund } from "../../use-cases/refunds/create-refund.ts";
import type { OneRefund as RefundAnswer } from "@malipo/protocol/merchant";
import type { Deps } from "../../use-cases/shared/deps.ts";
import { toRefundJson } from "../../use-cases/orders/merchant-view.ts";
import {
  listRefunds,
  readRefund,
  rejectRefund,
} from "../../use-cases/refunds/refunds.ts";
import type { Wakeable } from "../../use-cases/shared/scheduler.ts";
import { sendResult } from "../kit/answer.ts";
import { withPathId } from "../kit/path-id.ts";
import { readBody, readIdempotencyKey } from "../kit/request.ts";
import { emptySchema, refundSchema } from "./schemas.ts";
import type {
  oneRefundAnswerSchema,
  refundListAnswerSchema,
} from "./service-answers.ts";

type OfOrder = Request<{ id: string }>;
type OfRefund = Request<{ id: string; refundId: string }>;

export function addRefundRoutes(
  router: Router,
  deps: Deps,
  scheduler: Wakeable,
): void {
  /** The key is needed: a call repeated without one would send the money twice. */
  const create = async (req: OfOrder): Promise<Result<RefundAnswer>> => {
    const key = readIdempotencyKey(req);
    if (!key.ok) return key;
    const body = readBody(refundSchema, req.body);
    return body.ok
      ? withPathId(req.params.id, (id) =>
          createRefund(deps, scheduler, id, body.value, key.value),
        )
      : body;
  };

  const reject = async (req: OfRefund): Promise<Result<Refund>> => {
    const { id, refundId } = req.params;
    const body = readBody(emptySchema, req.body);
    return body.ok
      ? withPathId(refundId, (checked) =>
          rejectRefund(deps, scheduler, id, checked),
        )
      : body;
  };

  router.post("/v1/merchant/orders/:id/refunds", async (req: OfOrder, res) => {
    sendResult(res, 201, await create(req));
  });

  router.get("/v1/merchant/orders/:id/refunds", async (req: OfOrder, res) => {
    const refunds = await withPathId(req.params.id, (id) =>
      listRefunds(deps, id),
    );
    sendResult(res, 200, mapResult(refunds, toListJson));
  });

  router.get(
    "/v1/merchant/orders/:id/refunds/:refundId",
    async (req: OfRefund, res) => {
      const { id, refundId } = req.params;
      const refund = await withPathId(refundId, (checked) =>
        readRefund(deps, id, checked),
      );
      sendResult(res, 200, mapResult(refund, toAnswerJson));
    },
  );

  router.post(
    "/v1/merchant/orders/:id/refunds/:refundId/reject",
    async (req: OfRefund, res) => {
      sendResult(res, 200, mapResult(await reject(req), toAnswerJson));
    },
  );
}

function toAnswerJson(refund: Refund): z.infer<typeof oneRefundAnswerSchema> {
  return { refund: toRefundJson(refund) };
}

function toListJson(
  refunds: readonly Refund[],
): z.infer<typeof refundListAnswerSchema> {
  return { refunds: refunds.map(toRefundJson) };
}
