/** The merchant's orders. */
import type { Router } from "express";
import { ok } from "../../domain/errors.ts";
import { attemptStatus } from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import type { Deps } from "../../use-cases/deps.ts";
import {
  getOrderHistory,
  listOrders,
} from "../../use-cases/merchant-orders.ts";
import type {
  CreateMerchantOrder,
  OrderHistory,
} from "../../use-cases/merchant-orders.ts";
import { toAttemptJson, toOrderJson } from "../../use-cases/order-view.ts";
import { sendRefusal, sendResult } from "../answer.ts";
import { readBody, readIdempotencyKey } from "../request.ts";
import { merchantOrderSchema, orderListSchema } from "./schemas.ts";

export function addMerchantOrderRoutes(
  router: Router,
  deps: Deps,
  createOrder: CreateMerchantOrder,
): void {
  router.post("/v1/merchant/orders", async (req, res) => {
    const body = readBody(merchantOrderSchema, req.body);
    if (!body.ok) {
      sendRefusal(res, body);
      return;
    }
    const key =
      req.get("Idempotency-Key") === undefined
        ? ok(null)
        : readIdempotencyKey(req);
    sendResult(
      res,
      201,
      key.ok ? await createOrder(body.value, key.value) : key,
    );
  });

  router.get("/v1/merchant/orders", async (req, res) => {
    const query = readBody(orderListSchema, req.query);
    if (!query.ok) {
      sendRefusal(res, query);
      return;
    }
    const { limit, cursor, ...filter } = query.value;
    const { items, nextCursor } = await listOrders(deps, filter, {
      limit,
      cursor,
    });
    sendResult(res, 200, ok({ orders: items, nextCursor }));
  });

  router.get("/v1/merchant/orders/:id", async (req, res) => {
    const history = await getOrderHistory(deps, req.params.id);
    sendResult(
      res,
      200,
      history.ok ? ok(toHistoryJson(deps, history.value)) : history,
    );
  });
}

/** The order as the page sees it, and beside it what only the merchant may see. */
function toHistoryJson(
  deps: Deps,
  { order, observations }: OrderHistory,
): object {
  return {
    order: toOrderJson(deps, order, deps.clock.now()),
    customer: order.customer,
    attempts: order.attempts.map(toMerchantAttempt),
    observations: observations.map(
      ({ attemptId, source, at, observation, raw }) => ({
        attemptId,
        source,
        at: new Date(at).toISOString(),
        kind: observation?.kind ?? null,
        body: raw === null ? null : new TextDecoder().decode(raw),
      }),
    ),
  };
}

function toMerchantAttempt(attempt: Attempt): object {
  const { plan, facts } = attempt;
  return {
    ...toAttemptJson(attempt),
    provider: plan.provider,
    phone: plan.phone,
    receipt:
      attemptStatus(attempt) === "succeeded"
        ? (facts.success?.receipt ?? null)
        : null,
  };
}
