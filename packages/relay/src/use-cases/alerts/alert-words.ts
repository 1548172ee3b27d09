/** What alerts say, in English: they are read by the people of the shop. */
import type { Amount } from "@malipo/protocol";
import type { DeliveryError } from "@malipo/protocol/merchant";
import { formatDecimal } from "../../domain/amount.ts";
import type {
  Alert,
  AlertFacts,
  AlertGroup,
  AlertType,
} from "../../domain/alert.ts";
import { CONFIGURED_ENDPOINT_ID } from "../../domain/webhook-endpoint.ts";
import type { TimeZone } from "../../domain/time-zone.ts";
import { formatMoney, formatTime } from "../receipts/format.ts";
import { RECEIPT_WORDS } from "../receipts/words/index.ts";
import type { Alerting } from "./alerting.ts";

export interface AlertContext extends Pick<
  Alerting,
  "consoleUrl" | "providerTitles"
> {
  readonly merchant: { readonly name: string };
  readonly livemode: boolean;
  readonly zone: TimeZone;
}

interface Words {
  /** Of one: "order A-1 is paid, KES 2,500". */
  one(about: AlertFacts, context: AlertContext): string;
  /** Of several, before their sum: "37 orders are paid". */
  readonly many: string;
  /** The page of the console about one; null if none is. */
  page(about: AlertFacts): Link | null;
}

interface Link {
  readonly url: string;
  readonly text: string;
}

const WORDS = RECEIPT_WORDS.en;

/** The sums and counts are shown by the caller; unknown currencies in minor units. */
const showAmount = (amount: Amount): string =>
  formatDecimal(amount) === undefined
    ? `${amount.currency}\u00a0${String(amount.value)}`
    : formatMoney(amount, WORDS);

export const showTime = (at: number, { zone }: AlertContext): string =>
  formatTime(at, WORDS, zone);

const withAmount = ({ amount }: AlertFacts): string =>
  amount == null ? "" : `, ${showAmount(amount)}`;

const titleOf = (
  { provider = "" }: AlertFacts,
  { providerTitles }: AlertContext,
): string => providerTitles[provider] ?? provider;

const momentOf = (time: string | undefined, context: AlertContext): string =>
  time === undefined ? "" : showTime(Date.parse(time), context);

const FLAGS = {
  review: "something about its payment does not fit",
  overpaid: "more was paid than asked for",
} as const;

const WHY_DEAD: Readonly<Record<DeliveryError, string>> = {
  timeout: "no response in time",
  connection: "no connection",
  private_address: "its address is private",
  redirect: "it redirects",
  gone: "it says that it is gone",
  status: "it did not take it",
  deleted: "it was deleted",
};

const pageOfOrder = ({ orderId = "", reference = "" }: AlertFacts): Link => ({
  url: `/orders/${orderId}`,
  text: `Open order ${reference}`,
});

const ALL: Readonly<Record<AlertType, Words>> = {
  "order.paid": {
    one: (about) =>
      `order ${about.reference ?? ""} is paid${withAmount(about)}`,
    many: "orders are paid",
    page: pageOfOrder,
  },
  "order.review": {
    one: ({ reference = "", flags = [], ...about }) =>
      `order ${reference} needs a person${withAmount(about)}: ${flags.map((flag) => FLAGS[flag]).join("; ")}`,
    many: "orders need a person",
    page: pageOfOrder,
  },
  "payment.unmatched": {
    one: (about, context) =>
      `a payment through ${titleOf(about, context)} matches no order${withAmount(about)}`,
    many: "payments match no order",
    page: () => ({
      url: "/attention#payments",
      text: "Open what needs a person",
    }),
  },
  "delivery.dead": {
    one: ({ event = "", endpointId = "", lastStatus, lastError }) => {
      const why = [
        ...(lastError == null ? [] : [WHY_DEAD[lastError]]),
        ...(lastStatus == null ? [] : [`status ${String(lastStatus)}`]),
      ].join(", ");
      const endpoint =
        endpointId === CONFIGURED_ENDPOINT_ID
          ? "MALIPO_WEBHOOK_URL"
          : `the endpoint ${endpointId}`;
      return `the webhook ${event} to ${endpoint} is given up${why === "" ? "" : ` (${why})`}`;
    },
    many: "webhooks are given up",
    page: ({ deliveryId = "" }) => ({
      url: `/deliveries/${deliveryId}`,
      text: "Open the webhook",
    }),
  },
  "provider.down": {
    one: (about, context) =>
      `${titleOf(about, context)} has not responded since ${momentOf(about.since, context)}`,
    many: "times a provider stopped responding",
    page: () => null,
  },
  "provider.up": {
    one: (about, context) =>
      `${titleOf(about, context)} responds again; it was away from ${momentOf(about.since, context)} to ${momentOf(about.until, context)}`,
    many: "times a provider responded again",
    page: () => null,
  },
  "reconciliation.difference": {
    one: (about, context) =>
      `our records and those of ${titleOf(about, context)} differ${withAmount(about)}`,
    many: "differences to the providers' records",
    page: () => ({ url: "/reconciliation", text: "Open the differences" }),
  },
};

/** "order A-1 is paid, KES 2,500", or "37 orders are paid, KES 92,500". */
export function describeGroup(
  { type, count, totals, alerts }: AlertGroup,
  context: AlertContext,
): string {
  const [only] = alerts;
  return count === 1 && only !== undefined
    ? ALL[type].one(only.about, context)
    : [`${String(count)} ${ALL[type].many}`, ...totals.map(showAmount)].join(
        ", ",
      );
}

export const describeAlert = (
  { type, about }: Alert,
  context: AlertContext,
): string => ALL[type].one(about, context);

/** Null if no page is about it, or it is not known where people open the console. */
export function linkOf(
  { type, about }: Alert,
  { consoleUrl }: AlertContext,
): Link | null {
  const page = ALL[type].page(about);
  return consoleUrl === null || page === null
    ? null
    : { ...page, url: `${consoleUrl}/console${page.url}` };
}
