import type { Amount } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import {
  NEW_MIRROR,
  amountToPay,
  isMirrorSynced,
  isUsable,
  providerPageUrl,
} from "../../src/domain/payment-link.ts";
import type {
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
