/** The adapter's configuration variables. The keys are those of `FlexpaySettings`, except for the webhook secrets. */
import { baseUrl, withoutQuery } from "../environment/addresses.ts";
import {
  callPaths,
  choice,
  currencyList,
  fault,
  showPairs,
  showTimeouts,
  text,
  timeouts,
} from "../environment/parsers.ts";
import { givenSecret, sharedSecret } from "../environment/secrets.ts";
import { environmentVariable } from "../environment/test-system.ts";
import { variable } from "../environment/variable.ts";
import type { Parse, Variables } from "../environment/variable.ts";
import { parsePrivateJwk } from "./private-key.ts";
import type { PrivateJwk } from "./private-key.ts";
import { DEFAULT_TIMEOUTS, FLEXPAY_PATHS } from "./settings.ts";
import type { FlexpayPaths, FlexpayTimeouts } from "./settings.ts";
import { ok } from "../../domain/errors.ts";
import { parseTag } from "./tags.ts";

const MAX_TEXT = 512;
const MAX_TAG = 128;
/** The provider generates it; its length is undocumented. */
const MIN_WEBHOOK_SECRET = 16;
/** For all pages of a list; other calls take less. */
const LONGEST_TIMEOUT_SECONDS = 30;
const NEEDED = "FlexPay needs it";

const tag: Parse<string> = (given, context) => {
  const parsed = text(MAX_TAG)(given, context);
  return !parsed.ok || parseTag(parsed.value) !== null
    ? parsed
    : fault("must be like @duka or duka@dukaapp");
};

const privateKey: Parse<PrivateJwk> = (given) => {
  const value = parsePrivateJwk(parseJson(given));
  return value === undefined
    ? fault(
        "must be the private half of an EC P-256 key as a JSON Web Key (kty, crv, x, y, d)",
      )
    : ok(value);
};

function parseJson(given: string): unknown {
  try {
    return JSON.parse(given) as unknown;
  } catch {
    // The parser's message would repeat part of the key.
    return undefined;
  }
}

export const FLEXPAY_VARIABLES = {
  apiUrl: variable({
    name: "FLEXPAY_API_URL",
    about: "The base URL of the API.",
    parse: baseUrl,
    required: NEEDED,
    show: withoutQuery,
  }),
  clientId: variable({
    name: "FLEXPAY_CLIENT_ID",
    about: "From the provider.",
    parse: text(MAX_TEXT),
    required: NEEDED,
    show: "set",
  }),
  clientSecret: variable({
    name: "FLEXPAY_CLIENT_SECRET",
    about: "From the provider.",
    parse: givenSecret,
    required: NEEDED,
    secret: true,
  }),
  tag: variable({
    name: "FLEXPAY_TAG",
    about:
      "The tag that payers send money to: duka@dukaapp, or @duka to ignore the application.",
    parse: tag,
    required: NEEDED,
  }),
  webhookSecret: variable({
    name: "FLEXPAY_WEBHOOK_SECRET",
    about:
      "From the provider: the secret that signs its webhooks. At least 16 characters.",
    parse: sharedSecret(MIN_WEBHOOK_SECRET),
    required: NEEDED,
    secret: true,
  }),
  webhookSecretPrevious: variable({
    name: "FLEXPAY_WEBHOOK_SECRET_PREVIOUS",
    about: "The previous secret, also accepted during a rotation.",
    parse: sharedSecret(MIN_WEBHOOK_SECRET),
    secret: true,
  }),
  environment: environmentVariable("FLEXPAY_ENVIRONMENT", "FLEXPAY_API_URL"),
  webhookKey: variable({
    name: "FLEXPAY_WEBHOOK_KEY",
    about:
      "The key of the signature: raw (the secret itself, as documented) or sha256 (the secret's SHA-256 in hexadecimal, in case the provider signs with the hash that it stores).",
    parse: choice("raw", "sha256"),
    default: "raw",
  }),
  privateKey: variable({
    name: "FLEXPAY_PRIVATE_KEY",
    about:
      "The application's private key (appPrivateJwk), an EC P-256 JSON Web Key. Needed only if webhooks are encrypted.",
    parse: privateKey,
    secret: true,
    redact: ({ d }: PrivateJwk) => [d],
  }),
  unmatched: variable({
    name: "FLEXPAY_UNMATCHED",
    about:
      "What to do with a transfer that matches no open order: reject (the payer is told why) or leave (your staff accept or reject it, or it expires).",
    parse: choice("reject", "leave"),
    default: "reject",
  }),
  currencies: variable({
    name: "FLEXPAY_CURRENCIES",
    about: "Comma-separated currencies to accept.",
    parse: currencyList,
    default: ["NGN"],
  }),
  timeouts: variable<Partial<FlexpayTimeouts>>({
    name: "FLEXPAY_TIMEOUT_SECONDS",
    about: `How long to wait for the provider's response, 1 to ${LONGEST_TIMEOUT_SECONDS} seconds: one number for all calls, or comma-separated kind=seconds (read=8,list=20). The limit for list covers all its pages.`,
    parse: timeouts(DEFAULT_TIMEOUTS, LONGEST_TIMEOUT_SECONDS),
    default: {},
    show: showTimeouts,
    defaultText: showTimeouts(DEFAULT_TIMEOUTS),
  }),
  paths: variable<Partial<FlexpayPaths>>({
    name: "FLEXPAY_PATHS",
    about:
      "Overrides of the default paths: comma-separated call=/path (pending=/v2/pending). The adapter's README lists the calls.",
    parse: callPaths(FLEXPAY_PATHS),
    default: {},
    show: showPairs,
    defaultText: "",
  }),
} as const satisfies Variables;
