/** The control API under /_sandbox, for tests and demos. */
import type { Response, Router } from "express";
import express from "express";
import { z } from "zod";
import type { AlmaraControlOptions } from "./almara/control/router.ts";
import { createAlmaraControlRouter } from "./almara/control/router.ts";
import { createFlexpayControlRouter } from "./flexpay/control.ts";
import type { Flexpay } from "./flexpay/flexpay.ts";
import { MAX_BODY_BYTES, onUnreadableBody } from "./web/client-error.ts";
import { refuse } from "./web/control.ts";
import type { Faults } from "./web/faults.ts";
import { FAULT_CALLS, MAX_FAULTS } from "./web/faults.ts";

export interface ControlOptions extends AlmaraControlOptions {
  readonly faults: Faults;
  readonly flexpay: Flexpay;
  /** Resets everything except tokens and options. */
  readonly reset: () => void;
}

const faultSchema = z.strictObject({
  call: z.enum(FAULT_CALLS),
  status: z.int().min(400).max(599).optional(),
  delayMs: z.int().min(0).max(120_000).default(0),
  times: z.int().min(1).max(1_000).default(1),
  body: z.enum(["half", "none"]).optional(),
});

export function createControlRouter(options: ControlOptions): Router {
  const { faults } = options;
  const router = express.Router();
  router.use(express.json({ limit: MAX_BODY_BYTES }));
  router.use(createAlmaraControlRouter(options));
  router.use(createFlexpayControlRouter(options.flexpay));
  router.post("/faults", (request, response) => {
    addFault(faults, request.body, response);
  });
  router.post("/reset", (_request, response) => {
    options.reset();
    response.json({ reset: true });
  });
  router.use((_request, response) => {
    refuse(response, 404, "unknown_call", "There is no such control call.");
  });
  router.use(
    onUnreadableBody((response, status, message) => {
      refuse(response, status, "unreadable_body", message);
    }),
  );
  return router;
}

function addFault(faults: Faults, body: unknown, response: Response): void {
  const order = faultSchema.safeParse(body);
  if (!order.success) {
    const message = z.prettifyError(order.error);
    refuse(response, 400, "invalid_fault", message, FAULT_CALLS);
    return;
  }
  const { times, body: arrives, ...fault } = order.data;
  if (faults.add({ ...fault, arrives }, times))
    response.status(201).json(order.data);
  else
    refuse(
      response,
      429,
      "too_many_faults",
      `More than ${MAX_FAULTS} faults are pending.`,
    );
}
