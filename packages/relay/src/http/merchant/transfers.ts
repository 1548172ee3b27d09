/** FlexPay transfers by hand: what waits, one of them, taking it or turning it down. */
import type { Router } from "express";
import type { z } from "zod";
import { mapResult } from "../../domain/errors.ts";
import type { Transfer } from "../../domain/transfer.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import type { Wakeable } from "../../use-cases/shared/scheduler.ts";
import {
  acceptTransfer,
  listPendingTransfers,
  readTransfer,
  rejectTransfer,
} from "../../use-cases/transfers/transfers.ts";
import type { TransferHistory } from "../../use-cases/transfers/transfers.ts";
import { sendResult } from "../kit/answer.ts";
import { withPathId } from "../kit/path-id.ts";
import { readBody } from "../kit/request.ts";
import { emptySchema, transferRejectionSchema } from "./schemas.ts";
import type {
  transferAnswerSchema,
  transferHistorySchema,
  transferListAnswerSchema,
  transferSchema,
} from "./service-answers.ts";

export function addTransferRoutes(
  router: Router,
  deps: Deps,
  scheduler: Wakeable,
): void {
  router.get("/v1/merchant/transfers/pending", async (_req, res) => {
    sendResult(
      res,
      200,
      mapResult(await listPendingTransfers(deps), toListJson),
    );
  });

  router.get("/v1/merchant/transfers/:reference", async (req, res) => {
    const history = await withPathId(req.params.reference, (reference) =>
      readTransfer(deps, reference),
    );
    sendResult(res, 200, mapResult(history, toHistoryJson));
  });

  router.post("/v1/merchant/transfers/:reference/accept", async (req, res) => {
    const body = readBody(emptySchema, req.body);
    const transfer = body.ok
      ? await withPathId(req.params.reference, (reference) =>
          acceptTransfer(deps, scheduler, reference),
        )
      : body;
    sendResult(res, 200, mapResult(transfer, toAnswerJson));
  });

  router.post("/v1/merchant/transfers/:reference/reject", async (req, res) => {
    const body = readBody(transferRejectionSchema, req.body);
    const transfer = body.ok
      ? await withPathId(req.params.reference, (reference) =>
          rejectTransfer(deps, scheduler, reference, body.value.reason),
        )
      : body;
    sendResult(res, 200, mapResult(transfer, toAnswerJson));
  });
}

const isoOrNull = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();

function toTransferJson(transfer: Transfer): z.infer<typeof transferSchema> {
  const { expiresAt, createdAt } = transfer;
  return {
    ...transfer,
    expiresAt: isoOrNull(expiresAt),
    createdAt: isoOrNull(createdAt),
  };
}

function toListJson(
  transfers: readonly Transfer[],
): z.infer<typeof transferListAnswerSchema> {
  return { transfers: transfers.map(toTransferJson) };
}

function toAnswerJson(
  transfer: Transfer,
): z.infer<typeof transferAnswerSchema> {
  return { transfer: toTransferJson(transfer) };
}

function toHistoryJson({
  transfer,
  notices,
}: TransferHistory): z.infer<typeof transferHistorySchema> {
  return {
    transfer: toTransferJson(transfer),
    notices: notices === null ? null : [...notices],
  };
}
