/** What the environment can tell the adapter. The keys are those of `FlexpaySettings`, but for the webhook's secrets. */
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
import { variable } from "../environment/variable.ts";
import type { Parse, Variables } from "../environment/variable.ts";
import { parsePrivateJwk } from "./private-key.ts";
import type { PrivateJwk } from "./private-key.ts";
import { DEFAULT_TIMEOUTS, FLEXPAY_PATHS } from "./settings.ts";
import type { FlexpayPaths, FlexpayTimeouts } from "./settings.ts";
import { parseTag } from "./tags.ts";

const MAX_TEXT = 512;
const MAX_TAG = 128;
/** The provider makes this one; its length is not documented. */
const MIN_WEBHOOK_SECRET = 16;
/** For all pages of a list together; every other call takes less. */
const LONGEST_TIMEOUT_SECONDS = 30;
const NEEDED = "FlexPay needs it";

const tag: Parse<string> = (given, context) => {
  const parsed = text(MAX_TAG)(given, context);
  return "faults" in parsed || parseTag(parsed.value) !== null
    ? parsed
    : fault("must be like @duka or duka@dukaapp");
};

const privateKey: Parse<PrivateJwk> = (given) => {
  const value = parsePrivateJwk(parseJson(given));
  return value === undefined
    ? fault(
        "must be the private half of an EC P-256 key as a JSON Web Key (kty, crv, x, y, d)",
      )
    : { value };
};

function parseJson(given: string): unknown {
  try {
    return JSON.parse(given) as unknown;
  } catch {
    // The parser's own message would repeat a part of the key.
    return undefined;
  }
}

export const FLEXPAY_VARIABLES = {
  apiUrl: variable({
    name: "FLEXPAY_API_URL",
    about: "The base address of the API.",
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
      "The tag that payers send to: duka@dukaapp, or @duka where its application is not to be named and not to be compared.",
    parse: tag,
    required: NEEDED,
  }),
  webhookSecret: variable({
    name: "FLEXPAY_WEBHOOK_SECRET",
    about: "From the provider; signs its webhooks. At least 16 characters.",
    parse: sharedSecret(MIN_WEBHOOK_SECRET),
    required: NEEDED,
    secret: true,
  }),
  webhookSecretPrevious: variable({
    name: "FLEXPAY_WEBHOOK_SECRET_PREVIOUS",
    about:
      "The secret before that one, taken as well while it is being changed.",
    parse: sharedSecret(MIN_WEBHOOK_SECRET),
    secret: true,
  }),
  webhookKey: variable({
    name: "FLEXPAY_WEBHOOK_KEY",
    about:
      "What the signature is keyed with: raw (the secret, as documented) or sha256 (its hexadecimal SHA-256, should the provider sign with the hash that it keeps).",
    parse: choice("raw", "sha256"),
    default: "raw",
  }),
  privateKey: variable({
    name: "FLEXPAY_PRIVATE_KEY",
    about:
      "The application's private key, an EC P-256 JSON Web Key in JSON (appPrivateJwk). Only where webhooks are encrypted.",
    parse: privateKey,
    secret: true,
    redact: ({ d }: PrivateJwk) => [d],
  }),
  unmatched: variable({
    name: "FLEXPAY_UNMATCHED",
    about:
      "What is done with a transfer to the tag that belongs to no open order: reject (the payer gets a reason) or leave (a person decides, or it lapses).",
    parse: choice("reject", "leave"),
    default: "reject",
  }),
  currencies: variable({
    name: "FLEXPAY_CURRENCIES",
    about: "What can be paid in, with commas between.",
    parse: currencyList,
    default: ["NGN"],
  }),
  timeouts: variable<Partial<FlexpayTimeouts>>({
    name: "FLEXPAY_TIMEOUT_SECONDS",
    about: `How long the provider may take to answer, 1 to ${LONGEST_TIMEOUT_SECONDS} seconds: one number for every call, or kind=seconds with commas between (read=8,list=20). A list counts with all its pages.`,
    parse: timeouts(DEFAULT_TIMEOUTS, LONGEST_TIMEOUT_SECONDS),
    default: {},
    show: showTimeouts,
    defaultText: showTimeouts(DEFAULT_TIMEOUTS),
  }),
  paths: variable<Partial<FlexpayPaths>>({
    name: "FLEXPAY_PATHS",
    about:
      "Other paths than the default ones, call=/path with commas between (pending=/v2/pending). The calls are those of the adapter's README.",
    parse: callPaths(FLEXPAY_PATHS),
    default: {},
    show: showPairs,
    defaultText: "",
  }),
} as const satisfies Variables;
