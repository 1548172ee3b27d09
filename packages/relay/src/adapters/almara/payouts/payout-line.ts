/** Parses one line of a payment order. */
import type { Amount } from "@malipo/protocol";
import type { z } from "zod";
import type { PayoutLine, PayoutStatus } from "../../../domain/payout.ts";
import { fields, looseText } from "../../provider-http/fields.ts";
import { dateTimeToIso } from "../../provider-http/instant.ts";
import { looseReceiptText } from "../../provider-http/placeholder.ts";
import type { UnknownValues } from "../../provider-http/unknown-values.ts";
import { readAmount, readCurrency } from "../lib/amounts.ts";
import {
  TRANSACTION_DONE,
  transactionAdvice,
} from "../lib/result-codes/transaction.ts";
import { readStatus } from "../payments/transaction-status.ts";

const outcomeSchema = fields({
  paymentAmount: looseText,
  feeAmount: looseText,
  trackingNumber: looseText,
  transactionStatus: looseText,
  transactionStatusDescription: looseText,
  workingAccountAvailableFunds: looseText,
  utilityAccountAvailableFunds: looseText,
  walletBalance: looseText,
  transactionDate: looseText,
  resultCode: looseText,
  resultCodeDescription: looseText,
  thirdPartyPayload: fields({
    thirdPartyReceiptNumber: looseReceiptText,
  }).nullish(),
});

export const lineSchema = fields({
  remitter: fields({ ccy: looseText }).nullish(),
  recipient: fields({
    name: looseText,
    phoneNumber: looseText,
    primaryAccountNumber: looseText,
    ccy: looseText,
  }).nullish(),
  transaction: fields({ amount: looseText, reference: looseText }).nullish(),
  transactionOutcome: outcomeSchema.nullish(),
});

export type LineBody = z.infer<typeof lineSchema>;
type Outcome = z.infer<typeof outcomeSchema>;

/** `id`: the order's id, for the log. */
export function toLine(
  line: LineBody,
  unknownValues: UnknownValues,
  id: string,
): PayoutLine {
  const { recipient, remitter, transaction } = line;
  const outcome = line.transactionOutcome ?? null;
  const status = readLineStatus(outcome, unknownValues, id);
  return {
    status,
    amount: lineAmount(line, status),
    // The fee is the merchant's, in the merchant's currency.
    fee: readAmount(
      outcome?.feeAmount ?? null,
      readCurrency(remitter?.ccy ?? null, null),
    ),
    result: toResult(outcome, unknownValues, id),
    recipient: {
      name: recipient?.name ?? null,
      phone: recipient?.phoneNumber ?? null,
      account: recipient?.primaryAccountNumber ?? null,
    },
    reference: transaction?.reference ?? null,
    trackingNumber: outcome?.trackingNumber ?? null,
    receipt: outcome?.thirdPartyPayload?.thirdPartyReceiptNumber ?? null,
    at: dateTimeToIso(outcome?.transactionDate ?? null),
  };
}

/** The outcome's amount if paid; before that, the requested one. */
function lineAmount(
  { recipient, transaction, transactionOutcome }: LineBody,
  status: PayoutStatus,
): Amount | null {
  const asked = transaction?.amount ?? null;
  const paid = transactionOutcome?.paymentAmount ?? null;
  const currency = readCurrency(recipient?.ccy ?? null, null);
  return readAmount(status === "paid" ? paid : (asked ?? paid), currency);
}

function readLineStatus(
  outcome: Outcome | null,
  unknownValues: UnknownValues,
  id: string,
): PayoutStatus {
  // Accepted, without an outcome yet.
  if (outcome === null) return "pending";
  const { resultCode, transactionStatus: number } = outcome;
  const words = outcome.transactionStatusDescription;
  const status = readStatus(
    { number, words },
    unknownValues,
    "payout_status",
    id,
  );
  if (resultCode === null) return status;
  // If status and code contradict each other, it is unknown whether money moved.
  const contradicts =
    (status === "paid" && resultCode !== TRANSACTION_DONE) ||
    (status === "failed" && resultCode === TRANSACTION_DONE);
  if (!contradicts) return status;
  unknownValues.seen(
    "payout_status_and_code",
    `${number ?? ""}.${resultCode}`,
    id,
  );
  return "unknown";
}

function toResult(
  outcome: Outcome | null,
  unknownValues: UnknownValues,
  id: string,
): PayoutLine["result"] {
  const code = outcome?.resultCode ?? null;
  if (code === null) return null;
  const advice = transactionAdvice(code);
  if (advice === undefined) unknownValues.seen("payout_result_code", code, id);
  return {
    code,
    description: outcome?.resultCodeDescription ?? null,
    advice: advice ?? "ask_the_provider",
  };
}
