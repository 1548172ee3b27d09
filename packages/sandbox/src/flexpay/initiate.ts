/** POST /v1/transactions: https://docs.yourflexpay.com/api-reference/transactions/initiate-a-tag-to-tag-payment */
import type { Request } from "express";
import { z } from "zod";
import type { ApiResponse } from "../web/response.ts";
import { findAccount } from "./applications.ts";
import type { Application, Directory } from "./applications.ts";
import type { Handler } from "./endpoint.ts";
import { dataResponse, refusalResponse } from "./envelope.ts";
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

/** A JSON number, converted to units. */
const amount = z.number().transform((value, context) => {
  const units = parseUnits(String(value));
  if (units !== undefined) return units;
  context.addIssue("must be positive, with up to 4 decimal places");
  return z.NEVER;
});

/** https, as documented; http only for loopback addresses, for tests. */
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

/** A key used within the last day returns the first response, whatever the body. */
export function initiateHandler(options: InitiateOptions): Handler {
  const { directory, limits, transfers } = options;
  return (request, caller) => {
    const read = readBody(request, initiation);
    if (!read.ok) return read.answer;
    const key = readKey(request, read.fields.idempotencyKey ?? undefined);
    if (key !== undefined && key.length > MAX_HEADER_KEY)
      return refusalResponse("VALIDATION_ERROR", [
        `Idempotency-Key: longer than ${MAX_HEADER_KEY} characters`,
      ]);
    const first = limits.firstResponse(caller, key);
    if (first !== undefined) return first;
    if (!limits.allows(caller)) return tooMany();
    const { senderTag, receiverTag, amount: units, ...rest } = read.fields;
    const sender = findParty(directory, senderTag, caller);
    if (!sender.ok) return refusalResponse(sender.code, ["senderTag"]);
    if (sender.party.account.application !== caller)
      return refusalResponse("FORBIDDEN", ["senderTag"]);
    const receiver = findParty(directory, receiverTag, caller);
    if (!receiver.ok) return refusalResponse(receiver.code, ["receiverTag"]);
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
    if (!result.ok) return refusalResponse(result.code);
    const data = toTransactionJson(result.transaction);
    const answer = dataResponse(201, "Transaction initiated", data);
    limits.remember(caller, key, answer);
    return answer;
  };
}

/** The account of a tag, and the tag as given. */
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

/** The header takes precedence over the body. */
function readKey(
  request: Request,
  inBody: string | undefined,
): string | undefined {
  const inHeader = request.get("Idempotency-Key")?.trim();
  return inHeader === undefined || inHeader === "" ? inBody : inHeader;
}

function tooMany(): ApiResponse {
  return {
    ...refusalResponse("RATE_LIMIT_EXCEEDED"),
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
