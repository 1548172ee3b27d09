/** Control calls for Almara: attempts, payouts, bills and paybill payments. */
import type { Response, Router } from "express";
import express from "express";
import {
  readLimit,
  readMembers,
  refuse,
  refuseUnknownValue,
  refuseUnknown,
} from "../../web/control.ts";
import type { Decisions } from "../attempts/decisions.ts";
import type { Ledger } from "../attempts/ledger.ts";
import type { Bills } from "../bills/bills.ts";
import type { Payouts } from "../payouts/payouts.ts";
import { createBillRouter } from "./bill-router.ts";
import type { C2bControlOptions } from "./c2b-router.ts";
import { createC2bRouter } from "./c2b-router.ts";
import { createPayoutRouter } from "./payout-router.ts";
import { toDetail, toSummary } from "./views.ts";
import { OUTCOME_WORDS, parseOutcome, readCallbacks } from "./words.ts";

export interface AlmaraControlOptions extends C2bControlOptions {
  readonly ledger: Ledger;
  readonly decisions: Decisions;
  readonly payouts: Payouts;
  readonly bills: Bills;
}

export function createAlmaraControlRouter(
  options: AlmaraControlOptions,
): Router {
  const { ledger } = options;
  const router = express.Router();
  router.get("/attempts", (request, response) => {
    const newest = ledger.newestFirst().slice(0, readLimit(request));
    response.json({ attempts: newest.map(toSummary) });
  });
  router.get("/attempts/:id", (request, response) => {
    const attempt = ledger.get(request.params.id);
    if (attempt === undefined) refuseUnknown(response, "attempt");
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
  return router;
}

function decide(
  { ledger, decisions }: AlmaraControlOptions,
  id: string,
  body: unknown,
  response: Response,
): void {
  const members = readMembers(body, ["outcome", "callbacks"], response);
  if (members === undefined) return;
  const outcome = parseOutcome(members["outcome"]);
  if (outcome === undefined) {
    refuseUnknownValue(response, "outcome", OUTCOME_WORDS);
    return;
  }
  const callbacks = readCallbacks(members, response);
  if (callbacks === undefined) return;
  const result =
    outcome === "pending"
      ? decisions.hold(id, callbacks)
      : decisions.decide(id, outcome, callbacks);
  const attempt = ledger.get(id);
  if (attempt === undefined) refuseUnknown(response, "attempt");
  else if (result === "over")
    refuse(response, 409, "already_decided", "The attempt has ended already.");
  else response.json(toDetail(attempt));
}

function sendAgain(
  { ledger, decisions }: AlmaraControlOptions,
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
  if (attempt === undefined) refuseUnknown(response, "attempt");
  else if (result === "open")
    refuse(response, 409, "undecided", "The attempt is still open.");
  else response.status(202).json(toDetail(attempt));
}
