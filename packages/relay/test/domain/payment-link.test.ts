import type { Amount } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import {
  NEW_MIRROR,
  amountToPay,
  checkLeft,
  contradictionOf,
  isMirrorSynced,
  isUsable,
  providerPageUrl,
  quantityToPay,
  remainingOf,
  whyInactive,
} from "../../src/domain/payment-link.ts";
import type {
  LinkFigures,
  LinkMirrorState,
  PaymentLink,
} from "../../src/domain/payment-link.ts";
import { T0, outcomeOf } from "./fixtures.ts";

const kes = (value: number): Amount => ({ value, currency: "KES" });

const aLink = (changes: Partial<PaymentLink> = {}): PaymentLink => ({
  id: "pl_AAAAAAAAAAAAAAAAAAAAAA",
  reference: null,
  title: "Donation",
  description: null,
  currency: "KES",
  amount: null,
  min: null,
  max: null,
  active: true,
  expiresAt: null,
  returnUrl: null,
  mirror: null,
  createdAt: T0,
  updatedAt: T0 + 5_000,
  ...changes,
});

const PAGE = "https://links.provider.example/1";

const aMirror = (changes: Partial<LinkMirrorState> = {}): LinkMirrorState => ({
  wanted: true,
  id: "1",
  url: PAGE,
  carriedOver: T0 + 5_000,
  fault: null,
  ...changes,
});

describe("a link at the provider", () => {
  it.each<[string, LinkMirrorState | null, boolean, string | null]>([
    ["not wanted there", null, false, null],
    ["not made there yet", NEW_MIRROR, false, null],
    ["as it stands here", aMirror(), true, PAGE],
    ["as it stood before a change", aMirror({ carriedOver: T0 }), false, null],
    ["not wanted there any more", aMirror({ wanted: false }), true, null],
    ["without a page of its own", aMirror({ url: null }), true, null],
  ])("%s", (_what, mirror, carriedOver, page) => {
    const link = aLink({ mirror });
    expect(isMirrorSynced(link)).toBe(carriedOver);
    expect(providerPageUrl(link)).toBe(page);
  });

  it("begins as wanted, with nothing made and no fault", () => {
    expect(NEW_MIRROR).toEqual({
      wanted: true,
      id: null,
      url: null,
      carriedOver: null,
      fault: null,
    });
  });
});

describe("isUsable", () => {
  it.each<[Partial<PaymentLink>, boolean]>([
    [{}, true],
    [{ active: false }, false],
    [{ expiresAt: T0 + 1 }, true],
    [{ expiresAt: T0 }, false],
    [{ expiresAt: T0 - 1 }, false],
    [{ expiresAt: T0 + 1, active: false }, false],
  ])("%j: %s", (changes, usable) => {
    expect(isUsable(aLink(changes), T0)).toBe(usable);
  });
});

describe("amountToPay", () => {
  const fixed = { amount: kes(50_000) };
  const within = { min: kes(10_000), max: kes(90_000) };

  it.each<[Partial<PaymentLink>, Amount | undefined, Amount | string]>([
    [fixed, undefined, kes(50_000)],
    [fixed, kes(50_000), kes(50_000)],
    [fixed, kes(50_001), "amount_not_allowed"],
    [fixed, { value: 50_000, currency: "UGX" }, "amount_not_allowed"],
    [{}, undefined, "amount_required"],
    [{}, kes(1), kes(1)],
    [{}, kes(0), "amount_out_of_range"],
    [{}, kes(-1), "amount_out_of_range"],
    [{}, { value: 5, currency: "USD" }, "currency_unsupported"],
    [within, kes(9_999), "amount_out_of_range"],
    [within, kes(10_000), kes(10_000)],
    [within, kes(90_000), kes(90_000)],
    [within, kes(90_001), "amount_out_of_range"],
    [{ max: kes(90_000) }, kes(1), kes(1)],
    [{ min: kes(10_000) }, kes(99_999_999), kes(99_999_999)],
  ])("of %j and %j is %j", (link, chosen, expected) => {
    expect(outcomeOf(amountToPay(aLink(link), chosen))).toEqual(expected);
  });
});

const figures = (changes: Partial<LinkFigures> = {}): LinkFigures => ({
  orders: 9,
  pending: 0,
  paid: 0,
  unitsPending: 0,
  unitsPaid: 0,
  sums: [],
  lastPaidAt: null,
  ...changes,
});

describe("what is left of a link", () => {
  it.each<[string, Partial<PaymentLink>, Partial<LinkFigures>, string | null]>([
    ["without limits", {}, { paid: 99, unitsPaid: 99 }, null],
    ["used less often", { maxPayments: 2 }, { paid: 1 }, null],
    ["used up by who paid", { maxPayments: 1 }, { paid: 1 }, "used_up"],
    ["held by who is paying", { maxPayments: 1 }, { pending: 1 }, "used_up"],
    ["used beyond a lowered limit", { maxPayments: 1 }, { paid: 3 }, "used_up"],
    ["with pieces left", { stock: 3 }, { unitsPaid: 2 }, null],
    ["sold out", { stock: 3 }, { unitsPaid: 1, unitsPending: 2 }, "sold_out"],
    [
      "with fewer left than one must take",
      { stock: 3, quantity: { min: 2, max: 3 } },
      { unitsPaid: 2 },
      "sold_out",
    ],
    ["switched off", { active: false, stock: 0 }, {}, "deactivated"],
    ["past its time", { expiresAt: T0, maxPayments: 1 }, {}, "expired"],
  ])("%s", (_what, changes, counted, reason) => {
    const link = aLink(changes);
    const remaining = remainingOf(link, figures(counted));
    expect(whyInactive(link, T0, remaining) ?? null).toBe(reason);
  });

  it.each<[number | null, number | null, number, string]>([
    [null, null, 9, "ok"],
    [1, null, 9, "ok"],
    [0, null, 1, "link_used_up"],
    [null, 2, 2, "ok"],
    [null, 2, 3, "link_used_up"],
  ])("%s uses and %s pieces for %s: %s", (payments, units, count, expected) => {
    expect(outcomeOf(checkLeft({ payments, units }, count)) ?? "ok").toBe(
      expected,
    );
  });
});

describe("how many", () => {
  it.each<[PaymentLink["quantity"], number | undefined, number | string]>([
    [undefined, undefined, 1],
    [undefined, 1, 1],
    [undefined, 2, "quantity_not_allowed"],
    [{ min: 2, max: 4 }, undefined, 2],
    [{ min: 2, max: 4 }, 4, 4],
    [{ min: 2, max: 4 }, 1, "quantity_not_allowed"],
    [{ min: 2, max: 4 }, 5, "quantity_not_allowed"],
  ])("of %j: %s gives %s", (quantity, chosen, expected) => {
    const result = quantityToPay(aLink({ quantity }), chosen);
    expect(outcomeOf(result)).toBe(expected);
  });
});

describe("a link that contradicts itself", () => {
  const field = { id: "size", label: "Size", required: true, type: "text" };
  it.each<[string, Partial<PaymentLink>, boolean]>([
    ["nothing set", {}, false],
    ["an amount and a limit", { amount: kes(1), min: kes(1) }, true],
    [
      "suggestions beside a fixed amount",
      { amount: kes(1), suggestedAmounts: [kes(1)] },
      true,
    ],
    ["a quantity of no price", { quantity: { min: 1, max: 2 } }, true],
    [
      "a total that no number holds",
      {
        amount: kes(Number.MAX_SAFE_INTEGER),
        quantity: { min: 1, max: 2 },
      },
      true,
    ],
    ["a mirror", { mirror: NEW_MIRROR }, false],
    ["a mirror with a limit", { mirror: NEW_MIRROR, maxPayments: 1 }, true],
    [
      "a mirror that is off with a limit",
      { mirror: aMirror({ wanted: false }), maxPayments: 1 },
      false,
    ],
    [
      "a mirror with a question that must be answered",
      { mirror: NEW_MIRROR, fields: [{ ...field, type: "text" }] },
      true,
    ],
  ])("%s", (_what, changes, expected) => {
    expect(contradictionOf(aLink(changes)) !== undefined).toBe(expected);
  });
});
