/** Tables that are derived from the orders at each write, for what would have to read many of them. */
import type { LinkUseState } from "../../domain/link-use.ts";

export interface OrderContactsTable {
  /** A phone number's digits with country code, or an e-mail address in small letters. */
  contact: string;
  /** The order's, so that its page is found in order. */
  created_at: number;
  order_id: string;
}

/** How many orders of one kind were created in a quarter of an hour, and their sum in minor units. */
export interface OrderFiguresTable {
  bucket_at: number;
  /** Spreads the writes of orders that change at the same moment. */
  shard: number;
  status: string;
  /** Empty for none. */
  method: string;
  provider: string;
  currency: string;
  paid_within: number;
  orders: number;
  value: number;
}

export interface LinkUsesTable {
  link_id: string;
  order_id: string;
  state: LinkUseState;
  units: number;
  currency: string;
  value: number;
  paid_at: number | null;
}

/** The rows of `link_uses`, and what has been removed of them, added up. */
export interface LinkFiguresTable {
  link_id: string;
  state: LinkUseState;
  currency: string;
  orders: number;
  units: number;
  value: number;
  /** 0 for never. */
  last_paid_at: number;
}

export interface OpenBalancesTable {
  order_id: string;
  currency: string;
  paid: number;
  due: number;
}
