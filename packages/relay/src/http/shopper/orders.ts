/** Orders, from the shopper's page. */
import {
  changeOrderSchema,
  createOrderSchema,
  resumeOrderSchema,
} from "@malipo/protocol";
import type {
  CreateOrder,
  CreateOrderAnswer,
  Order as OrderJson,
  ResumeOrder,
  TokenAnswer,
} from "@malipo/protocol";
import type { Request, Router } from "express";
import { ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { changeOrder } from "../../use-cases/orders/change-order.ts";
import type { CreateOrderUseCase } from "../../use-cases/orders/create-order.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import {
  openByCode,
  resumeOrder,
} from "../../use-cases/orders/order-access.ts";
import { toOrderJson } from "../../use-cases/orders/order-view.ts";
import { sendResult } from "../kit/answer.ts";
import { isKnownVersion } from "../kit/etag.ts";
import { sendProblem } from "../kit/problem.ts";
import {
  logDroppedHints,
  readBody,
  readIdempotencyKey,
  requestOrigin,
} from "../kit/request.ts";
import { requireOrder } from "./access.ts";

type OrderRequest = Request<{ id: string }>;

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

const [resumeSecretSchema, codeSchema] = resumeOrderSchema.options;

function readResumeOrder(body: unknown): Result<ResumeOrder> {
  const hasCode = typeof body === "object" && body !== null && "code" in body;
  return readBody<ResumeOrder>(hasCode ? codeSchema : resumeSecretSchema, body);
}

export function addOrderRoutes(
  router: Router,
  deps: Deps,
  createOrder: CreateOrderUseCase,
): void {
  const create = async (req: Request): Promise<Result<CreateOrderAnswer>> => {
    const key = readIdempotencyKey(req, "unguessable");
    if (!key.ok) return key;
    const body = readCreateOrder(req.body);
    if (!body.ok) return body;
    logDroppedHints(deps.log, req.body, body.value);
    return createOrder(body.value, key.value, requestOrigin(req));
  };

  const change = async (req: OrderRequest): Promise<Result<OrderJson>> => {
    const access = await requireOrder(deps, req.params.id, req);
    if (!access.ok) return access;
    const body = readBody(changeOrderSchema, req.body);
    if (!body.ok) return body;
    const changed = await changeOrder(deps, req.params.id, body.value.lines);
    return changed.ok
      ? ok(toOrderJson(deps, changed.value, deps.clock.now()))
      : changed;
  };

  const resume = async (req: OrderRequest): Promise<Result<TokenAnswer>> => {
    const body = readResumeOrder(req.body);
    if (!body.ok) return body;
    const origin = requestOrigin(req);
    return "code" in body.value
      ? openByCode(deps, req.params.id, body.value.code, origin)
      : resumeOrder(deps, req.params.id, body.value.resumeSecret, origin);
  };

  router.post("/v1/orders", async (req, res) => {
    sendResult(res, 201, await create(req));
  });

  router.get("/v1/orders/:id", async (req, res) => {
    const access = await requireOrder(deps, req.params.id, req);
    if (!access.ok) {
      sendProblem(res, access);
      return;
    }
    const { order } = access.value;
    const etag = `"${order.version}"`;
    res.set({ ETag: etag, "Cache-Control": "private, no-cache" });
    if (isKnownVersion(req.get("If-None-Match"), etag)) res.status(304).end();
    else res.json(toOrderJson(deps, order, deps.clock.now()));
  });

  router.patch("/v1/orders/:id", async (req, res) => {
    sendResult(res, 200, await change(req));
  });

  router.post("/v1/orders/:id/token", async (req, res) => {
    sendResult(res, 200, await resume(req));
  });
}
