/** The settings of a merchant's account. Hosts have no default, because the provider documents none. */
import type { Amount } from "@malipo/protocol";

export interface AlmaraPaths {
  readonly checkoutOrder: string;
  readonly checkoutStatus: string;
  readonly deposit: string;
  readonly depositStatus: string;
  readonly payoutOrder: string;
  readonly payoutStatus: string;
  readonly payoutReject: string;
  readonly bill: string;
  readonly routes: string;
  readonly linkCreate: string;
  readonly linkFind: string;
  readonly linkUpdate: string;
  readonly health: string;
}

export interface AlmaraTimeouts {
  /** Calls that move money. */
  readonly submitMs: number;
  /** Queries of a payment's status. */
  readonly queryMs: number;
  /** Reads for the merchant API: payouts, bills, routes, links. */
  readonly readMs: number;
  /** Changes for the merchant API: rejecting a payout, creating and changing links. */
  readonly changeMs: number;
  readonly tokenMs: number;
  readonly healthMs: number;
}

export interface AlmaraSettings {
  /** The base URL of the API, with or without a path. */
  readonly apiUrl: string;
  /** The full URL of the token endpoint. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string | null;
  /** The body format of token requests. Default "form". */
  readonly tokenStyle?: "form" | "json" | undefined;
  /** Cards are offered if route and channel type are both set. */
  readonly cardRouteId: string | null;
  readonly cardChannelType: number | null;
  /** ISO 4217 codes that the card route accepts. Default KES. */
  readonly cardCurrencies?: readonly string[] | undefined;
  /** The merchant's account at the provider; at most 25 characters. */
  readonly accountNo: string | null;
  /** The paybill or till that deposits are credited to, at most 7 characters. Enables M-Pesa. */
  readonly shortCode: string | null;
  /** The short code for Airtel Money deposits, at most 7 characters. Enables Airtel Money. */
  readonly airtelShortCode: string | null;
  /** Sent with these deposits if set, at most 6 characters. */
  readonly airtelServiceCode: string | null;
  /**
   * The paybill that payers send money to manually, at most 7 characters. Enables paybill. The relay's URL must be
   * registered with the provider, because these payments can't be queried.
   */
  readonly paybillShortCode: string | null;
  /** Payouts to phones are possible if route and channel type are both set. */
  readonly payoutRouteId: string | null;
  readonly payoutChannelType: number | null;
  /** MCC and MNC of the network that the route pays to. Default "63902", Safaricom Kenya. */
  readonly payoutNetwork?: string | undefined;
  /** Allowed hosts of hosted pages, as `host[:port]`. Exact matches only. */
  readonly checkoutHosts: readonly string[];
  readonly paths?: Partial<AlmaraPaths> | undefined;
  readonly timeouts?: Partial<AlmaraTimeouts> | undefined;
  /** How long a prompt is valid, in seconds. Default 60. */
  readonly promptSeconds?: number | undefined;
  /** Limits of one M-Pesa payment. Default KES 1 and KES 250,000. */
  readonly mpesaMin?: Amount | undefined;
  readonly mpesaMax?: Amount | undefined;
  /** Limits of one Airtel Money payment; undocumented. Default as for M-Pesa. */
  readonly airtelMin?: Amount | undefined;
  readonly airtelMax?: Amount | undefined;
  /** Limits of one payout. Default as for M-Pesa. */
  readonly payoutMin?: Amount | undefined;
  readonly payoutMax?: Amount | undefined;
}

export interface ResolvedSettings extends Required<AlmaraSettings> {
  readonly tokenStyle: "form" | "json";
  readonly cardCurrencies: readonly string[];
  readonly paths: AlmaraPaths;
  readonly timeouts: AlmaraTimeouts;
  readonly promptSeconds: number;
  readonly mpesaMin: Amount;
  readonly mpesaMax: Amount;
  readonly airtelMin: Amount;
  readonly airtelMax: Amount;
  readonly payoutNetwork: string;
  readonly payoutMin: Amount;
  readonly payoutMax: Amount;
}

/** https://docs.zamupay.com/express-deposit-request-25375893e0 (field lengths); the account's limit is WapiPay's. */
export const SHORT_CODE_MAX = 7;
export const ACCOUNT_NO_MAX = 25;
export const SERVICE_CODE_MAX = 6;

export const ALMARA_PATHS: AlmaraPaths = {
  checkoutOrder: "/v1/checkout-order/new-order",
  checkoutStatus: "/v1/checkout-order/check-status",
  deposit: "/v1/express-deposit",
  depositStatus: "/v1/express-deposit/check-status",
  payoutOrder: "/v1/payment-order/new-order",
  payoutStatus: "/v1/payment-order/check-status",
  payoutReject: "/v1/payment-order/reject-order",
  bill: "/v1/bill-payments",
  routes: "/v1/transaction-routes/assigned-routes",
  linkCreate: "/v1/payment-link/create-payment-link",
  linkFind: "/v1/payment-link/get-payment-link",
  linkUpdate: "/v1/payment-link/update-payment-link",
  // Inferred from a public client of a sibling product.
  health: "/api_health_check",
};

export const DEFAULT_TIMEOUTS: AlmaraTimeouts = {
  submitMs: 15_000,
  queryMs: 10_000,
  readMs: 10_000,
  changeMs: 15_000,
  tokenMs: 10_000,
  healthMs: 3_000,
};

/** A submit may need two tokens and two requests, which must end within `SUBMIT_SURELY_OVER_MS`. */
export const LONGEST_TIMEOUT_SECONDS = 15;

/** Safaricom's limits per transaction, https://zaro.info/m-pesa-limits/can-m-pesa-hold-1-million. */
export const DEFAULT_MPESA_MIN: Amount = { value: 100, currency: "KES" };
export const DEFAULT_MPESA_MAX: Amount = { value: 25_000_000, currency: "KES" };

/** The operator code of the documented payout to a +2547 account. */
export const SAFARICOM = "63902";

/** Fills in the defaults. Throws for settings that would otherwise fail during a payment. */
export function resolveSettings(settings: AlmaraSettings): ResolvedSettings {
  requireWebAddress("apiUrl", settings.apiUrl);
  requireWebAddress("tokenUrl", settings.tokenUrl);
  requireAtMost("shortCode", settings.shortCode, SHORT_CODE_MAX);
  requireAtMost("accountNo", settings.accountNo, ACCOUNT_NO_MAX);
  requireAtMost("airtelShortCode", settings.airtelShortCode, SHORT_CODE_MAX);
  requireAtMost(
    "airtelServiceCode",
    settings.airtelServiceCode,
    SERVICE_CODE_MAX,
  );
  requireAtMost("paybillShortCode", settings.paybillShortCode, SHORT_CODE_MAX);
  return {
    ...settings,
    tokenStyle: settings.tokenStyle ?? "form",
    cardCurrencies: settings.cardCurrencies ?? ["KES"],
    paths: { ...ALMARA_PATHS, ...settings.paths },
    timeouts: { ...DEFAULT_TIMEOUTS, ...settings.timeouts },
    promptSeconds: settings.promptSeconds ?? 60,
    mpesaMin: settings.mpesaMin ?? DEFAULT_MPESA_MIN,
    mpesaMax: settings.mpesaMax ?? DEFAULT_MPESA_MAX,
    airtelMin: settings.airtelMin ?? DEFAULT_MPESA_MIN,
    airtelMax: settings.airtelMax ?? DEFAULT_MPESA_MAX,
    payoutNetwork: settings.payoutNetwork ?? SAFARICOM,
    payoutMin: settings.payoutMin ?? DEFAULT_MPESA_MIN,
    payoutMax: settings.payoutMax ?? DEFAULT_MPESA_MAX,
  };
}

function requireWebAddress(name: string, value: string): void {
  const protocol = URL.parse(value)?.protocol;
  if (protocol !== "https:" && protocol !== "http:")
    throw new TypeError(`Almara: ${name} is not an http or https address.`);
}

function requireAtMost(name: string, value: string | null, max: number): void {
  if (value !== null && value.length > max)
    throw new TypeError(`Almara: ${name} is longer than ${max} characters.`);
}
