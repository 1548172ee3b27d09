import { describe, expect, it } from "vitest";
import type { SubmitRequest } from "../../../src/ports/provider.ts";
import { aPlan } from "../../domain/fixtures.ts";
import {
  PLAN,
  REFERENCE,
  ROUTES,
  aPage,
  aTransaction,
  answered,
  eachInItsOwnWorld,
} from "./harness.ts";

const world = eachInItsOwnWorld();
const requestFor = (plan: SubmitRequest["plan"]): SubmitRequest => ({
  plan,
  reference: "ORD-1",
  lines: [],
  merchantName: "Duka la Nguo",
  customerName: null,
  callbackUrl: "https://pay.shop.example/callbacks/flexpay/x?s=y",
  returnUrl: "https://pay.shop.example/return/x",
  cancelUrl: "https://pay.shop.example/cancel/x",
});
const query = (transfer: string | null) =>
  world().provider.query(PLAN, "ORD-1", transfer);

describe("the method", () => {
  it("takes naira to the kobo, by a reference and for as long as the order lives", () => {
    expect(world().provider.methods).toEqual([
      {
        id: "flexpay",
        title: "FlexPay",
        action: "tag",
        currencies: ["NGN"],
        min: null,
        max: null,
        step: 1,
        needsPhone: false,
        needsReference: true,
        promptSeconds: null,
      },
    ]);
    const { provider } = world().create({ currencies: ["NGN", "KES"] });
    expect(provider.methods[0]?.currencies).toEqual(["NGN", "KES"]);
  });
});

describe("submit", () => {
  it("asks nobody, and shows the tag and what to type", async () => {
    const { provider, server } = world();
    expect(await provider.submit(requestFor(PLAN))).toEqual({
      kind: "accepted",
      action: { type: "tag", tag: "duka@dukaapp", narration: "A2B3C4D5E6" },
    });
    expect(server.received).toEqual([]);
  });

  it("is refused without a reference, and for another method", async () => {
    for (const plan of [{ ...PLAN, payerReference: null }, aPlan()])
      expect(await world().provider.submit(requestFor(plan))).toMatchObject({
        kind: "refused",
        code: "provider_unavailable",
      });
  });
});

/** With what the payer may never have been shown. */
const PENDING = {
  kind: "pending",
  action: { type: "tag", tag: "duka@dukaapp", narration: PLAN.payerReference },
};

describe("a query before a transfer was found", () => {
  const MATCHED = { kind: "matched", transfer: REFERENCE };

  it.each<[string, Readonly<Record<string, unknown>>, object]>([
    ["one that is meant for it", {}, MATCHED],
    [
      "one in the other form of everything",
      {
        narration: undefined,
        Narration: "a2b3c4d5e6.",
        receiverTag: "@DUKA",
        amount: "1500.00",
        currency: "ngn",
        status: "awaiting_acceptance",
      },
      MATCHED,
    ],
    ["another reference", { narration: "F7G8H9J2K3" }, PENDING],
    ["another receiver", { receiverTag: "duka@other" }, PENDING],
    ["another amount", { amount: 1500.01 }, PENDING],
    ["four decimals", { amount: 1500.0001 }, PENDING],
    ["another currency", { currency: "KES" }, PENDING],
    ["an unknown status", { status: "ON_HOLD" }, PENDING],
  ])("finds %s", async (_what, changes, expected) => {
    const noise = aTransaction({ reference: "TXN-NOISE", narration: null });
    const json = aPage([noise, aTransaction(changes)]);
    world().server.on(ROUTES.pending, { json });
    expect(await query(null)).toEqual(expected);
  });

  it("takes the first of two", async () => {
    const json = aPage([
      aTransaction({ reference: "TXN-2", createdAt: "2026-11-21T08:59:00Z" }),
      aTransaction({ reference: "TXN-1", createdAt: "2026-11-21T08:58:00Z" }),
    ]);
    world().server.on(ROUTES.pending, { json });
    expect(await query(null)).toEqual({ kind: "matched", transfer: "TXN-1" });
  });
});

describe("a query of the transfer", () => {
  const COMPLETED = { status: "COMPLETED" };
  const succeeded = (value: number, currency = "NGN") => ({
    kind: "succeeded",
    amount: { value, currency },
    receipt: REFERENCE,
  });

  it.each<[Readonly<Record<string, unknown>>, object]>([
    [COMPLETED, succeeded(150_000)],
    [{ ...COMPLETED, amount: "1499.99" }, succeeded(149_999)],
    [{ ...COMPLETED, amount: 1500.005 }, succeeded(0, "XXX")],
    [
      { status: "REJECTED" },
      { kind: "refused", status: "failed", code: "declined" },
    ],
    [{ status: "EXPIRED" }, { kind: "refused", status: "expired", code: null }],
    [{}, { kind: "pending" }],
  ])("with %j", async (changes, expected) => {
    world().server.on(ROUTES.find, answered(changes));
    expect(await query(REFERENCE)).toEqual(expected);
  });

  it("in a state that nobody documents is pending, and counted", async () => {
    const { server, unknown, log } = world();
    server.on(ROUTES.find, answered({ status: "SETTLED" }));
    expect(await query(REFERENCE)).toEqual({ kind: "pending" });
    expect(unknown).toEqual(["flexpay transfer_status"]);
    expect(log.codes()).toEqual(["upstream_value_unknown"]);
  });

  it.each(["duka@other", "", "@@duka"])(
    "that went to %j pays nothing",
    async (receiverTag) => {
      const { server, log } = world();
      server.on(ROUTES.find, answered({ ...COMPLETED, receiverTag }));
      expect(await query(REFERENCE)).toMatchObject({ kind: "unavailable" });
      expect(log.codes()).toEqual(["upstream_mismatch"]);
    },
  );

  it("is not made for another method", async () => {
    const { provider, server } = world();
    expect(await provider.query(aPlan(), "ORD-1", null)).toMatchObject({
      kind: "unavailable",
    });
    expect(server.received).toEqual([]);
  });
});
