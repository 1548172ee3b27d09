/** Orders, from the shopper's page. */
import {
  changeOrderSchema,
  createOrderSchema,
  resumeOrderSchema,
} from "@malipo/protocol";
import type { CreateOrder } from "@malipo/protocol";
import type { Router } from "express";
import { refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { changeOrder } from "../../use-cases/change-order.ts";
import type { CreateOrderUseCase } from "../../use-cases/create-order.ts";
import type { Deps } from "../../use-cases/deps.ts";
import { resumeOrder } from "../../use-cases/order-access.ts";
import { toOrderJson } from "../../use-cases/order-view.ts";
import { sendRefusal, sendResult } from "../answer.ts";
import { readBody, readIdempotencyKey, requestOrigin } from "../request.ts";
import { requireOrder } from "./access.ts";

const [linesSchema, cartTokenSchema, paymentLinkSchema] =
  createOrderSchema.options;

/** Which kind of order it is decides how its body is read, so that errors name the fields of that kind. */
function readCreateOrder(body: unknown): Result<CreateOrder> {
  const kinds = [
    { name: "lines", schema: linesSchema },
    { name: "cartToken", schema: cartTokenSchema },
    { name: "paymentLink", schema: paymentLinkSchema },
  ] as const;
  const fields = typeof body === "object" && body !== null ? body : {};
  const [kind, ...others] = kinds.filter(({ name }) => name in fields);
  return kind === undefined || others.length > 0
    ? refuse(
        "invalid_request",
        'Send exactly one of "lines", "cartToken" or "paymentLink".',
      )
    : readBody<CreateOrder>(kind.schema, body);
}

export function addOrderRoutes(
  router: Router,
  deps: Deps,
  createOrder: CreateOrderUseCase,
): void {
  router.post("/v1/orders", async (req, res) => {
    const key = readIdempotencyKey(req);
    if (!key.ok) {
      sendRefusal(res, key);
      return;
    }
    const body = readCreateOrder(req.body);
    if (!body.ok) {
      sendRefusal(res, body);
      return;
    }
    sendResult(
      res,
      201,
      await createOrder(body.value, key.value, requestOrigin(req)),
    );
  });

  router.get("/v1/orders/:id", async (req, res) => {
    const access = await requireOrder(deps, req);
    if (!access.ok) {
      sendRefusal(res, access);
      return;
    }
    const { order } = access.value;
    const etag = `"${order.version}"`;
    res.set({ ETag: etag, "Cache-Control": "private, no-cache" });
    if (req.get("If-None-Match") === etag) res.status(304).end();
    else res.json(toOrderJson(deps, order, deps.clock.now()));
  });

  router.patch("/v1/orders/:id", async (req, res) => {
    const access = await requireOrder(deps, req);
    const body = access.ok ? readBody(changeOrderSchema, req.body) : access;
    if (!body.ok) {
      sendRefusal(res, body);
      return;
    }
    const changed = await changeOrder(deps, req.params.id, body.value.lines);
    sendResult(
      res,
      200,
      changed.ok
        ? {
            ok: true,
            value: toOrderJson(deps, changed.value, deps.clock.now()),
          }
        : changed,
    );
  });

  router.post("/v1/orders/:id/token", async (req, res) => {
    const body = readBody(resumeOrderSchema, req.body);
    if (!body.ok) {
      sendRefusal(res, body);
      return;
    }
    sendResult(
      res,
      200,
      await resumeOrder(
        deps,
        req.params.id,
        body.value.resumeSecret,
        requestOrigin(req),
      ),
    );
  });
}
