/**
 * Parses the provider's transactions.
 * https://docs.yourflexpay.com/api-reference/transactions/reject-a-pending-transaction
 */
import type { Amount } from "@malipo/protocol";
import { cutText } from "@malipo/protocol/text";
import { z } from "zod";
import { NO_CURRENCY } from "../../domain/amount.ts";
import type { Transfer, TransferStatus } from "../../domain/transfer.ts";
import { readDecimal } from "../provider-http/decimal.ts";
import { fields, looseText } from "../provider-http/fields.ts";
import type { UnknownValues } from "../provider-http/unknown-values.ts";
import { readInstant } from "../provider-http/instant.ts";
import { isReference } from "./reference.ts";

const MAX_TEXT = 256;
/** Twice the limit for a rejection, because a character may take two UTF-16 units. */
const MAX_REASON = 1000;
const MAX_NARRATION = 1000;
const MAX_AMOUNT_TEXT = 40;

/** https://docs.yourflexpay.com/idaas/payments */
const STATUSES = new Map<string, TransferStatus>([
  ["AWAITING_ACCEPTANCE", "awaiting_acceptance"],
  ["COMPLETED", "completed"],
  ["REJECTED", "rejected"],
  ["EXPIRED", "expired"],
]);

const schema = fields({
  reference: z.string().trim().refine(isReference),
  status: looseText,
  senderTag: looseText,
  senderAppName: looseText,
  receiverTag: looseText,
  amount: looseText,
  currency: looseText,
  narration: looseText,
  rejectionReason: looseText,
  expiresAt: looseText,
  createdAt: looseText,
});

const wrapperSchema = fields({ transaction: z.unknown() });

/** Null if it is not a transfer, or if its reference can't be used in a call. */
export function readTransfer(
  json: unknown,
  unknownValues: UnknownValues,
): Transfer | null {
  const read =
    schema.safeParse(json).data ??
    schema.safeParse(wrapperSchema.safeParse(json).data?.transaction).data;
  if (read === undefined) return null;
  const currency = readCurrency(read.currency);
  const short = (text: string | null): string | null =>
    text === null ? null : cutText(text, MAX_TEXT);
  return {
    reference: read.reference,
    status: readStatus(read.status, read.reference, unknownValues),
    senderTag: short(read.senderTag) ?? "",
    senderApp: short(read.senderAppName),
    receiverTag: short(read.receiverTag) ?? "",
    amount: readAmount(read.amount, currency),
    currency,
    amountText: cutText(read.amount ?? "", MAX_AMOUNT_TEXT),
    narration:
      read.narration === null ? null : cutText(read.narration, MAX_NARRATION),
    rejectionReason:
      read.rejectionReason === null
        ? null
        : cutText(read.rejectionReason, MAX_REASON),
    expiresAt: readInstant(read.expiresAt),
    createdAt: readInstant(read.createdAt),
  };
}

function readStatus(
  word: string | null,
  reference: string,
  unknownValues: UnknownValues,
): TransferStatus {
  const name = (word ?? "none").toUpperCase().replace(/[\s-]+/g, "_");
  const status = STATUSES.get(name);
  if (status === undefined)
    unknownValues.seen("transfer_status", name, reference);
  return status ?? "unknown";
}

function readCurrency(code: string | null): string {
  return code !== null && /^[a-z]{3}$/i.test(code)
    ? code.toUpperCase()
    : NO_CURRENCY;
}

/** The provider allows four decimals, more than most currencies have: such an amount matches no order. */
function readAmount(decimal: string | null, currency: string): Amount | null {
  const amount = decimal === null ? null : readDecimal(decimal, currency);
  return amount != null && amount.value > 0 ? amount : null;
}
