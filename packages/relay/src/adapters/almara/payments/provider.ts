/** The provider port for Almara Pay: cards by checkout order, mobile money by express deposit or paybill. */
import type { Provider } from "../../../ports/provider.ts";
import { ALMARA_INBOUND } from "../inbound.ts";
import { readCallback } from "./callback.ts";
import type { Context } from "../lib/context.ts";
import { whyNotRefundable, toMethods } from "./methods.ts";
import { readPaybillNotice } from "./paybill-notice.ts";
import { queryCheckout } from "./query-checkout.ts";
import { queryDeposit } from "./query-deposit.ts";
import { submitCheckout } from "./submit-checkout.ts";
import { depositRoute, submitDeposit } from "./submit-deposit.ts";
import { unavailable } from "./submit-response.ts";
import { queryPaybill, submitPaybill } from "./submit-paybill.ts";

export function createProvider(context: Context): Provider {
  const { settings } = context;
  return {
    id: "almara",
    inbound: ALMARA_INBOUND,
    methods: toMethods(settings),
    whyNotRefundable,
    canQuery: (method) => method !== "paybill",
    async submit(request) {
      const { method } = request.plan;
      if (method === "card") return submitCheckout(context, request);
      if (method === "paybill") return submitPaybill(settings, request);
      if (method !== "mpesa" && method !== "airtel")
        return unavailable(`${method} is not offered here`);
      const route = depositRoute(settings, method);
      return route === null
        ? unavailable(`${method} is not configured`)
        : submitDeposit(context, route, request);
    },
    async query(plan, reference) {
      if (plan.method === "card")
        return queryCheckout(context, plan, reference);
      if (plan.method === "mpesa" || plan.method === "airtel")
        return queryDeposit(context, plan);
      if (plan.method === "paybill") return queryPaybill(settings, plan);
      return {
        kind: "unavailable",
        detail: `there is no query for ${plan.method}`,
      };
    },
    readCallback,
    readPaybillNotice: (body) => readPaybillNotice(body, context.unknownValues),
  };
}
