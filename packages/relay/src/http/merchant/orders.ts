/** The merchant's orders. */
import type { CreateOrderAnswer } from "@malipo/protocol";
import type { Request, Router } from "express";
import type { z } from "zod";
import { mapResult, ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Order } from "../../domain/order.ts";
import { cancelOrder } from "../../use-cases/orders/cancel-order.ts";
import { toDeliveryJson } from "../../use-cases/deliveries/deliveries.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import {
  getOrderHistory,
  listOrders,
} from "../../use-cases/orders/merchant-orders.ts";
import type {
  CreateMerchantOrder,
  OrderHistory,
} from "../../use-cases/orders/merchant-orders.ts";
import {
  toMerchantAttemptJson,
  toRefundJson,
} from "../../use-cases/orders/merchant-view.ts";
import { toOrderJson } from "../../use-cases/orders/order-view.ts";
import type { Wakeable } from "../../use-cases/shared/scheduler.ts";
import { sendResult } from "../kit/answer.ts";
import { withPathId } from "../kit/path-id.ts";
import { logDroppedHints, readBody, readOptionalKey } from "../kit/request.ts";
import type { oneOrderAnswerSchema, orderHistorySchema } from "./answers.ts";
import {
  emptySchema,
  merchantOrderSchema,
  orderListSchema,
} from "./schemas.ts";

export function addMerchantOrderRoutes(
  router: Router,
  deps: Deps,
  createOrder: CreateMerchantOrder,
  scheduler: Wakeable,
): void {
  /** A backend may leave the key out; then every call makes an order. */
  const create = async (req: Request): Promise<Result<CreateOrderAnswer>> => {
    const body = readBody(merchantOrderSchema, req.body);
    if (!body.ok) return body;
    logDroppedHints(deps.log, req.body, body.value);
    const key = readOptionalKey(req);
    return key.ok ? createOrder(body.value, key.value) : key;
  };

  const list = async (req: Request): Promise<Result<object>> => {
    const query = readBody(orderListSchema, req.query);
    if (!query.ok) return query;
    const { limit, cursor, ...filter } = query.value;
    const { items, nextCursor } = await listOrders(deps, filter, {
      limit,
      cursor,
    });
    return ok({ orders: items, nextCursor });
  };

  const cancel = async (
    req: Request<{ id: string }>,
  ): Promise<Result<Order>> => {
    const body = readBody(emptySchema, req.body);
    return body.ok
      ? withPathId(req.params.id, (id) => cancelOrder(deps, scheduler, id))
      : body;
  };

  const toOneJson = (order: Order): z.infer<typeof oneOrderAnswerSchema> => ({
    order: toOrderJson(deps, order, deps.clock.now()),
  });

  router.post("/v1/merchant/orders", async (req, res) => {
    sendResult(res, 201, await create(req));
  });

  router.get("/v1/merchant/orders", async (req, res) => {
    sendResult(res, 200, await list(req));
  });

  router.get("/v1/merchant/orders/:id", async (req, res) => {
    const history = await getOrderHistory(deps, req.params.id);
    sendResult(
      res,
      200,
      history.ok ? ok(toHistoryJson(deps, history.value)) : history,
    );
  });

  router.post(
    "/v1/merchant/orders/:id/cancel",
    async (req: Request<{ id: string }>, res) => {
      sendResult(res, 200, mapResult(await cancel(req), toOneJson));
    },
  );
}

/** The order as the page sees it, and beside it what only the merchant may see. */
function toHistoryJson(
  deps: Deps,
  { order, observations, refunds, deliveries }: OrderHistory,
): z.infer<typeof orderHistorySchema> {
  return {
    order: toOrderJson(deps, order, deps.clock.now()),
    customer: order.customer,
    attempts: order.attempts.map(toMerchantAttemptJson),
    observations: observations.map(
      ({ attemptId, source, at, observation, raw }) => ({
        attemptId,
        source,
        at: new Date(at).toISOString(),
        kind: observation?.kind ?? null,
        body: raw === null ? null : new TextDecoder().decode(raw),
      }),
    ),
    refunds: refunds.map(toRefundJson),
    deliveries: deliveries.map(toDeliveryJson),
  };
}
