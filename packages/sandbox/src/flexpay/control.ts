/** Control calls for FlexPay: creating transfers, and configuring webhooks. */
import type { Response, Router } from "express";
import express from "express";
import { z } from "zod";
import { readLimit } from "../web/control.ts";
import { refuse, refuseBody } from "../web/control.ts";
import type { Flexpay } from "./flexpay.ts";
import { currency, findParty, narration } from "./initiate.ts";
import { parseUnits } from "./money.ts";
import { publicJwk, webhookUrl } from "./options.ts";
import type { Transaction } from "./transaction.ts";
import { toTransactionJson } from "./transaction.ts";
import type { WebhookMode } from "./webhook-mode.ts";
import {
  MAX_WEBHOOK_TIMES,
  WEBHOOK_MODES,
  WEBHOOK_WORDS,
} from "./webhook-mode.ts";
import { toRecordJson } from "./webhook-record.ts";

/** How the webhook is sent, and how often when not as often as the word says. */
const sending = {
  webhook: z.enum(WEBHOOK_WORDS).default("normal"),
  count: z.int().min(0).max(MAX_WEBHOOK_TIMES).optional(),
};

const order = z.strictObject({
  senderTag: z.string().max(120).optional(),
  receiverTag: z.string().max(120).optional(),
  amount: z.union([z.number(), z.string()]).transform((value, context) => {
    const units = parseUnits(String(value));
    if (units !== undefined) return units;
    context.addIssue("must be a positive decimal with up to 4 places");
    return z.NEVER;
  }),
  currency: currency.default("NGN"),
  narration,
  ...sending,
});

const resending = z.strictObject(sending);

const webhookChange = z.strictObject({
  webhookUrl: webhookUrl.nullable().optional(),
  webhookSecret: z.string().min(1).max(500).optional(),
  encryptTo: publicJwk.nullable().optional(),
});

export function createFlexpayControlRouter(flexpay: Flexpay): Router {
  const { book, delivery, transfers } = flexpay;
  const router = express.Router();
  router.get("/transfers", (request, response) => {
    const newest = book.newestFirst().slice(0, readLimit(request));
    response.json({ transfers: newest.map(toView) });
  });
  router.post("/transfers", (request, response) => {
    send(flexpay, request.body, response);
  });
  router.get("/transfers/:reference", (request, response) => {
    show(flexpay, request.params.reference, 200, response);
  });
  router.post("/transfers/:reference/expire", (request, response) => {
    const { reference } = request.params;
    const result = transfers.expire(reference);
    if (!result.ok && result.code === "INVALID_TRANSACTION_STATE")
      refuse(response, 409, "already_decided", "The transfer has ended.");
    else show(flexpay, reference, 200, response);
  });
  router.post("/transfers/:reference/webhook", (request, response) => {
    const { reference } = request.params;
    const body: unknown = request.body;
    const mode = resending.safeParse(body ?? {});
    const transaction = book.get(reference);
    if (!mode.success) refuseBody(response, mode.error, WEBHOOK_WORDS);
    else {
      if (transaction !== undefined)
        delivery.tellReceiver(transaction, toMode(mode.data));
      show(flexpay, reference, 202, response);
    }
  });
  router.post("/flexpay", (request, response) => {
    changeWebhook(flexpay, request.body, response);
  });
  return router;
}

function send(flexpay: Flexpay, body: unknown, response: Response): void {
  const { directory, transfers } = flexpay;
  const read = order.safeParse(body);
  if (!read.success) {
    refuseBody(response, read.error, WEBHOOK_WORDS);
    return;
  }
  const { data } = read;
  const [payer] = directory.payers;
  const tags = [
    data.senderTag ?? payer?.address ?? "",
    data.receiverTag ?? directory.shopAccount.address,
  ];
  const [sender, receiver] = tags.map((tag) => findParty(directory, tag));
  if (sender?.ok !== true || receiver?.ok !== true) {
    const known = directory.accounts.map(({ address }) => address);
    refuse(response, 404, "unknown_tag", "There is no such tag.", known);
    return;
  }
  const result = transfers.initiate(
    {
      sender: sender.party,
      receiver: receiver.party,
      units: data.amount,
      currency: data.currency,
      narration: data.narration,
      callbackUrl: null,
    },
    toMode(data),
  );
  if (result.ok) response.status(201).json(toView(result.transaction));
  else refuse(response, 503, "too_many", "Too many transfers wait already.");
}

function changeWebhook(
  { directory }: Flexpay,
  body: unknown,
  response: Response,
): void {
  const read = webhookChange.safeParse(body);
  if (!read.success) {
    const members = Object.keys(webhookChange.shape);
    refuseBody(response, read.error, members);
    return;
  }
  const { webhook } = directory.shop;
  const { webhookUrl: url, webhookSecret: secret, encryptTo } = read.data;
  if (url !== undefined) webhook.url = url ?? undefined;
  if (secret !== undefined) webhook.secret = secret;
  if (encryptTo !== undefined) webhook.encryptTo = encryptTo ?? undefined;
  response.json({
    webhookUrl: webhook.url ?? null,
    encrypted: webhook.encryptTo !== undefined,
    tag: directory.shopAccount.address,
  });
}

function toMode({
  webhook,
  count,
}: {
  webhook: (typeof WEBHOOK_WORDS)[number];
  count?: number | undefined;
}): WebhookMode {
  const mode = WEBHOOK_MODES[webhook];
  return webhook === "none" || count === undefined
    ? mode
    : { ...mode, times: count };
}

function show(
  { book }: Flexpay,
  reference: string,
  status: number,
  response: Response,
): void {
  const transaction = book.get(reference);
  if (transaction === undefined)
    refuse(
      response,
      404,
      "unknown_transfer",
      "There is no transfer of this reference.",
    );
  else response.status(status).json(toView(transaction));
}

function toView(transaction: Transaction) {
  return {
    ...toTransactionJson(transaction),
    webhooks: transaction.webhooks.map(toRecordJson),
  };
}
