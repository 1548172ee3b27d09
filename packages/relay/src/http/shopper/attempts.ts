/** Attempts, from the shopper's page. */
import { startAttemptSchema } from "@malipo/protocol";
import type { AttemptAnswer } from "@malipo/protocol";
import type { Request, Router } from "express";
import { z } from "zod";
import type { Result } from "../../domain/errors.ts";
import type { Order } from "../../domain/order.ts";
import { parseKenyanPhone } from "../../domain/phone.ts";
import type { AttemptQuerier } from "../../use-cases/attempts/attempt-querier.ts";
import {
  cancelAttempt,
  checkAttempt,
} from "../../use-cases/attempts/check-attempt.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import { startAttempt } from "../../use-cases/attempts/start-attempt.ts";
import { sendResult } from "../kit/answer.ts";
import type { RateLimits } from "../kit/rate-limit.ts";
import { readBody, readIdempotencyKey } from "../kit/request.ts";
import { createPromptLimit } from "./prompt-limit.ts";
import { requireOrder } from "./access.ts";

/** `check` and `cancel` say all in their address. */
const noFieldsSchema = z.strictObject({}).optional();

type OrderRequest = Request<{ id: string }>;
type AttemptRequest = Request<{ id: string; attemptId: string }>;
type UseCase = (
  deps: Deps,
  querier: AttemptQuerier,
  order: Order,
  attemptId: string,
) => Promise<Result<AttemptAnswer>>;

export function addAttemptRoutes(
  router: Router,
  deps: Deps,
  querier: AttemptQuerier,
  limits: RateLimits,
): void {
  const limitPrompts = createPromptLimit(deps, limits);
  const start = async (req: OrderRequest): Promise<Result<AttemptAnswer>> => {
    const { id } = req.params;
    const access = await requireOrder(deps, id, req);
    if (!access.ok) return access;
    const key = readIdempotencyKey(req);
    if (!key.ok) return key;
    const body = readBody(startAttemptSchema, req.body);
    if (!body.ok) return body;
    const tooMany = await limits.take("attempts", id);
    if (tooMany !== null) return tooMany;
    const begin = () => startAttempt(deps, id, body.value, key.value);
    // Counted by the phone that would ring, however it is spelled.
    const phone = parseKenyanPhone(body.value.phone ?? "");
    return phone === undefined
      ? begin()
      : limitPrompts({ phone, orderId: id, idempotencyKey: key.value }, begin);
  };

  const onAttempt =
    (useCase: UseCase) =>
    async (req: AttemptRequest): Promise<Result<AttemptAnswer>> => {
      const { id, attemptId } = req.params;
      const access = await requireOrder(deps, id, req);
      if (!access.ok) return access;
      const body = readBody(noFieldsSchema, req.body);
      if (!body.ok) return body;
      const tooMany = await limits.take("checks", id);
      return tooMany ?? useCase(deps, querier, access.value.order, attemptId);
    };

  router.post("/v1/orders/:id/attempts", async (req, res) => {
    sendResult(res, 201, await start(req));
  });
  const check = onAttempt(checkAttempt);
  router.post("/v1/orders/:id/attempts/:attemptId/check", async (req, res) => {
    sendResult(res, 200, await check(req));
  });
  const cancel = onAttempt(cancelAttempt);
  router.post("/v1/orders/:id/attempts/:attemptId/cancel", async (req, res) => {
    sendResult(res, 200, await cancel(req));
  });
}
