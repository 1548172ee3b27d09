/** The shop's payment links: made at the relay once, found again at every later start. */
import { readFile } from "node:fs/promises";
import { parseFields } from "./fields.ts";
import type { LinkAddresses, LinkName } from "./shop.ts";
import { LINK_NAMES } from "./shop.ts";
import { writeWholeFile } from "./whole-file.ts";

/** As `POST /v1/merchant/payment-links` takes them. Amounts in minor units. */
const WANTED = {
  giftCard: {
    title: "Gift card",
    description: "For any shirt of Duka la Mashati. We send the code by SMS.",
    amount: { value: 100_000, currency: "KES" },
  },
  support: {
    title: "Support the shop",
    description: "Choose your own amount. It pays for cloth and thread.",
    currency: "KES",
    min: { value: 1_000, currency: "KES" },
  },
  supportNigeria: {
    title: "Support from Nigeria",
    description: "Choose your own amount in naira, from NGN 100.",
    currency: "NGN",
    min: { value: 10_000, currency: "NGN" },
  },
} as const satisfies Record<LinkName, object>;

export interface PaymentLinkOptions {
  /** Origin of the relay. */
  readonly relayUrl: string;
  /** Only ever known to this server. */
  readonly merchantKey: string;
  /** Keeps the links' ids, so that a start makes no new ones. */
  readonly file: string;
}

const TIMEOUT_MS = 10_000;

/** Where the links lead. Rejects when the relay does not answer as it should. */
export async function preparePaymentLinks(
  options: PaymentLinkOptions,
): Promise<LinkAddresses> {
  const known = await readPaymentLinkIds(options.file);
  const giftCard = await prepareLink(options, "giftCard", known);
  const support = await prepareLink(options, "support", known);
  const supportNigeria = await prepareLink(options, "supportNigeria", known);
  const ids = {
    giftCard: giftCard.id,
    support: support.id,
    supportNigeria: supportNigeria.id,
  };
  await writeWholeFile(options.file, JSON.stringify(ids));
  return {
    giftCard: giftCard.url,
    support: support.url,
    supportNigeria: supportNigeria.url,
  };
}

interface Link {
  readonly id: string;
  readonly url: string;
}

export type PaymentLinkIds = Readonly<Partial<Record<LinkName, string>>>;

/** The link of an earlier start; a new one where there is none or the relay has a new database. */
async function prepareLink(
  options: PaymentLinkOptions,
  name: LinkName,
  known: PaymentLinkIds,
): Promise<Link> {
  const id = known[name];
  const found =
    id === undefined
      ? undefined
      : await call(options, `/${encodeURIComponent(id)}`);
  const link = found ?? (await call(options, "", WANTED[name]));
  if (link === undefined)
    throw new Error("The relay has no payment links at this address.");
  return link;
}

/** Undefined for what the relay does not know. */
async function call(
  { relayUrl, merchantKey }: PaymentLinkOptions,
  path: string,
  body?: object,
): Promise<Link | undefined> {
  const answer = await fetch(`${relayUrl}/v1/merchant/payment-links${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      Authorization: `Bearer ${merchantKey}`,
      ...(body !== undefined && { "Content-Type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (answer.status === 404) return undefined;
  if (!answer.ok)
    throw new Error(`The relay answered ${answer.status} for a payment link.`);
  return parseLink(await answer.text());
}

function parseLink(text: string): Link {
  const { id, url } = parseFields(text) ?? {};
  if (typeof id !== "string" || typeof url !== "string" || !URL.canParse(url))
    throw new Error("The relay's payment link has no id or no address.");
  return { id, url };
}

/** What an earlier start made. No file, or one that is not ours: no link is known. */
export async function readPaymentLinkIds(
  file: string,
): Promise<PaymentLinkIds> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  const fields = parseFields(text) ?? {};
  return Object.fromEntries(
    LINK_NAMES.flatMap((name) => {
      const id = fields[name];
      return typeof id === "string" ? [[name, id]] : [];
    }),
  );
}
