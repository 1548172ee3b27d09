/** The shop's payment links: made at the relay once, found again at every later start. */
import { readFile } from "node:fs/promises";
import { ProblemError, createMerchantClient } from "@malipo/client";
import type { MerchantClient } from "@malipo/client";
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
export async function preparePaymentLinks({
  relayUrl,
  merchantKey,
  file,
}: PaymentLinkOptions): Promise<LinkAddresses> {
  const malipo = createMerchantClient({
    relay: relayUrl,
    key: merchantKey,
    timeoutMs: TIMEOUT_MS,
  });
  const known = await readPaymentLinkIds(file);
  const giftCard = await prepareLink(malipo, "giftCard", known);
  const support = await prepareLink(malipo, "support", known);
  const supportNigeria = await prepareLink(malipo, "supportNigeria", known);
  const ids = {
    giftCard: giftCard.id,
    support: support.id,
    supportNigeria: supportNigeria.id,
  };
  await writeWholeFile(file, JSON.stringify(ids));
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
  malipo: MerchantClient,
  name: LinkName,
  known: PaymentLinkIds,
): Promise<Link> {
  const id = known[name];
  const found = id === undefined ? undefined : await findLink(malipo, id);
  return (
    found ??
    parseLink(
      await malipo.post("/v1/merchant/payment-links", {
        body: { ...WANTED[name] },
      }),
    )
  );
}

/** Undefined for what the relay does not know. */
async function findLink(
  malipo: MerchantClient,
  id: string,
): Promise<Link | undefined> {
  try {
    const path = { id };
    return parseLink(
      await malipo.get("/v1/merchant/payment-links/{id}", { path }),
    );
  } catch (error) {
    if (error instanceof ProblemError && error.code === "not_found")
      return undefined;
    throw error;
  }
}

/** Some other server may listen at the relay's address. */
function parseLink({ id, url }: Partial<Link>): Link {
  if (id === undefined || url === undefined || !URL.canParse(url))
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
