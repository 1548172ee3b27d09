/** What every page knows of the shop. */
import type { Catalog } from "./catalog.ts";

export const LINK_NAMES = ["giftCard", "support", "supportNigeria"] as const;
export type LinkName = (typeof LINK_NAMES)[number];

/** Where payment links lead; null for one that could not be made. */
export type LinkAddresses = Readonly<Record<LinkName, string | null>>;

export const NO_LINKS: LinkAddresses = {
  giftCard: null,
  support: null,
  supportNigeria: null,
};

export interface Shop {
  readonly catalog: Catalog;
  /** Origin at which browsers reach the shop, for example `https://shop.example`. */
  readonly shopUrl: string;
  /** Origin of the relay, for example `https://pay.shop.example`. */
  readonly relayUrl: string;
  readonly links: LinkAddresses;
  /** The sandbox's phone page; null for a shop that takes real money. */
  readonly testPhoneUrl: string | null;
  /** The sandbox's wallet page; null for a shop that takes real money. */
  readonly testWalletUrl: string | null;
}

export const SHOP_NAME = "Duka la Mashati";
