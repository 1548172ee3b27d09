import { describe, expect, it } from "vitest";
import { changesOf } from "../src/lib/edit.ts";
import {
  EMPTY_DRAFT,
  EMPTY_FIELD,
  readLinkDraft,
  toNewLink,
} from "../src/pages/links/link-draft.ts";
import type { LinkDraft } from "../src/pages/links/link-draft.ts";

/** A shop in UTC. */
const CLOCK = {
  toLocal: (time: string) => time.slice(0, 16),
  fromLocal: (local: string) =>
    local.startsWith("2026-02-30") ? undefined : `${local}:00.000Z`,
};
const read = (changes: Partial<LinkDraft>) =>
  readLinkDraft({ ...EMPTY_DRAFT, amount: "100", ...changes }, CLOCK);
const faultsOf = (changes: Partial<LinkDraft>) => read(changes).faults;

describe("a payment link that is typed", () => {
  it("is sent without what is empty", () => {
    expect(toNewLink(read({}).values)).toEqual({
      currency: "KES",
      amount: { value: 10_000, currency: "KES" },
    });
  });

  it("has no limits of an open amount beside a fixed one, nor the other way round", () => {
    const typed = { min: "5", max: "10", suggested: ["7"], quantityMax: "3" };
    expect(read(typed).values).toMatchObject({
      min: null,
      suggestedAmounts: null,
      quantity: { min: 1, max: 3 },
    });
    expect(read({ ...typed, kind: "open" }).values).toMatchObject({
      amount: null,
      min: { value: 500, currency: "KES" },
      suggestedAmounts: [{ value: 700, currency: "KES" }],
      quantity: null,
    });
  });

  it.each<[Partial<LinkDraft>, Record<string, string>]>([
    [{ amount: "" }, { amount: "missing" }],
    [{ amount: "ten" }, { amount: "amount" }],
    [{ amount: "0" }, { amount: "amount" }],
    [{ currency: "UGX", amount: "1.50" }, { amount: "amount" }],
    [{ kind: "open", min: "2", max: "1" }, { max: "crossed" }],
    [
      { kind: "open", suggested: ["1", "", "x"] },
      { "suggestedAmounts.2": "amount" },
    ],
    [{ quantityMin: "3", quantityMax: "2" }, { "quantity.max": "crossed" }],
    [{ maxPayments: "1.5" }, { maxPayments: "whole" }],
    [{ stock: "-1" }, { stock: "whole" }],
    [{ expires: "2026-02-30T10:00" }, { expiresAt: "time" }],
    [{ fields: [EMPTY_FIELD] }, { "fields.0.label": "missing" }],
    [
      { fields: [{ ...EMPTY_FIELD, label: "Size", type: "choice" }] },
      { "fields.0.choices": "missing" },
    ],
    [{ stock: "0", maxPayments: " 3 " }, {}],
    [
      { takesParts: true, depositPercent: "a third" },
      { "deposit.percent": "whole" },
    ],
    [{ takesParts: false, depositPercent: "a third" }, {}],
  ])("%j is wrong in %j", (changes, faults) => {
    expect(faultsOf(changes)).toEqual(faults);
  });

  it("names its questions by what they ask, each differently", () => {
    const labels = ["T-shirt size", "T-shirt, size?", "Ukubwa wa ñ", "尺寸"];
    const fields = labels.map((label) => ({ ...EMPTY_FIELD, label }));
    expect(read({ fields }).values.fields?.map(({ id }) => id)).toEqual([
      "t_shirt_size",
      "t_shirt_size_2",
      "ukubwa_wa_n",
      "answer",
    ]);
  });

  it("asks for a deposit where it takes parts, and for none where it doesn't", () => {
    const deposit = { takesParts: true, depositPercent: "30" };
    const before = read(deposit).values;
    expect(before).toMatchObject({
      payment: "partial",
      deposit: { percent: 30 },
    });
    const after = read({ ...deposit, takesParts: false }).values;
    expect(changesOf({ base: before, draft: after })).toEqual({
      payment: "exact",
      deposit: null,
    });
  });

  it("is changed in what differs alone, and cleared with null", () => {
    const before = read({ description: "Old", reference: "R" }).values;
    const after = read({ reference: "R", amount: "100.00", stock: "5" }).values;
    expect(changesOf({ base: before, draft: after })).toEqual({
      description: null,
      stock: 5,
    });
  });
});
