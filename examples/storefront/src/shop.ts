/** What every page knows of the shop. */
import type { Catalog } from "./catalog.ts";

/** Where payment links lead; null for one that could not be made. */
export interface LinkAddresses {
  readonly giftCard: string | null;
  readonly support: string | null;
}

export interface Shop {
  readonly catalog: Catalog;
  /** Origin at which browsers reach the shop, for example `https://shop.example`. */
  readonly shopUrl: string;
  /** Origin of the relay, for example `https://pay.shop.example`. */
  readonly relayUrl: string;
  readonly links: LinkAddresses;
  /** The sandbox's phone page; null for a shop that takes real money. */
  readonly testPhoneUrl: string | null;
}

export const SHOP_NAME = "Duka la Mashati";
