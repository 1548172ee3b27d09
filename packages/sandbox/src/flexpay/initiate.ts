/** POST /v1/transactions: https://docs.yourflexpay.com/api-reference/transactions/initiate-a-tag-to-tag-payment */
import type { Request } from "express";
import { z } from "zod";
import type { Answer } from "../web/answer.ts";
import { findAccount } from "./applications.ts";
import type { Application, Directory } from "./applications.ts";
import type { Handler } from "./endpoint.ts";
import { dataAnswer, refusalAnswer } from "./envelope.ts";
import { parseUnits } from "./money.ts";
import type { InitiationLimits } from "./initiation-limits.ts";
import { readBody } from "./read-body.ts";
import type { RefusalCode } from "./refusals.ts";
import { parseTag, toTagText } from "./tags.ts";
import type { Party } from "./transaction.ts";
import { toTransactionJson } from "./transaction.ts";
import type { Transfers } from "./transfers.ts";
import { WEBHOOK_MODES } from "./webhook-mode.ts";

const MAX_HEADER_KEY = 128;
const MAX_BODY_KEY = 64;

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, "must be three capitals");

export const narration = z
  .string()
  .max(500)
  .nullish()
  .transform((text) => text ?? null);

/** A JSON number; kept as units. */
const amount = z.number().transform((value, context) => {
  const units = parseUnits(String(value));
  if (units !== undefined) return units;
  context.addIssue("must be positive, with up to 4 decimal places");
  return z.NEVER;
});

/** https, as documented; plain http only to this machine, so that tests can listen. */
const callbackUrl = z
  .string()
  .max(500)
  .refine(isCallbackUrl, "must be an https address")
  .nullish()
  .transform((url) => url ?? null);

const initiation = z.object({
  senderTag: z.string().max(120),
  receiverTag: z.string().max(120),
  amount,
  currency: currency.default("NGN"),
  narration,
  callbackUrl,
  idempotencyKey: z.string().min(1).max(MAX_BODY_KEY).nullish(),
});

export interface InitiateOptions {
  readonly directory: Directory;
  readonly transfers: Transfers;
  readonly limits: InitiationLimits;
}

/** A key that was used within a day gets the first answer again, whatever the body says. */
export function initiateHandler(options: InitiateOptions): Handler {
  const { directory, limits, transfers } = options;
  return (request, caller) => {
    const read = readBody(request, initiation);
    if (!read.ok) return read.answer;
    const key = readKey(request, read.fields.idempotencyKey ?? undefined);
    if (key !== undefined && key.length > MAX_HEADER_KEY)
      return refusalAnswer("VALIDATION_ERROR", [
        `Idempotency-Key: longer than ${MAX_HEADER_KEY} characters`,
      ]);
    const first = limits.firstAnswer(caller, key);
    if (first !== undefined) return first;
    if (!limits.allows(caller)) return tooMany();
    const { senderTag, receiverTag, amount: units, ...rest } = read.fields;
    const sender = findParty(directory, senderTag, caller);
    if (!sender.ok) return refusalAnswer(sender.code, ["senderTag"]);
    if (sender.party.account.application !== caller)
      return refusalAnswer("FORBIDDEN", ["senderTag"]);
    const receiver = findParty(directory, receiverTag, caller);
    if (!receiver.ok) return refusalAnswer(receiver.code, ["receiverTag"]);
    const result = transfers.initiate(
      {
        sender: sender.party,
        receiver: receiver.party,
        units,
        currency: rest.currency,
        narration: rest.narration,
        callbackUrl: rest.callbackUrl,
      },
      WEBHOOK_MODES.normal,
    );
    if (!result.ok) return refusalAnswer(result.code);
    const data = toTransactionJson(result.transaction);
    const answer = dataAnswer(201, "Transaction initiated", data);
    limits.remember(caller, key, answer);
    return answer;
  };
}

/** Who a tag names, and the tag in the form it was given in. */
export function findParty(
  directory: Directory,
  typed: string,
  asking?: Application,
): { ok: true; party: Party } | { ok: false; code: RefusalCode } {
  const tag = parseTag(typed);
  if (tag === undefined) return { ok: false, code: "VALIDATION_ERROR" };
  const account = findAccount(directory, tag, asking);
  return account === undefined
    ? { ok: false, code: "TAG_NOT_FOUND" }
    : { ok: true, party: { account, tag: toTagText(tag) } };
}

/** The header goes before the body's field. */
function readKey(
  request: Request,
  inBody: string | undefined,
): string | undefined {
  const inHeader = request.get("Idempotency-Key")?.trim();
  return inHeader === undefined || inHeader === "" ? inBody : inHeader;
}

function tooMany(): Answer {
  return {
    ...refusalAnswer("RATE_LIMIT_EXCEEDED"),
    headers: { "Retry-After": "60" },
  };
}

function isCallbackUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url?.protocol === "https:") return true;
  return (
    url?.protocol === "http:" &&
    /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  );
}
