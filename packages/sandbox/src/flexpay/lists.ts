/** GET /v1/transactions/pending, /sent and /received. */
import type { Handler } from "./endpoint.ts";
import { dataResponse, refusalResponse } from "./envelope.ts";
import type { Application } from "./applications.ts";
import type { Book } from "./book.ts";
import type { Sort } from "./paging.ts";
import { readPageRequest, toPage } from "./paging.ts";
import type { Transaction } from "./transaction.ts";
import { toTransactionJson } from "./transaction.ts";

export type Selection = (
  transaction: Transaction,
  caller: Application,
) => boolean;

/** Transactions waiting for the caller's acceptance. */
export const isPending: Selection = ({ receiver, status }, caller) =>
  status === "AWAITING_ACCEPTANCE" && receiver.account.application === caller;

export const isSent: Selection = ({ sender }, caller) =>
  sender.account.application === caller;

export const isReceived: Selection = ({ receiver }, caller) =>
  receiver.account.application === caller;

const NEWEST_FIRST: Sort = { property: "createdAt", ascending: false };

const SORT_KEYS = new Map<string, (each: Transaction) => number | string>([
  ["createdAt", ({ createdAt }) => createdAt.getTime()],
  ["updatedAt", ({ updatedAt }) => updatedAt.getTime()],
  ["expiresAt", ({ expiresAt }) => expiresAt.getTime()],
  ["amount", ({ units }) => units],
  ["currency", ({ currency }) => currency],
  ["status", ({ status }) => status],
  ["reference", ({ reference }) => reference],
]);

export function listHandler(book: Book, selects: Selection): Handler {
  return (request, caller) => {
    const asked = readPageRequest(request, NEWEST_FIRST);
    const unknown = asked.sort.filter(
      ({ property }) => !SORT_KEYS.has(property),
    );
    if (unknown.length > 0)
      return refusalResponse(
        "VALIDATION_ERROR",
        unknown.map(({ property }) => `sort: no property ${property}`),
      );
    const chosen = book.newestFirst().filter((each) => selects(each, caller));
    const page = toPage(order(chosen, asked.sort), asked, toTransactionJson);
    return dataResponse(200, "Transactions retrieved", page);
  };
}

/** The sort is stable, so the newest of equal items comes first. */
function order(
  transactions: Transaction[],
  sort: readonly Sort[],
): Transaction[] {
  return transactions.sort((left, right) => {
    for (const { property, ascending } of sort) {
      const compared = compare(SORT_KEYS.get(property), left, right);
      if (compared !== 0) return ascending ? compared : -compared;
    }
    return 0;
  });
}

function compare(
  keyOf: ((each: Transaction) => number | string) | undefined,
  left: Transaction,
  right: Transaction,
): number {
  if (keyOf === undefined) return 0;
  const [a, b] = [keyOf(left), keyOf(right)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
