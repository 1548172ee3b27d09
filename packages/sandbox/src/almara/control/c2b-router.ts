/** Control calls for paybill payments: paying, sending notifications again, and registering URLs. */
import type { Request, Response, Router } from "express";
import express from "express";
import { z } from "zod";
import {
  kenyanPhone,
  text,
  transactionCents,
  webAddress,
} from "../lib/fields.ts";
import type { C2bAddresses } from "../c2b/addresses.ts";
import { MAX_ADDRESSES } from "../c2b/addresses.ts";
import type { C2bPayment } from "../c2b/payment.ts";
import type { C2bPayments } from "../c2b/payments.ts";
import {
  MAX_CALLBACK_TIMES,
  toRepeatedMode,
} from "../callbacks/callback-mode.ts";
import { toDecimal } from "../../web/decimal.ts";
import { readLimit, refuseUnknown } from "../../web/control.ts";
import { readMembers, refuse, refuseBody } from "../../web/control.ts";
import { readCallbacks } from "./words.ts";
import { withoutQuery } from "./views.ts";

export interface C2bControlOptions {
  readonly c2bPayments: C2bPayments;
  readonly c2bAddresses: C2bAddresses;
}

/** Safaricom's own example of a paybill number. */
const DEFAULT_SHORT_CODE = "174379";
const MAX_OVERRIDES = 20;
const MAX_URL = 2_000;

const overrides = z
  .record(
    z.string().max(64),
    z.union([z.string().max(500), z.number(), z.boolean(), z.null()]),
  )
  .refine(
    (members) => Object.keys(members).length <= MAX_OVERRIDES,
    `There are more than ${MAX_OVERRIDES} members.`,
  );

const payment = z.strictObject({
  phone: kenyanPhone,
  shortCode: text(7).default(DEFAULT_SHORT_CODE),
  account: text(25),
  amount: transactionCents,
  name: text(128).default("TEST"),
  callbackUrl: webAddress(MAX_URL).optional(),
  repeat: z.int().min(0).max(MAX_CALLBACK_TIMES).default(1),
  overrides: overrides.default({}),
});

const address = z.strictObject({
  shortCode: text(7),
  url: webAddress(MAX_URL).nullable(),
});

export function createC2bRouter(options: C2bControlOptions): Router {
  const { records } = options.c2bPayments;
  const router = express.Router();
  router.get("/c2b", (request, response) => {
    const newest = records.newestFirst().slice(0, readLimit(request));
    response.json({ payments: newest.map(toView) });
  });
  router.get("/c2b/:id", (request, response) => {
    const found = records.get(request.params.id);
    if (found === undefined) refuseUnknown(response, "payment");
    else response.json(toView(found));
  });
  router.post("/c2b", (request, response) => {
    pay(options, request, response);
  });
  router.post("/c2b/:id/callbacks", (request, response) => {
    tellAgain(options, request.params.id, request.body, response);
  });
  router.post("/c2b-address", (request, response) => {
    register(options, request, response);
  });
  return router;
}

function pay(
  { c2bPayments }: C2bControlOptions,
  request: Request,
  response: Response,
): void {
  const body = payment.safeParse(request.body);
  if (!body.success) {
    refuseBody(response, body.error, Object.keys(payment.shape));
    return;
  }
  const { amount, name, repeat, ...rest } = body.data;
  const paid = c2bPayments.pay(
    { ...rest, amountCents: amount, firstName: name },
    toRepeatedMode(repeat),
  );
  response.status(201).json(toView(paid));
}

function tellAgain(
  { c2bPayments }: C2bControlOptions,
  id: string,
  body: unknown,
  response: Response,
): void {
  const members = readMembers(body ?? {}, ["callbacks"], response);
  if (members === undefined) return;
  const callbacks = readCallbacks(members, response);
  if (callbacks === undefined) return;
  const result = c2bPayments.resend(id, callbacks);
  const told = c2bPayments.records.get(id);
  if (told === undefined) refuseUnknown(response, "payment");
  else if (result === "no_address")
    refuse(
      response,
      409,
      "no_address",
      `No address is registered for ${told.shortCode}.`,
    );
  else response.status(202).json(toView(told));
}

function register(
  { c2bAddresses }: C2bControlOptions,
  request: Request,
  response: Response,
): void {
  const body = address.safeParse(request.body);
  if (!body.success) {
    refuseBody(response, body.error, Object.keys(address.shape));
    return;
  }
  const { shortCode, url } = body.data;
  if (c2bAddresses.set(shortCode, url))
    response.json({ shortCode, url: url === null ? null : withoutQuery(url) });
  else
    refuse(
      response,
      429,
      "too_many_addresses",
      `More than ${MAX_ADDRESSES} short codes have an address.`,
    );
}

function toView(paid: C2bPayment) {
  const { callbackUrl } = paid;
  return {
    originatorConversationId: paid.originatorConversationId,
    phone: paid.phone,
    shortCode: paid.shortCode,
    account: paid.account,
    amount: toDecimal(paid.amountCents),
    currency: "KES",
    name: paid.firstName,
    receipt: paid.receipt,
    paidAt: paid.at.toISOString(),
    callbackUrl: callbackUrl === null ? null : withoutQuery(callbackUrl),
    callbacks: paid.deliveries,
  };
}
