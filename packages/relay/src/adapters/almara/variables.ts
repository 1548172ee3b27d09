/** What the environment can tell the adapter. The keys are those of `AlmaraSettings`. */
import type { Amount } from "@malipo/protocol";
import { foldText } from "@malipo/protocol/text";
import { formatDecimal } from "../../domain/amount.ts";
import { baseUrl, serviceUrl, withoutQuery } from "../environment/addresses.ts";
import type { ConfigProblem } from "../environment/environment.ts";
import {
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

/** Whole shillings: the provider moves no cents to or from phones. */
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
    about: "The base address of the API.",
    parse: baseUrl,
    required: NEEDED,
    show: withoutQuery,
  }),
  tokenUrl: variable({
    name: "ALMARA_TOKEN_URL",
    about: "The whole address of the token call.",
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
  scope: variable({
    name: "ALMARA_SCOPE",
    about: "The scope of the token call, if the provider gave one.",
    parse: text(MAX_TEXT),
  }),
  tokenStyle: variable({
    name: "ALMARA_TOKEN_STYLE",
    about:
      "How the token call writes its body: form (as OAuth has it) or json (as some of the provider's pages show it).",
    parse: choice("form", "json"),
    default: "form",
  }),
  cardRouteId: variable({
    name: "ALMARA_CARD_ROUTE_ID",
    about: "The card route of the account.",
    parse: text(MAX_TEXT),
    show: "set",
  }),
  cardChannelType: variable({
    name: "ALMARA_CARD_CHANNEL_TYPE",
    about: "The channel type of that route, a whole number.",
    parse: channelType,
  }),
  cardCurrencies: variable({
    name: "ALMARA_CARD_CURRENCIES",
    about: "What that route takes, with commas between.",
    parse: currencyList,
    default: ["KES"],
  }),
  checkoutHosts: variable({
    name: "ALMARA_CHECKOUT_HOSTS",
    about:
      "host[:port] of the pages that shoppers may be sent to, with commas between.",
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
      "The paybill or till that M-Pesa payments are credited to, at most 7 characters.",
    parse: shortCode,
  }),
  mpesaMin: limit(
    "ALMARA_MPESA_MIN",
    "The least that M-Pesa and paybill take in one payment",
    DEFAULT_MPESA_MIN,
  ),
  mpesaMax: limit(
    "ALMARA_MPESA_MAX",
    "The most that they take",
    DEFAULT_MPESA_MAX,
  ),
  airtelShortCode: variable({
    name: "ALMARA_AIRTEL_SHORT_CODE",
    about:
      "The short code that Airtel Money prompts are credited to, at most 7 characters. Offers airtel; how the provider tells such prompts from M-Pesa's is not documented, so agree on it with them first.",
    parse: shortCode,
  }),
  airtelServiceCode: variable({
    name: "ALMARA_AIRTEL_SERVICE_CODE",
    about:
      "The service code that goes with it, where the provider gave one; at most 6 characters.",
    parse: normalizedText(SERVICE_CODE_MAX, foldText),
  }),
  airtelMin: limit(
    "ALMARA_AIRTEL_MIN",
    "The least that Airtel Money takes in one payment",
    DEFAULT_MPESA_MIN,
  ),
  airtelMax: limit(
    "ALMARA_AIRTEL_MAX",
    "The most that it takes",
    DEFAULT_MPESA_MAX,
  ),
  paybillShortCode: variable({
    name: "ALMARA_PAYBILL_SHORT_CODE",
    about:
      "The paybill number that payers may send money to by hand, at most 7 characters. Offers paybill; set it only when the relay's /callbacks/almara/c2b address is registered with the provider, for without its messages no such payment is ever noticed.",
    parse: shortCode,
  }),
  payoutRouteId: variable({
    name: "ALMARA_PAYOUT_ROUTE_ID",
    about: "The route for payments to phones, which refunds are sent by.",
    parse: text(MAX_TEXT),
    show: "set",
  }),
  payoutChannelType: variable({
    name: "ALMARA_PAYOUT_CHANNEL_TYPE",
    about: "The channel type of that route, a whole number.",
    parse: channelType,
  }),
  payoutNetwork: variable({
    name: "ALMARA_PAYOUT_NETWORK",
    about:
      "Mobile country and network code of the network that route pays to, five or six digits; Safaricom Kenya if nothing is said.",
    parse: (given) =>
      /^\d{5,6}$/.test(given)
        ? { value: given }
        : { faults: ["must be five or six digits"] },
    default: SAFARICOM,
  }),
  payoutMin: limit(
    "ALMARA_PAYOUT_MIN",
    "The least of one payout",
    DEFAULT_MPESA_MIN,
  ),
  payoutMax: limit(
    "ALMARA_PAYOUT_MAX",
    "The most of one payout",
    DEFAULT_MPESA_MAX,
  ),
  timeouts: variable<Partial<AlmaraTimeouts>>({
    name: "ALMARA_TIMEOUT_SECONDS",
    about: `How long the provider may take to answer, 1 to ${LONGEST_TIMEOUT_SECONDS} seconds: one number for every call, or kind=seconds with commas between (submit=12,query=8).`,
    parse: timeouts(DEFAULT_TIMEOUTS, LONGEST_TIMEOUT_SECONDS),
    default: {},
    show: showTimeouts,
    defaultText: showTimeouts(DEFAULT_TIMEOUTS),
  }),
  paths: variable<Partial<AlmaraPaths>>({
    name: "ALMARA_PATHS",
    about:
      "Other paths than the default ones, call=/path with commas between (deposit=/v2/express-deposit). The calls are those of the adapter's README.",
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
