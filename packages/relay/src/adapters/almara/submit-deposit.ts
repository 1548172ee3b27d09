/**
 * Asks for an express deposit: a prompt on the payer's phone. https://docs.transalink.io/express-deposit-request-34512108e0;
 * fields from https://docs.zamupay.com/express-deposit-request-25375893e0.
 */
import type { Amount } from "@malipo/protocol";
import { currencyExponent } from "../../domain/currency.ts";
import { maskPhone } from "../../domain/phone.ts";
import type { SubmitAnswer, SubmitRequest } from "../../ports/provider.ts";
import { logMismatch } from "./context.ts";
import type { Context } from "./context.ts";
import { namesOtherId } from "./envelope.ts";
import { readSubmitReply, unavailable } from "./submit-failure.ts";

/** Safaricom's limit, https://docs.moflay.com/api-reference/express/express-payment; the platform itself takes 100. */
const DESCRIPTION_MAX = 13;
/** A kind of C2B payment. Its values are undocumented; a public client of the sibling product sends 0. */
const DEPOSIT_TYPE = "0";

export async function submitDeposit(
  { settings, api, log }: Context,
  { plan, merchantName, callbackUrl }: SubmitRequest,
): Promise<SubmitAnswer> {
  if (settings.shortCode === null)
    return unavailable("M-Pesa is not configured");
  if (plan.phone === null)
    return {
      kind: "refused",
      code: "invalid_account",
      detail: "the attempt has no phone number",
    };
  const shillings = wholeUnits(plan.amount);
  // No failure code speaks of fractions, and "unknown" at least says nothing that is not so.
  if (shillings === undefined)
    return {
      kind: "refused",
      code: "unknown",
      detail: "M-Pesa takes whole shillings only",
    };

  const answer = await api({
    method: "POST",
    path: settings.paths.deposit,
    timeoutMs: settings.timeouts.submitMs,
    body: {
      ShortCode: settings.shortCode,
      Amount: shillings,
      PhoneNumber: `+${plan.phone}`,
      AccountNo: settings.accountNo,
      TransactionDesc: toDescription(merchantName),
      OriginatorConversationId: plan.id,
      CallBackUrl: callbackUrl,
      Type: DEPOSIT_TYPE,
      Currency: plan.amount.currency,
    },
  });
  const reply = readSubmitReply(answer);
  if (!("accepted" in reply)) return reply;
  if (namesOtherId(reply.json, plan.id)) {
    logMismatch(log, plan.id);
    return { kind: "unknown", detail: "the answer names another id" };
  }
  return {
    kind: "accepted",
    action: { type: "prompt", phone: maskPhone(plan.phone) },
  };
}

function wholeUnits({ value, currency }: Amount): number | undefined {
  const exponent = currencyExponent(currency);
  if (exponent === undefined) return undefined;
  const minorUnits = 10 ** exponent;
  return value % minorUnits === 0 ? value / minorUnits : undefined;
}

/** Who asks for money, for the prompt: plain letters, as prompts with others may not be delivered. */
function toDescription(merchantName: string): string {
  const plain = merchantName
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9 .-]/g, "")
    .replace(/ +/g, " ")
    .trim();
  return plain.slice(0, DESCRIPTION_MAX).trim() || "Payment";
}
