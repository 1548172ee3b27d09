import { describe, expect, it } from "vitest";
import { createDirectory } from "../../src/flexpay/applications.ts";
import { Book } from "../../src/flexpay/book.ts";
import { FLEXPAY_DEFAULTS } from "../../src/flexpay/options.ts";
import { createTransaction } from "../../src/flexpay/transaction.ts";

const { shopAccount } = createDirectory(FLEXPAY_DEFAULTS);
const party = { account: shopAccount, tag: shopAccount.address };

const create = () =>
  createTransaction(
    {
      sender: party,
      receiver: party,
      units: 1,
      currency: "NGN",
      narration: null,
      callbackUrl: null,
    },
    new Date(),
    1000,
  );

describe("Book", () => {
  it("forgets the oldest that has ended, never one that waits", () => {
    const book = new Book(2);
    const [first, second, third, fourth] = [
      create(),
      create(),
      create(),
      create(),
    ];
    expect([book.put(first), book.put(second), book.put(third)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(book.put({ ...second, status: "EXPIRED" })).toBe(true);
    expect(book.put(fourth)).toBe(true);
    expect(book.newestFirst()).toEqual([fourth, first]);
    expect(book.get(second.reference)).toBeUndefined();
  });

  it("tells of every change", () => {
    const book = new Book();
    let changes = 0;
    book.watch(() => {
      changes += 1;
    });
    book.put(create());
    book.clear();
    expect(changes).toBe(2);
  });
});
