/** The wallet's screen: balances and transfers. */
import { toTimeOfDay } from "../../web/kenya-time.ts";
import type { ScreenItem } from "../../web/live-streams.ts";
import type { Account, Directory } from "../applications.ts";
import type { Book } from "../book.ts";
import { toMoney } from "../money.ts";
import type { Transaction, TransactionStatus } from "../transaction.ts";
import type { Wallets } from "../wallets.ts";
import { renderTransfer } from "./cards.ts";

const MAX_TRANSFERS = 20;

/** The currencies of the form and the balances. */
export const WALLET_CURRENCIES = ["NGN", "KES"] as const;

export interface WalletSources {
  readonly directory: Directory;
  readonly book: Book;
  readonly wallets: Wallets;
}

export interface WalletScreen {
  /** By element id. */
  readonly balances: readonly { readonly id: string; readonly text: string }[];
  /** Newest first. */
  readonly transfers: readonly ScreenItem[];
}

export function toWalletScreen(sources: WalletSources): WalletScreen {
  const { book, directory, wallets } = sources;
  const sent = book
    .newestFirst()
    .filter(({ sender }) => sender.account.application === directory.wallet)
    .slice(0, MAX_TRANSFERS);
  return {
    balances: directory.payers.flatMap((payer) =>
      WALLET_CURRENCIES.map((currency) => ({
        id: toBalanceId(payer, currency),
        text: toMoney({ currency, units: wallets.held(payer, currency) }),
      })),
    ),
    transfers: sent.map(toItem),
  };
}

export function toBalanceId({ name }: Account, currency: string): string {
  return `balance-${name}-${currency}`;
}

function toItem(transaction: Transaction): ScreenItem {
  const words = toStateWords(transaction);
  return {
    id: `transfer-${transaction.reference}`,
    version: transaction.status,
    html: renderTransfer(transaction, words).text,
    announcement: `${toMoney(transaction)} to ${transaction.receiver.tag}: ${words}`,
  };
}

const STATE_WORDS: Readonly<
  Record<TransactionStatus, (transaction: Transaction) => string>
> = {
  AWAITING_ACCEPTANCE: ({ expiresAt }) =>
    `Waits for the shop until ${toTimeOfDay(expiresAt)}.`,
  COMPLETED: () => "Accepted by the shop.",
  REJECTED: ({ rejectionReason }) => `Rejected: ${rejectionReason ?? ""}`,
  EXPIRED: () => "Expired. Nothing was taken.",
};

function toStateWords(transaction: Transaction): string {
  return STATE_WORDS[transaction.status](transaction);
}
