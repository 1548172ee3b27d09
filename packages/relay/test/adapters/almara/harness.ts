/** Almara's adapter against a scripted server, and what it is asked. */
import { readFileSync } from "node:fs";
import { createAlmara } from "../../../src/adapters/almara/index.ts";
import type {
  Almara,
  AlmaraSettings,
} from "../../../src/adapters/almara/index.ts";
import type { AttemptPlan } from "../../../src/domain/attempt.ts";
import type { PayoutRequest } from "../../../src/domain/payout.ts";
import type { LinkRequest } from "../../../src/ports/merchant-services.ts";
import type {
  Provider,
  QueryResult,
  SubmitRequest,
} from "../../../src/ports/provider.ts";
import { aPlan, anOrder } from "../../domain/fixtures.ts";
import { kes } from "../../support/stand-in-services.ts";
import { eachInAWorld } from "../provider-http/world.ts";
import type { ProviderServer } from "./provider-server.ts";

export { kes };

export const ROUTES = {
  token: "POST /connect/token",
  checkout: "POST /v1/checkout-order/new-order",
  checkoutStatus: "GET /v1/checkout-order/check-status",
  deposit: "POST /v1/express-deposit",
  depositStatus: "GET /v1/express-deposit/check-status",
  payoutOrder: "POST /v1/payment-order/new-order",
  payoutStatus: "GET /v1/payment-order/check-status",
  payoutReject: "POST /v1/payment-order/reject-order",
  bill: "GET /v1/bill-payments",
  routes: "GET /v1/transaction-routes/assigned-routes",
  linkCreate: "POST /v1/payment-link/create-payment-link",
  linkFind: "GET /v1/payment-link/get-payment-link",
  linkUpdate: "PUT /v1/payment-link/update-payment-link",
  health: "GET /api_health_check",
} as const;

export const CLIENT_SECRET = "s3cr3t-of-the-merchant";
const MAC = "bWFjLW9mLXRoaXMtYXR0ZW1wdA";
export const PLAN = aPlan();
export const CARD_PLAN = aPlan({ method: "card", phone: null });
export const REFERENCE = anOrder().reference;

/** What comes of submits and queries. */
export const UNKNOWN = { kind: "unknown" };
export const PENDING = { kind: "pending" };
export const NOT_FOUND = { kind: "not_found" };
export const UNAVAILABLE = { kind: "unavailable" };
export const refused = (code: string) => ({ kind: "refused", code });
/** Nothing was sent, or nothing of it was accepted. */
export const NOT_ACCEPTED = refused("provider_unavailable");
export const ended = (code: string | null, status = "failed") => ({
  kind: "refused",
  status,
  code,
});

export const aRequest = (
  changes: Partial<SubmitRequest> = {},
): SubmitRequest => ({
  plan: PLAN,
  reference: REFERENCE,
  lines: anOrder().lines,
  merchantName: "Duka la Nguo",
  customerName: "Asha Mwangi",
  callbackUrl: `https://pay.shop.example/callbacks/almara/${PLAN.id}?s=${MAC}`,
  returnUrl: `https://pay.shop.example/return/${PLAN.id}`,
  cancelUrl: `https://pay.shop.example/cancel/${PLAN.id}`,
  ...changes,
});

export const aCardRequest = (changes: Partial<SubmitRequest> = {}) =>
  aRequest({ plan: CARD_PLAN, ...changes });

export const aPayoutRequest = (
  changes: Partial<PayoutRequest> = {},
): PayoutRequest => ({
  id: "5d1f7e0a-2c7d-4b6e-8f52-1e9a3c0d0002",
  amount: kes(250_000),
  phone: PLAN.phone ?? "",
  recipientName: "Asha Mwangi",
  merchantName: "Duka la Nguo",
  reference: REFERENCE,
  notes: `Refund of ${REFERENCE}`,
  ...changes,
});

export const aLink = (changes: Partial<LinkRequest> = {}): LinkRequest => ({
  title: "School trip",
  description: null,
  amount: kes(150_050),
  currency: "KES",
  reference: "TRIP-7",
  redirectUrl: "https://shop.example/thanks",
  ...changes,
});

/** The adapter; no query of this provider asks for a transfer. */
export interface TestAlmara extends Omit<Almara, "provider"> {
  readonly provider: Omit<Provider, "query"> & {
    query(plan: AttemptPlan, reference: string): Promise<QueryResult>;
  };
}

/** What the adapter answers to shoppers' calls is searched for secrets too. */
export const eachInItsOwnWorld = () =>
  eachInAWorld<TestAlmara, AlmaraSettings>({
    settings: settingsFor,
    impatient: {
      timeouts: {
        ...{ submitMs: 300, queryMs: 300, readMs: 300 },
        ...{ changeMs: 300, healthMs: 300 },
      },
    },
    open: (settings, ports, said) => {
      const almara = createAlmara(settings, ports);
      return { ...almara, provider: recorded(almara.provider, said) };
    },
    token: { route: ROUTES.token, json: (token) => tokenJson(token) },
    secrets: [CLIENT_SECRET, MAC, PLAN.phone ?? ""],
  });

export const tokenJson = (token: string, expiresIn: unknown = 3600) => ({
  access_token: token,
  expires_in: expiresIn,
  token_type: "Bearer",
});

function settingsFor(server: ProviderServer): AlmaraSettings {
  return {
    apiUrl: server.url,
    tokenUrl: `${server.url}/connect/token`,
    clientId: "merchant-17",
    clientSecret: CLIENT_SECRET,
    scope: "PyPay_api",
    cardRouteId: "DED81224-70B6-ED11-AD49-0EE00E897F52",
    cardChannelType: 172,
    accountNo: "0072",
    shortCode: "600000",
    airtelShortCode: null,
    airtelServiceCode: null,
    paybillShortCode: null,
    payoutRouteId: "f0aefe34-3fc5-f011-bbc1-0e7d952d79b7",
    payoutChannelType: 1,
    checkoutHosts: ["cards.example", `127.0.0.1:${server.port}`],
  };
}

function recorded(provider: Provider, said: unknown[]): TestAlmara["provider"] {
  const keep = <T>(answer: T): T => {
    said.push(answer);
    return answer;
  };
  return {
    ...provider,
    submit: async (request) => keep(await provider.submit(request)),
    query: async (plan, reference) =>
      keep(await provider.query(plan, reference, null)),
  };
}

/** A sample body of the provider's documentation, byte for byte. */
export function sample(name: string): Uint8Array {
  return readFileSync(new URL(`../../samples/${name}`, import.meta.url));
}

export const sampleText = (name: string): string =>
  Buffer.from(sample(name)).toString();
