/**
 * Balances. The provider has one wallet per application; the sandbox also has one per account, so that a single payer can
 * run out of funds. An application's balance is the sum of its accounts.
 */
import { randomUUID } from "node:crypto";
import type { Account, Application, Directory } from "./applications.ts";
import type { Transaction } from "./transaction.ts";

export interface Wallet {
  readonly id: string;
  readonly units: number;
  readonly debitedUnits: number;
  readonly creditedUnits: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

interface Totals {
  readonly id: string;
  debitedUnits: number;
  creditedUnits: number;
  updatedAt: Date;
}

export class Wallets {
  readonly #directory: Directory;
  readonly #createdAt = new Date();
  /** By account, then by currency. */
  readonly #held = new Map<Account, Map<string, number>>();
  readonly #totals = new Map<Application, Map<string, Totals>>();

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  held(account: Account, currency: string): number {
    return this.#held.get(account)?.get(currency) ?? account.initialUnits;
  }

  read(application: Application, currency: string): Wallet {
    const { id, debitedUnits, creditedUnits, updatedAt } = this.#totalsOf(
      application,
      currency,
    );
    const units = this.#directory.accounts
      .filter((account) => account.application === application)
      .reduce((sum, account) => sum + this.held(account, currency), 0);
    const createdAt = this.#createdAt;
    return { id, units, debitedUnits, creditedUnits, createdAt, updatedAt };
  }

  /** Returns false, and moves nothing, if the sender's balance is too low. */
  move({ sender, receiver, units, currency }: Transaction, now: Date): boolean {
    if (this.held(sender.account, currency) < units) return false;
    this.#add(sender.account, currency, -units);
    this.#add(receiver.account, currency, units);
    const debited = this.#totalsOf(sender.account.application, currency);
    debited.debitedUnits += units;
    debited.updatedAt = now;
    const credited = this.#totalsOf(receiver.account.application, currency);
    credited.creditedUnits += units;
    credited.updatedAt = now;
    return true;
  }

  /** Restores the initial balances. */
  clear(): void {
    this.#held.clear();
    this.#totals.clear();
  }

  #add(account: Account, currency: string, units: number): void {
    const held = this.#held.get(account) ?? new Map<string, number>();
    held.set(currency, this.held(account, currency) + units);
    this.#held.set(account, held);
  }

  #totalsOf(application: Application, currency: string): Totals {
    const byCurrency =
      this.#totals.get(application) ?? new Map<string, Totals>();
    this.#totals.set(application, byCurrency);
    const totals = byCurrency.get(currency) ?? {
      id: randomUUID(),
      debitedUnits: 0,
      creditedUnits: 0,
      updatedAt: this.#createdAt,
    };
    byCurrency.set(currency, totals);
    return totals;
  }
}
