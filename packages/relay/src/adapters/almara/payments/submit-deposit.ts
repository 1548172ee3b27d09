/**
 * Asks for an express deposit: a prompt on the payer's phone, by M-Pesa or Airtel Money. https://docs.transalink.io/express-deposit-request-34512108e0;
 * fields from https://docs.zamupay.com/express-deposit-request-25375893e0.
 */
import { maskPhone } from "../../../domain/phone.ts";
import type { SubmitAnswer, SubmitRequest } from "../../../ports/provider.ts";
import { wholeUnits } from "../lib/amounts.ts";
import type { Context } from "../lib/context.ts";
import type { ResolvedSettings } from "../lib/settings.ts";
import { readSubmitReply } from "./submit-failure.ts";

/** Safaricom's limit, https://docs.moflay.com/api-reference/express/express-payment; the platform itself takes 100. */
const DESCRIPTION_MAX = 13;
/** A kind of C2B payment. Its values are undocumented; a public client of the sibling product sends 0. */
const DEPOSIT_TYPE = "0";

/** Who is credited, and by which service. */
export interface DepositRoute {
  readonly shortCode: string;
  readonly serviceCode: string | null;
}

/**
 * Null where the method is not configured. That Airtel Money is the same call with another short code, and perhaps a
 * service code, is inferred: `ServiceCode` is a field of it, and no page says what tells the operators apart.
 */
export function depositRoute(
  settings: ResolvedSettings,
  method: "mpesa" | "airtel",
): DepositRoute | null {
  const isMpesa = method === "mpesa";
  const shortCode = isMpesa ? settings.shortCode : settings.airtelShortCode;
  const serviceCode = isMpesa ? null : settings.airtelServiceCode;
  return shortCode === null ? null : { shortCode, serviceCode };
}

export async function submitDeposit(
  { settings, api, log }: Context,
  route: DepositRoute,
  { plan, merchantName, callbackUrl }: SubmitRequest,
): Promise<SubmitAnswer> {
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
      detail: "mobile money takes whole shillings only",
    };

  const answer = await api({
    method: "POST",
    path: settings.paths.deposit,
    timeoutMs: settings.timeouts.submitMs,
    body: {
      ShortCode: route.shortCode,
      Amount: shillings,
      PhoneNumber: `+${plan.phone}`,
      AccountNo: settings.accountNo,
      TransactionDesc: toDescription(merchantName),
      OriginatorConversationId: plan.id,
      CallBackUrl: callbackUrl,
      Type: DEPOSIT_TYPE,
      ...(route.serviceCode === null ? {} : { ServiceCode: route.serviceCode }),
      Currency: plan.amount.currency,
    },
  });
  const reply = readSubmitReply(answer, plan.id, log);
  if (reply.kind !== "content") return reply;
  return {
    kind: "accepted",
    action: { type: "prompt", phone: maskPhone(plan.phone) },
  };
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
