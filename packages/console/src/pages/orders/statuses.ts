import type { OrderStatus } from "@malipo/protocol";
import { en } from "../../words/en.ts";

/** From the words, so that a new status can't be forgotten, and the interface's schemas stay out of the page. */
const WORDS: Readonly<Record<OrderStatus, string>> = en.orderStatus;

export const ORDER_STATUSES = Object.keys(WORDS) as readonly OrderStatus[];

/** Stands among the statuses in the list's filter, as people look for it there. */
export const PARTLY_PAID = "partly_paid";

/** The rest of a part payment can still come. */
export const isPayable = (status: string): boolean =>
  status === "open" || status === "pending";
