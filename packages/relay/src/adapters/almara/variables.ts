/** The adapter's configuration variables. The keys are those of `AlmaraSettings`. */
import type { Amount } from "@malipo/protocol";
import { foldText } from "@malipo/protocol/text";
import { formatDecimal } from "../../domain/amount.ts";
import { ok } from "../../domain/errors.ts";
import { baseUrl, serviceUrl, withoutQuery } from "../environment/addresses.ts";
import type { ConfigProblem } from "../environment/environment.ts";
import {
  fault,
  amountOf,
  callPaths,
  choice,
  currencyList,
  hostList,
  integer,
  normalizedText,
  showPairs,
  showTimeouts,
  text,
  timeouts,
} from "../environment/parsers.ts";
import { givenSecret } from "../environment/secrets.ts";
import { environmentVariable } from "../environment/test-system.ts";
import { variable } from "../environment/variable.ts";
import type {
  Requirement,
  Values,
  Variable,
  Variables,
} from "../environment/variable.ts";
import {
  ACCOUNT_NO_MAX,
  ALMARA_PATHS,
  DEFAULT_MPESA_MAX,
  DEFAULT_MPESA_MIN,
  DEFAULT_TIMEOUTS,
  LONGEST_TIMEOUT_SECONDS,
  SAFARICOM,
  SERVICE_CODE_MAX,
  SHORT_CODE_MAX,
} from "./lib/settings.ts";
import type { AlmaraPaths, AlmaraTimeouts } from "./lib/settings.ts";
import { ALMARA_METHODS } from "./payments/methods.ts";

const MAX_TEXT = 512;
const NEEDED = "Almara Pay needs it";

const channelType = integer(0, 999_999);
const shortCode = normalizedText(SHORT_CODE_MAX, foldText);

/** In whole shillings: the provider doesn't transfer cents to or from phones. */
function limit(name: string, about: string, preset: Amount): Variable<Amount> {
  return variable({
    name,
    about: `${about}, in whole shillings.`,
    parse: amountOf("KES", 100),
    default: preset,
    show: (amount: Amount) =>
      (formatDecimal(amount) ?? "").replace(/\.00$/, ""),
  });
}

export const ALMARA_VARIABLES = {
  apiUrl: variable({
    name: "ALMARA_API_URL",
    about: "The base URL of the API.",
    parse: baseUrl,
    required: NEEDED,
    show: withoutQuery,
  }),
  tokenUrl: variable({
    name: "ALMARA_TOKEN_URL",
    about: "The full URL of the token endpoint.",
    parse: serviceUrl,
    required: NEEDED,
    show: withoutQuery,
  }),
  clientId: variable({
    name: "ALMARA_CLIENT_ID",
    about: "From the provider.",
    parse: text(MAX_TEXT),
    required: NEEDED,
    show: "set",
  }),
  clientSecret: variable({
    name: "ALMARA_CLIENT_SECRET",
    about: "From the provider.",
    parse: givenSecret,
    required: NEEDED,
    secret: true,
  }),
  environment: environmentVariable("ALMARA_ENVIRONMENT", "ALMARA_API_URL"),
  scope: variable({
    name: "ALMARA_SCOPE",
    about: "The scope to request with a token, if the provider gave you one.",
    parse: text(MAX_TEXT),
  }),
  tokenStyle: variable({
    name: "ALMARA_TOKEN_STYLE",
    about:
      "The body format of token requests: form (as in OAuth) or json (as on some of the provider's pages).",
    parse: choice("form", "json"),
    default: "form",
  }),
  cardRouteId: variable({
    name: "ALMARA_CARD_ROUTE_ID",
    about: "The account's route for card payments.",
    parse: text(MAX_TEXT),
    show: "set",
  }),
  cardChannelType: variable({
    name: "ALMARA_CARD_CHANNEL_TYPE",
    about: "The channel type of that route, an integer.",
    parse: channelType,
  }),
  cardCurrencies: variable({
    name: "ALMARA_CARD_CURRENCIES",
    about: "Comma-separated currencies that the route accepts.",
    parse: currencyList,
    default: ["KES"],
  }),
  checkoutHosts: variable({
    name: "ALMARA_CHECKOUT_HOSTS",
    about:
      "Comma-separated host[:port] of the card pages that shoppers may be redirected to.",
    parse: hostList,
    default: [],
    defaultText: "",
  }),
  accountNo: variable({
    name: "ALMARA_ACCOUNT_NO",
    about: "The merchant's account at the provider, at most 25 characters.",
    parse: text(ACCOUNT_NO_MAX),
    show: "set",
  }),
  shortCode: variable({
    name: "ALMARA_SHORT_CODE",
    about:
      "The paybill or till number that receives M-Pesa payments, at most 7 characters. Enables mpesa.",
    parse: shortCode,
  }),
  mpesaMin: limit(
    "ALMARA_MPESA_MIN",
    "The smallest M-Pesa or paybill payment",
    DEFAULT_MPESA_MIN,
  ),
  mpesaMax: limit(
    "ALMARA_MPESA_MAX",
    "The largest M-Pesa or paybill payment",
    DEFAULT_MPESA_MAX,
  ),
  airtelShortCode: variable({
    name: "ALMARA_AIRTEL_SHORT_CODE",
    about:
      "The short code that receives Airtel Money payments, at most 7 characters. Enables airtel. The provider doesn't document how it tells these prompts from M-Pesa's, so agree on it with them first.",
    parse: shortCode,
  }),
  airtelServiceCode: variable({
    name: "ALMARA_AIRTEL_SERVICE_CODE",
    about:
      "The service code for Airtel Money, if the provider gave you one, at most 6 characters.",
    parse: normalizedText(SERVICE_CODE_MAX, foldText),
  }),
  airtelMin: limit(
    "ALMARA_AIRTEL_MIN",
    "The smallest Airtel Money payment",
    DEFAULT_MPESA_MIN,
  ),
  airtelMax: limit(
    "ALMARA_AIRTEL_MAX",
    "The largest Airtel Money payment",
    DEFAULT_MPESA_MAX,
  ),
  paybillShortCode: variable({
    name: "ALMARA_PAYBILL_SHORT_CODE",
    about:
      "The paybill number that payers send money to from the M-Pesa menu, at most 7 characters. Enables paybill. Set it only after the provider has registered the relay's /callbacks/almara/c2b address; without its notifications the relay can't see these payments.",
    parse: shortCode,
  }),
  payoutRouteId: variable({
    name: "ALMARA_PAYOUT_ROUTE_ID",
    about: "The route for payouts to phones, used for refunds.",
    parse: text(MAX_TEXT),
    show: "set",
  }),
  payoutChannelType: variable({
    name: "ALMARA_PAYOUT_CHANNEL_TYPE",
    about: "The channel type of that route, an integer.",
    parse: channelType,
  }),
  payoutNetwork: variable({
    name: "ALMARA_PAYOUT_NETWORK",
    about:
      "The mobile country and network code that the route pays to, five or six digits. Safaricom Kenya is 63902.",
    parse: (given) =>
      /^\d{5,6}$/.test(given) ? ok(given) : fault("must be five or six digits"),
    default: SAFARICOM,
  }),
  payoutMin: limit(
    "ALMARA_PAYOUT_MIN",
    "The smallest payout",
    DEFAULT_MPESA_MIN,
  ),
  payoutMax: limit(
    "ALMARA_PAYOUT_MAX",
    "The largest payout",
    DEFAULT_MPESA_MAX,
  ),
  timeouts: variable<Partial<AlmaraTimeouts>>({
    name: "ALMARA_TIMEOUT_SECONDS",
    about: `How long to wait for the provider's response, 1 to ${LONGEST_TIMEOUT_SECONDS} seconds: one number for all calls, or comma-separated kind=seconds (submit=12,query=8).`,
    parse: timeouts(DEFAULT_TIMEOUTS, LONGEST_TIMEOUT_SECONDS),
    default: {},
    show: showTimeouts,
    defaultText: showTimeouts(DEFAULT_TIMEOUTS),
  }),
  paths: variable<Partial<AlmaraPaths>>({
    name: "ALMARA_PATHS",
    about:
      "Overrides of the default paths: comma-separated call=/path (deposit=/v2/express-deposit). The adapter's README lists the calls.",
    parse: callPaths(ALMARA_PATHS),
    default: {},
    show: showPairs,
    defaultText: "",
  }),
} as const satisfies Variables;

const [, CARD, AIRTEL] = ALMARA_METHODS;
const PAYOUTS = ["ALMARA_PAYOUT_ROUTE_ID", "ALMARA_PAYOUT_CHANNEL_TYPE"];

export const ALMARA_REQUIREMENTS: readonly Requirement[] = [
  {
    when: ["ALMARA_CARD_ROUTE_ID", "ALMARA_CARD_CHANNEL_TYPE"],
    needs: CARD.needs,
    why: "cards need it",
  },
  {
    when: ["ALMARA_AIRTEL_SERVICE_CODE"],
    needs: AIRTEL.needs,
    why: "Airtel Money needs it",
  },
  { when: PAYOUTS, needs: PAYOUTS, why: "payouts need it" },
];

export function checkLimits(
  values: Values<typeof ALMARA_VARIABLES>,
): readonly ConfigProblem[] {
  return (["mpesa", "airtel", "payout"] as const)
    .filter((what) => values[`${what}Min`].value > values[`${what}Max`].value)
    .map((what) => {
      const [min, max] = [`${what}Min`, `${what}Max`] as const;
      return {
        variable: ALMARA_VARIABLES[max].name,
        message: `must not be less than ${ALMARA_VARIABLES[min].name}`,
      };
    });
}
