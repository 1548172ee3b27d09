/**
 * Requests an express deposit: a prompt on the payer's phone, by M-Pesa or Airtel Money.
 * https://docs.transalink.io/express-deposit-request-34512108e0; fields from
 * https://docs.zamupay.com/express-deposit-request-25375893e0.
 */
import { maskPhone } from "../../../domain/phone.ts";
import type { SubmitResult, SubmitRequest } from "../../../ports/provider.ts";
import { wholeUnits } from "../lib/amounts.ts";
import type { Context } from "../lib/context.ts";
import type { ResolvedSettings } from "../lib/settings.ts";
import { readSubmitResponse } from "./submit-response.ts";

/** Safaricom's limit, https://docs.moflay.com/api-reference/express/express-payment; the platform accepts 100. */
const DESCRIPTION_MAX = 13;
/** A kind of C2B payment. The values are undocumented; a public client of a sibling product sends 0. */
const DEPOSIT_TYPE = "0";

/** Who is credited, and by which service. */
export interface DepositRoute {
  readonly shortCode: string;
  readonly serviceCode: string | null;
}

/**
 * Null if the method is not configured. It is inferred that Airtel Money is the same call with another short code, and
 * possibly a service code: `ServiceCode` is a field of the call, and nothing documents how operators are distinguished.
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
): Promise<SubmitResult> {
  if (plan.phone === null)
    return {
      kind: "refused",
      code: "invalid_account",
      detail: "the attempt has no phone number",
    };
  const shillings = wholeUnits(plan.amount);
  // No failure code fits fractions, so "unknown" is the honest one.
  if (shillings === undefined)
    return {
      kind: "refused",
      code: "unknown",
      detail: "mobile money takes whole shillings only",
    };

  const response = await api({
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
  const parsed = readSubmitResponse(response, plan.id, log);
  if (parsed.kind !== "content") return parsed;
  return {
    kind: "accepted",
    action: { type: "prompt", phone: maskPhone(plan.phone) },
  };
}

/** The merchant's name in the prompt: plain letters, because prompts with others may not be delivered. */
function toDescription(merchantName: string): string {
  const plain = merchantName
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9 .-]/g, "")
    .replace(/ +/g, " ")
    .trim();
  return plain.slice(0, DESCRIPTION_MAX).trim() || "Payment";
}
