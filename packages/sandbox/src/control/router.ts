/** The calls under /_sandbox, with which tests and demos steer what happens. */
import type { Response, Router } from "express";
import express from "express";
import { z } from "zod";
import type { Bills } from "../bills/bills.ts";
import type { Decisions } from "../decisions.ts";
import type { Faults } from "../faults.ts";
import { FAULT_CALLS, MAX_FAULTS } from "../faults.ts";
import { createFlexpayControlRouter } from "../flexpay/control.ts";
import type { Flexpay } from "../flexpay/flexpay.ts";
import type { Ledger } from "../ledger.ts";
import type { Payouts } from "../payouts/payouts.ts";
import { MAX_BODY_BYTES, onUnreadableBody } from "../web/client-error.ts";
import { createBillRouter } from "./bill-router.ts";
import type { C2bControlOptions } from "./c2b-router.ts";
import { createC2bRouter } from "./c2b-router.ts";
import { readLimit } from "./listing.ts";
import { createPayoutRouter } from "./payout-router.ts";
import { readCallbacks, readMembers, refuse, refuseWord } from "./refusals.ts";
import { toDetail, toSummary } from "./views.ts";
import { OUTCOME_WORDS, parseOutcome } from "./words.ts";

export interface ControlOptions extends C2bControlOptions {
  readonly ledger: Ledger;
  readonly decisions: Decisions;
  readonly faults: Faults;
  readonly payouts: Payouts;
  readonly bills: Bills;
  readonly flexpay: Flexpay;
  /** Forgets everything but tokens and options. */
  readonly reset: () => void;
}

const faultOrder = z.strictObject({
  call: z.enum(FAULT_CALLS),
  status: z.int().min(400).max(599).optional(),
  delayMs: z.int().min(0).max(120_000).default(0),
  times: z.int().min(1).max(1_000).default(1),
  body: z.enum(["half", "none"]).optional(),
});

export function createControlRouter(options: ControlOptions): Router {
  const { ledger, faults } = options;
  const router = express.Router();
  router.use(express.json({ limit: MAX_BODY_BYTES }));
  router.get("/attempts", (request, response) => {
    const newest = ledger.newestFirst().slice(0, readLimit(request));
    response.json({ attempts: newest.map(toSummary) });
  });
  router.get("/attempts/:id", (request, response) => {
    const attempt = ledger.get(request.params.id);
    if (attempt === undefined) refuseUnknown(response);
    else response.json(toDetail(attempt));
  });
  router.post("/attempts/:id", (request, response) => {
    decide(options, request.params.id, request.body, response);
  });
  router.post("/attempts/:id/callbacks", (request, response) => {
    sendAgain(options, request.params.id, request.body, response);
  });
  router.use("/payouts", createPayoutRouter(options.payouts));
  router.use("/bills", createBillRouter(options.bills));
  router.use(createC2bRouter(options));
  router.use(createFlexpayControlRouter(options.flexpay));
  router.post("/faults", (request, response) => {
    orderFault(faults, request.body, response);
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

function decide(
  { ledger, decisions }: ControlOptions,
  id: string,
  body: unknown,
  response: Response,
): void {
  const members = readMembers(body, ["outcome", "callbacks"], response);
  if (members === undefined) return;
  const outcome = parseOutcome(members["outcome"]);
  if (outcome === undefined) {
    refuseWord(response, "outcome", OUTCOME_WORDS);
    return;
  }
  const callbacks = readCallbacks(members, response);
  if (callbacks === undefined) return;
  const result =
    outcome === "pending"
      ? decisions.hold(id, callbacks)
      : decisions.decide(id, outcome, callbacks);
  const attempt = ledger.get(id);
  if (attempt === undefined) refuseUnknown(response);
  else if (result === "over")
    refuse(response, 409, "already_decided", "The attempt has ended already.");
  else response.json(toDetail(attempt));
}

function sendAgain(
  { ledger, decisions }: ControlOptions,
  id: string,
  body: unknown,
  response: Response,
): void {
  const members = readMembers(body ?? {}, ["callbacks"], response);
  if (members === undefined) return;
  const callbacks = readCallbacks(members, response);
  if (callbacks === undefined) return;
  const result = decisions.resend(id, callbacks);
  const attempt = ledger.get(id);
  if (attempt === undefined) refuseUnknown(response);
  else if (result === "open")
    refuse(response, 409, "undecided", "The attempt is still open.");
  else response.status(202).json(toDetail(attempt));
}

function orderFault(faults: Faults, body: unknown, response: Response): void {
  const order = faultOrder.safeParse(body);
  if (!order.success) {
    const message = z.prettifyError(order.error);
    refuse(response, 400, "invalid_fault", message, FAULT_CALLS);
    return;
  }
  const { times, body: arrives, ...fault } = order.data;
  if (faults.order({ ...fault, arrives }, times))
    response.status(201).json(order.data);
  else
    refuse(
      response,
      429,
      "too_many_faults",
      `More than ${MAX_FAULTS} faults are waiting.`,
    );
}

function refuseUnknown(response: Response): void {
  refuse(response, 404, "unknown_attempt", "There is no attempt of this id.");
}
