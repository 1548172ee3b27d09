/** The payment methods of the merchant's account. */
import type { Method } from "@malipo/protocol";
import type { RefundObstacle } from "@malipo/protocol/merchant";
import type { MethodTerms } from "../../../ports/provider.ts";
import type { MethodDeclaration } from "../../provider-module.ts";
import type { ResolvedSettings } from "../lib/settings.ts";

export const ALMARA_METHODS = [
  {
    id: "mpesa",
    title: "M-Pesa",
    action: "prompt",
    needs: ["ALMARA_SHORT_CODE"],
  },
  {
    id: "card",
    title: "Card",
    action: "redirect",
    needs: [
      "ALMARA_CARD_ROUTE_ID",
      "ALMARA_CARD_CHANNEL_TYPE",
      "ALMARA_CHECKOUT_HOSTS",
    ],
  },
  {
    id: "airtel",
    title: "Airtel Money",
    action: "prompt",
    needs: ["ALMARA_AIRTEL_SHORT_CODE"],
  },
  {
    id: "paybill",
    title: "Paybill",
    action: "paybill",
    needs: ["ALMARA_PAYBILL_SHORT_CODE"],
  },
] as const satisfies readonly MethodDeclaration[];

type AlmaraMethod = (typeof ALMARA_METHODS)[number]["id"];

/** M-Pesa alone: the provider documents refunds to no other account, and none of cards. */
export function whyNotRefundable(method: Method): RefundObstacle | null {
  switch (method) {
    case "mpesa":
      return null;
    case "airtel":
      return "other_account";
    case "paybill":
      return "payer_unverified";
    default:
      return "not_offered";
  }
}

/** Mobile money in Kenya: whole shillings, https://docs.moflay.com/api-reference/express/express-payment. */
const SHILLINGS = { currencies: ["KES"], step: 100 } as const;

export function toMethods(settings: ResolvedSettings): readonly MethodTerms[] {
  const noInput = {
    needsPhone: false,
    needsReference: false,
    promptSeconds: null,
  };
  const prompt = {
    ...SHILLINGS,
    needsPhone: true,
    needsReference: false,
    promptSeconds: settings.promptSeconds,
  };
  const { mpesaMin, mpesaMax, airtelMin, airtelMax } = settings;
  const terms: Readonly<
    Record<AlmaraMethod, Omit<MethodTerms, "id" | "title" | "action"> | null>
  > = {
    card:
      settings.cardRouteId === null || settings.cardChannelType === null
        ? null
        : {
            currencies: settings.cardCurrencies,
            min: null,
            max: null,
            step: 1,
            ...noInput,
          },
    mpesa:
      settings.shortCode === null
        ? null
        : { ...prompt, min: mpesaMin, max: mpesaMax },
    airtel:
      settings.airtelShortCode === null
        ? null
        : { ...prompt, min: airtelMin, max: airtelMax },
    paybill:
      settings.paybillShortCode === null
        ? null
        : {
            ...SHILLINGS,
            min: mpesaMin,
            max: mpesaMax,
            ...noInput,
            needsReference: true,
          },
  };
  return ALMARA_METHODS.flatMap(({ id, title, action }) => {
    const own = terms[id];
    return own === null ? [] : [{ id, title, action, ...own }];
  });
}
