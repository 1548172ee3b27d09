/** What somebody may mean who types a text to find an order. Pure. */
import { foldText } from "@malipo/protocol/text";
import { toContact } from "./contacts.ts";
import { normalizeReceipt } from "./receipt.ts";

export interface SearchTerms {
  /** The order's id. */
  readonly id: string;
  /** In small letters: a reference, or an id at the provider. */
  readonly lower: string;
  /** What payers type as the account. */
  readonly payerReference: string;
  readonly receipt: string;
  /** A phone or an e-mail address; null if it is neither. */
  readonly contact: string | null;
}

export function searchTerms(text: string): SearchTerms {
  const id = foldText(text);
  return {
    id,
    lower: id.toLowerCase(),
    payerReference: id.replaceAll(/[^A-Za-z0-9]/g, "").toUpperCase(),
    receipt: normalizeReceipt(id) ?? "",
    contact: toContact(text) ?? null,
  };
}
