/** Almara Pay behind the provider port: cards by checkout order, M-Pesa by express deposit. */
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Metrics } from "../../ports/metrics.ts";
import type { MethodTerms, Provider } from "../../ports/provider.ts";
import { createApi } from "../provider-http/api.ts";
import { readCallback } from "./callback.ts";
import type { Context } from "./context.ts";
import { checkHealth } from "./health.ts";
import { queryCheckout } from "./query-checkout.ts";
import { queryDeposit } from "./query-deposit.ts";
import { resolveSettings } from "./settings.ts";
import type { AlmaraSettings, ResolvedSettings } from "./settings.ts";
import { submitCheckout } from "./submit-checkout.ts";
import { submitDeposit } from "./submit-deposit.ts";
import { unavailable } from "./submit-failure.ts";
import { requestToken } from "./token.ts";
import { createTokenSource } from "../provider-http/token-source.ts";
import { createUnknownValues } from "../provider-http/unknown-values.ts";

export interface AlmaraProvider extends Provider {
  /** True when the provider's API answers; needs no token and never throws. For readiness. */
  checkHealth(): Promise<boolean>;
}

export interface AlmaraDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "unknownValue">;
}

/** Throws a `TypeError` that names the setting when an address is none or a code is too long. */
export function createAlmaraProvider(
  given: AlmaraSettings,
  { clock, log, metrics }: AlmaraDeps,
): AlmaraProvider {
  const settings = resolveSettings(given);
  const tokens = createTokenSource({
    provider: "almara",
    clock,
    log,
    request: () => requestToken(settings),
  });
  const context: Context = {
    settings,
    api: createApi(settings.apiUrl, tokens),
    log,
    unknownValues: createUnknownValues("almara", log, metrics),
  };
  return {
    id: "almara",
    methods: toMethods(settings),
    async submit(request) {
      const { method } = request.plan;
      if (method === "card") return submitCheckout(context, request);
      if (method === "mpesa") return submitDeposit(context, request);
      return unavailable(`${method} is not offered here`);
    },
    async query(plan, reference) {
      if (plan.method === "card")
        return queryCheckout(context, plan, reference);
      if (plan.method === "mpesa") return queryDeposit(context, plan);
      return {
        kind: "unavailable",
        detail: `there is no query for ${plan.method}`,
      };
    },
    readCallback,
    checkHealth: () => checkHealth(settings),
  };
}

function toMethods(settings: ResolvedSettings): readonly MethodTerms[] {
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
    currencies: ["KES"],
    min: settings.mpesaMin,
    max: settings.mpesaMax,
    // Whole shillings, https://docs.moflay.com/api-reference/express/express-payment.
    step: 100,
    needsPhone: true,
    needsReference: false,
    promptSeconds: settings.promptSeconds,
  };
  const hasCard =
    settings.cardRouteId !== null && settings.cardChannelType !== null;
  return [
    ...(hasCard ? [card] : []),
    ...(settings.shortCode === null ? [] : [mpesa]),
  ];
}
