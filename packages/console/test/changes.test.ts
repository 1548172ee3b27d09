import { describe, expect, it } from "vitest";
import { changesOf } from "../src/pages/audit/changes.ts";
import { en } from "../src/words/en.ts";

const texts = (entry: Parameters<typeof changesOf>[0]): readonly string[] =>
  changesOf(entry, en).map(({ fact, text }) => `${fact}: ${text}`);

describe("what an entry of the audit log changed", () => {
  it("is what it was and what it is", () => {
    expect(
      texts({
        before: { status: "open", active: true, maxPayments: null },
        after: { status: "cancelled", active: false, maxPayments: 5 },
      }),
    ).toEqual([
      "Status: open → cancelled",
      "Active: yes → no",
      "Most payments: nothing → 5",
    ]);
  });

  it("is only what is there, of something new", () => {
    expect(
      texts({
        before: null,
        after: {
          title: "Class",
          amount: { value: 150_050, currency: "KES" },
          min: null,
        },
      }),
    ).toEqual(["Title: Class", "Amount: KES\u00a01,500.50"]);
  });

  it("says that something changed whose text is not logged", () => {
    const hidden = { description: "(not logged)", metadata: null };
    const url = "https://books.example/";
    expect(
      texts({
        before: { ...hidden, url },
        after: { ...hidden, url, metadata: "(not logged)" },
      }),
    ).toEqual([
      "Description: changed (not logged)",
      "Extra data: nothing → (not logged)",
      "Address: https://books.example/ (the part that changed is not logged)",
    ]);
  });

  it("has all amounts of a list", () => {
    const amounts = [
      { value: 100, currency: "KES" },
      { value: 20_000, currency: "KES" },
    ];
    expect(
      texts({ before: null, after: { suggestedAmounts: amounts } }),
    ).toEqual(["Suggested amounts: KES\u00a01, KES\u00a0200"]);
  });

  it("ends with nothing where it was removed, and is empty where nothing is told", () => {
    expect(texts({ before: { name: "Till" }, after: null })).toEqual([
      "Name: Till → nothing",
    ]);
    expect(texts({ before: null, after: null })).toEqual([]);
  });
});
