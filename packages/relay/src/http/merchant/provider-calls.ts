/** What the merchant asks of Almara Pay beside payments: payouts, bills, routes. */
import type { Router } from "express";
import type { z } from "zod";
import { mapResult } from "../../domain/errors.ts";
import type { Payout, RejectedLine } from "../../domain/payout.ts";
import type { Route } from "../../domain/route.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import {
  listRoutes,
  readBill,
  readPayout,
  rejectPayout,
} from "../../use-cases/payouts/provider-calls.ts";
import type { Wakeable } from "../../use-cases/shared/scheduler.ts";
import { sendResult } from "../kit/answer.ts";
import { withPathId } from "../kit/path-id.ts";
import { readBody } from "../kit/request.ts";
import { emptySchema } from "./schemas.ts";
import type {
  payoutAnswerSchema,
  rejectionAnswerSchema,
  routeListAnswerSchema,
} from "./service-answers.ts";

export function addProviderCallRoutes(
  router: Router,
  deps: Deps,
  scheduler: Wakeable,
): void {
  router.get("/v1/merchant/payouts/:id", async (req, res) => {
    const payout = await withPathId(req.params.id, (id) =>
      readPayout(deps, id),
    );
    sendResult(res, 200, mapResult(payout, toPayoutJson));
  });

  router.post("/v1/merchant/payouts/:id/reject", async (req, res) => {
    const body = readBody(emptySchema, req.body);
    const lines = body.ok
      ? await withPathId(req.params.id, (id) =>
          rejectPayout(deps, scheduler, id),
        )
      : body;
    sendResult(res, 200, mapResult(lines, toRejectionJson));
  });

  router.get("/v1/merchant/bills/:id", async (req, res) => {
    sendResult(
      res,
      200,
      await withPathId(req.params.id, (id) => readBill(deps, id)),
    );
  });

  router.get("/v1/merchant/routes", async (_req, res) => {
    sendResult(res, 200, mapResult(await listRoutes(deps), toRoutesJson));
  });
}

function toPayoutJson(payout: Payout): z.infer<typeof payoutAnswerSchema> {
  return { ...payout, lines: [...payout.lines] };
}

function toRejectionJson(
  lines: readonly RejectedLine[],
): z.infer<typeof rejectionAnswerSchema> {
  return { lines: [...lines] };
}

function toRoutesJson({
  routes,
  fetchedAt,
}: {
  readonly routes: readonly Route[];
  readonly fetchedAt: number;
}): z.infer<typeof routeListAnswerSchema> {
  return {
    routes: routes.map((route) => ({
      ...route,
      channels: [...route.channels],
    })),
    fetchedAt: new Date(fetchedAt).toISOString(),
  };
}
