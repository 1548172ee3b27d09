/** Where payment links live, and what their orders come to. */
import type { LinkFigures, PaymentLink } from "../domain/payment-link.ts";
import type { Page, PageRequest } from "./page.ts";

export interface PaymentLinksTransaction {
  /** Locks the link until the transaction ends. */
  getPaymentLink(id: string): Promise<PaymentLink | undefined>;
  /** Without a lock: it may change before the transaction ends. */
  peekPaymentLink(id: string): Promise<PaymentLink | undefined>;
  /** Of all its orders but one. Lock the link first (`getPaymentLink`), so that nobody else takes what is left. */
  readLinkFigures(id: string, exceptOrder: string): Promise<LinkFigures>;
  /** Whether another order of the link is being paid, or was paid, by this phone. Lock the link first. */
  isLinkUsedBy(
    id: string,
    phone: string,
    exceptOrder: string,
  ): Promise<boolean>;
  /** Inserts or replaces by id. */
  putPaymentLink(link: PaymentLink): Promise<void>;
}

export interface PaymentLinks {
  getPaymentLink(id: string): Promise<PaymentLink | undefined>;
  /** What its orders come to. */
  readLinkFigures(id: string): Promise<LinkFigures>;
  /** Newest first. A page of those that are accepted may be short, or empty, although more follow. */
  listPaymentLinks(
    page: PageRequest,
    accepts?: (link: PaymentLink) => boolean | Promise<boolean>,
  ): Promise<Page<PaymentLink>>;
}
