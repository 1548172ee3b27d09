/** What this merchant's account offers to shoppers. */
import type { MethodTerms } from "../../../ports/provider.ts";
import type { ResolvedSettings } from "../lib/settings.ts";

/** Mobile money in Kenya: whole shillings, https://docs.moflay.com/api-reference/express/express-payment. */
const SHILLINGS = { currencies: ["KES"], step: 100 } as const;

export function toMethods(settings: ResolvedSettings): readonly MethodTerms[] {
  const prompt = {
    needsPhone: true,
    needsReference: false,
    promptSeconds: settings.promptSeconds,
  };
  const card: MethodTerms = {
    id: "card",
    currencies: settings.cardCurrencies,
    min: null,
    max: null,
    step: 1,
    needsPhone: false,
    needsReference: false,
    promptSeconds: null,
  };
  const mpesa: MethodTerms = {
    id: "mpesa",
    ...SHILLINGS,
    min: settings.mpesaMin,
    max: settings.mpesaMax,
    ...prompt,
  };
  const airtel: MethodTerms = {
    id: "airtel",
    ...SHILLINGS,
    min: settings.airtelMin,
    max: settings.airtelMax,
    ...prompt,
  };
  const paybill: MethodTerms = {
    id: "paybill",
    ...SHILLINGS,
    min: settings.mpesaMin,
    max: settings.mpesaMax,
    needsPhone: false,
    needsReference: true,
    promptSeconds: null,
  };
  const hasCard =
    settings.cardRouteId !== null && settings.cardChannelType !== null;
  return [
    ...(hasCard ? [card] : []),
    ...(settings.shortCode === null ? [] : [mpesa]),
    ...(settings.airtelShortCode === null ? [] : [airtel]),
    ...(settings.paybillShortCode === null ? [] : [paybill]),
  ];
}
