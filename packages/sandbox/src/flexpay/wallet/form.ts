/** The wallet's form for sending money. */
import { z } from "zod";
import type { Account, Directory } from "../applications.ts";
import type { Flexpay } from "../flexpay.ts";
import { findParty } from "../initiate.ts";
import { parseUnits } from "../money.ts";
import type { Transaction } from "../transaction.ts";
import { WEBHOOK_MODES } from "../webhook-mode.ts";

export interface WalletForm {
  readonly sender: string;
  readonly tag: string;
  readonly amount: string;
  readonly currency: string;
  readonly narration: string;
}

export type WalletField = keyof WalletForm;

/** Errors by field. */
export type WalletProblems = Readonly<Partial<Record<WalletField, string>>>;

export type SendResult =
  | { readonly ok: true; readonly transaction: Transaction }
  | { readonly ok: false; readonly problems: WalletProblems };

const text = z.string().trim().max(600).catch("");

const walletForm = z.object({
  sender: text,
  tag: text,
  amount: text,
  currency: text,
  narration: text,
});

const EMPTY: WalletForm = {
  sender: "",
  tag: "",
  amount: "",
  currency: "",
  narration: "",
};

/** Reads a form or a query string; missing fields are empty. */
export function readWalletForm(input: unknown): WalletForm {
  return walletForm.safeParse(input).data ?? EMPTY;
}

/** Doesn't check the sender's balance: the provider does so when the receiver accepts. */
export function sendFromWallet(
  { directory, transfers }: Flexpay,
  form: WalletForm,
): SendResult {
  const sender = findPayer(directory, form.sender);
  const receiver = findParty(directory, form.tag);
  // Accepts grouped digits; rejects everything except digits and a point.
  const units = parseUnits(form.amount.replace(/[, ]/g, ""));
  const currency = form.currency === "" ? "NGN" : form.currency;
  const problems: WalletProblems = {
    ...(sender === undefined && { sender: "Choose who sends." }),
    ...(!receiver.ok && { tag: "Nobody has this tag." }),
    ...(units === undefined && {
      amount: "Type an amount above 0, with at most four decimals.",
    }),
    ...(!/^[A-Z]{3}$/.test(currency) && {
      currency: "A currency has three capital letters.",
    }),
    ...(form.narration.length > 500 && {
      narration: "At most 500 characters.",
    }),
  };
  if (
    sender === undefined ||
    !receiver.ok ||
    units === undefined ||
    Object.keys(problems).length > 0
  )
    return { ok: false, problems };
  const result = transfers.initiate(
    {
      sender: { account: sender, tag: sender.address },
      receiver: receiver.party,
      units,
      currency,
      narration: form.narration === "" ? null : form.narration,
      callbackUrl: null,
    },
    WEBHOOK_MODES.normal,
  );
  return result.ok
    ? result
    : { ok: false, problems: { sender: "Too many transfers wait already." } };
}

function findPayer(
  { payers }: Directory,
  address: string,
): Account | undefined {
  return payers.find((payer) => payer.address === address);
}
