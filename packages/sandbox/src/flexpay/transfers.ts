/** Operations on transactions: https://docs.yourflexpay.com/idaas/payments */
import { Timers } from "../web/timers.ts";
import type { Application } from "./applications.ts";
import type { Book } from "./book.ts";
import type { RefusalCode } from "./refusals.ts";
import type { Transaction, Transfer } from "./transaction.ts";
import { createTransaction, isPartOf } from "./transaction.ts";
import type { Wallets } from "./wallets.ts";
import type { WebhookDelivery } from "./webhook-delivery.ts";
import type { WebhookMode } from "./webhook-mode.ts";

export interface TransfersOptions {
  readonly book: Book;
  readonly wallets: Wallets;
  readonly delivery: WebhookDelivery;
  readonly log: (line: string) => void;
  readonly acceptanceSeconds: number;
  readonly expiryLagSeconds: number;
}

export type TransferResult =
  | { readonly ok: true; readonly transaction: Transaction }
  | { readonly ok: false; readonly code: RefusalCode };

export class Transfers {
  readonly #options: TransfersOptions;
  readonly #timers = new Timers();

  constructor(options: TransfersOptions) {
    this.#options = options;
  }

  /** Refuses with UNAVAILABLE if the store is full. */
  initiate(transfer: Transfer, mode: WebhookMode): TransferResult {
    const { book, delivery, acceptanceSeconds, expiryLagSeconds } =
      this.#options;
    const now = new Date();
    const acceptanceMs = acceptanceSeconds * 1000;
    const transaction = createTransaction(transfer, now, acceptanceMs);
    if (!book.put(transaction)) return { ok: false, code: "UNAVAILABLE" };
    this.#timers.after(acceptanceMs + expiryLagSeconds * 1000, () => {
      this.expire(transaction.reference);
    });
    this.#log(transaction);
    delivery.tellReceiver(transaction, mode);
    return { ok: true, transaction };
  }

  /** Moves the money. If the sender's balance is too low, the transaction stays pending. */
  accept(reference: string, caller: Application): TransferResult {
    const found = this.#findDecidable(reference, caller);
    if (!found.ok) return found;
    const now = new Date();
    if (!this.#options.wallets.move(found.transaction, now))
      return { ok: false, code: "INSUFFICIENT_FUNDS" };
    return this.#end({
      ...found.transaction,
      status: "COMPLETED",
      acceptedAt: now,
      updatedAt: now,
    });
  }

  reject(
    reference: string,
    caller: Application,
    reason: string,
  ): TransferResult {
    const found = this.#findDecidable(reference, caller);
    if (!found.ok) return found;
    const now = new Date();
    return this.#end({
      ...found.transaction,
      status: "REJECTED",
      rejectedAt: now,
      rejectionReason: reason,
      updatedAt: now,
    });
  }

  /** Ignores `expiresAt`. Sends no webhook: they are documented only for acceptance and rejection. */
  expire(reference: string): TransferResult {
    const transaction = this.#options.book.get(reference);
    if (transaction === undefined)
      return { ok: false, code: "TRANSACTION_NOT_FOUND" };
    if (transaction.status !== "AWAITING_ACCEPTANCE")
      return { ok: false, code: "INVALID_TRANSACTION_STATE" };
    return this.#end({
      ...transaction,
      status: "EXPIRED",
      updatedAt: new Date(),
    });
  }

  /** A transaction that involves the caller. */
  find(reference: string, caller: Application): TransferResult {
    const transaction = this.#options.book.get(reference);
    if (transaction === undefined)
      return { ok: false, code: "TRANSACTION_NOT_FOUND" };
    return isPartOf(transaction, caller)
      ? { ok: true, transaction }
      : { ok: false, code: "FORBIDDEN" };
  }

  /** Cancels scheduled expirations. */
  reset(): void {
    this.#timers.clear();
  }

  close(): void {
    this.#timers.close();
  }

  #findDecidable(reference: string, caller: Application): TransferResult {
    const found = this.find(reference, caller);
    if (!found.ok) return found;
    const { receiver, status, expiresAt } = found.transaction;
    if (receiver.account.application !== caller)
      return { ok: false, code: "FORBIDDEN" };
    if (status !== "AWAITING_ACCEPTANCE")
      return { ok: false, code: "INVALID_TRANSACTION_STATE" };
    // The expiry job may be late.
    return expiresAt <= new Date()
      ? { ok: false, code: "TRANSACTION_EXPIRED" }
      : found;
  }

  #end(transaction: Transaction): TransferResult {
    const { book, delivery } = this.#options;
    book.put(transaction);
    this.#log(transaction);
    const { status } = transaction;
    if (status === "COMPLETED")
      delivery.tellSender(transaction, "TRANSACTION_COMPLETED");
    if (status === "REJECTED")
      delivery.tellSender(transaction, "TRANSACTION_REJECTED");
    return { ok: true, transaction };
  }

  #log({ reference, status }: Transaction): void {
    this.#options.log(`${reference}: ${status}`);
  }
}
