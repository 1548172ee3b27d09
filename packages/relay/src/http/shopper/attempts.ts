/** Attempts, from the shopper's page. */
import { startAttemptSchema } from "@malipo/protocol";
import type { AttemptAnswer } from "@malipo/protocol";
import type { Router } from "express";
import type { Result } from "../../domain/errors.ts";
import type { Order } from "../../domain/order.ts";
import type { AttemptQuerier } from "../../use-cases/attempt-querier.ts";
import { cancelAttempt, checkAttempt } from "../../use-cases/check-attempt.ts";
import type { Deps } from "../../use-cases/deps.ts";
import { startAttempt } from "../../use-cases/start-attempt.ts";
import { sendRefusal, sendResult } from "../answer.ts";
import { readBody, readIdempotencyKey } from "../request.ts";
import { requireOrder } from "./access.ts";

type OnAttempt = (
  deps: Deps,
  querier: AttemptQuerier,
  order: Order,
  attemptId: string,
) => Promise<Result<AttemptAnswer>>;

export function addAttemptRoutes(
  router: Router,
  deps: Deps,
  querier: AttemptQuerier,
): void {
  router.post("/v1/orders/:id/attempts", async (req, res) => {
    const access = await requireOrder(deps, req);
    const key = access.ok ? readIdempotencyKey(req) : access;
    if (!key.ok) {
      sendRefusal(res, key);
      return;
    }
    const body = readBody(startAttemptSchema, req.body);
    if (!body.ok) {
      sendRefusal(res, body);
      return;
    }
    sendResult(
      res,
      201,
      await startAttempt(deps, req.params.id, body.value, key.value),
    );
  });

  const onAttempt = (path: string, useCase: OnAttempt): void => {
    router.post(
      `/v1/orders/:id/attempts/:attemptId/${path}`,
      async (req, res) => {
        const access = await requireOrder(
          deps,
          req as typeof req & { params: { id: string } },
        );
        const { attemptId } = req.params as { attemptId: string };
        sendResult(
          res,
          200,
          access.ok
            ? await useCase(deps, querier, access.value.order, attemptId)
            : access,
        );
      },
    );
  };
  onAttempt("check", checkAttempt);
  onAttempt("cancel", cancelAttempt);
}
