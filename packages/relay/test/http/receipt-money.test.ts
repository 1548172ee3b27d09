/** What a receipt says agrees with the money that came in and went out, whatever became of the order. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimeZone } from "../../src/domain/time-zone.ts";
import { NO_FACTS } from "../../src/domain/attempt.ts";
import type { Observation } from "../../src/domain/observation.ts";
import { joinRefund } from "../../src/domain/refund.ts";
import { createDrawings } from "../../src/http/pages/drawings.ts";
import { renderReceiptPage } from "../../src/http/pages/receipt-page-view.ts";
import {
  toMail,
  toText,
} from "../../src/use-cases/receipts/receipt-message.ts";
import { toReceipt } from "../../src/use-cases/receipts/receipt.ts";
import { words } from "../support/pay-page.ts";
import { T0, aRefund, anAttempt, anOrder } from "../domain/fixtures.ts";

const kes = (value: number) => ({ value, currency: "KES" });
const TOTAL = 250_000;

/** Money in: parts that sum up to at least the total, of one or two attempts. */
const parts = fc.array(fc.integer({ min: 1, max: TOTAL }), { maxLength: 4 });
const ends = fc.constantFrom(
  ...(["paid", "sent", "refused", "timed_out", "lost"] as const),
);
type End = "paid" | "sent" | "refused" | "timed_out" | "lost";
const payouts = fc.array(
  fc.record({
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    end: ends,
  }),
  { maxLength: 4 },
);

function seenOf(end: End, amount: number): readonly Observation[] {
  const at = T0 + 60_000;
  const sent: Observation = { kind: "accepted", at, action: null };
  switch (end) {
    case "sent":
      return [sent];
    case "paid":
      return [
        sent,
        { kind: "succeeded", at, amount: kes(amount), receipt: "R" },
      ];
    case "refused":
      return [{ kind: "refused", at, status: "failed", code: null }];
    case "timed_out":
      return [sent, { kind: "timed_out", at }];
    case "lost":
      return [{ kind: "submit_unknown", at }];
  }
}

/** "KES 1,234.50" in minor units. */
const minor = (text: string): number => {
  const [whole = "", cents = "00"] = text.replaceAll(",", "").split(".");
  return Number(whole) * 100 + Number(cents);
};

function amountsOf(page: string, label: string): readonly number[] {
  const found = page.matchAll(
    new RegExp(`${label} (?:\\d+ \\w+ \\d{4} )?\u2212?KES ([\\d,.]*\\d)`, "g"),
  );
  return [...found].map(([, text = ""]) => minor(text));
}

const DEPS = {
  providers: [],
  settings: { publicUrl: "https://pay.example" },
  secrets: { receiptMac: () => "mac" },
} as unknown as Parameters<typeof toReceipt>[0];

const zone = createTimeZone("Africa/Nairobi");
if (zone === undefined) throw new Error("no zone");
const PAGE = {
  ...({ locale: "en", checkoutLocale: "en", askedLocale: null } as const),
  ...{ zone, base: "", merchant: { name: "Duka" }, logo: null, shopUrl: null },
  publicUrl: "https://pay.example",
  query: new URLSearchParams(),
  drawings: createDrawings(),
};

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

const paidBy = (id: string, values: readonly number[], takesParts = false) =>
  anAttempt(
    values.map((value, at) => ({
      kind: "payment",
      at: T0 + at,
      receipt: `${id}${at}`,
      amount: kes(value),
    })),
    { id, takesParts },
  );

/** What is asked back in turn, of what is left. */
function ledgerOf(
  received: number,
  asked: readonly { readonly share: number; readonly end: End }[],
) {
  let left = received;
  return asked.flatMap(({ share, end }) => {
    const value = Math.floor(left * share);
    if (value < 1) return [];
    if (end !== "refused") left -= value;
    return [{ value, end }];
  });
}

/** The receipt's page, and what the ledger says. */
function pageOf(
  received: number,
  ledger: ReturnType<typeof ledgerOf>,
  changes: Parameters<typeof anOrder>[0],
) {
  const refunds = ledger.map(({ value, end }, at) =>
    seenOf(end, value).reduce(
      joinRefund,
      aRefund(
        { id: `f${at}`, amount: kes(value), createdAt: T0 + 30_000 },
        NO_FACTS,
      ),
    ),
  );
  const sumOf = (...which: readonly End[]) =>
    sum(
      ledger.filter(({ end }) => which.includes(end)).map(({ value }) => value),
    );
  const out = sumOf("paid");
  const pending = sumOf("sent", "timed_out", "lost");
  const receipt = toReceipt(DEPS, anOrder(changes), refunds);
  if (receipt === undefined) throw new Error("nothing of the order is paid");
  const page = words(renderReceiptPage(PAGE, receipt).markup);
  const mail = toMail(PAGE, receipt).text.replaceAll("\u00a0", " ");
  expect(amountsOf(page, "Total")).toEqual([TOTAL]);
  expect(amountsOf(page, "Paid in all")).toEqual(
    received === TOTAL ? [] : [received],
  );
  expect(amountsOf(mail, "received your payment of")).toEqual([received]);
  expect(amountsOf(toText(PAGE, receipt), "Duka:")).toEqual([received]);
  expect(sum(amountsOf(page, "Refund"))).toBe(out);
  expect(sum(amountsOf(page, "Refund under way"))).toBe(pending);
  expect(amountsOf(page, "Left after refunds")).toEqual(
    out === 0 ? [] : [received - out],
  );
  const surplus = Math.max(0, received - TOTAL - out - pending);
  for (const text of [page, mail])
    expect(amountsOf(text, "You paid")).toEqual(surplus === 0 ? [] : [surplus]);
  const [, state, headline = ""] =
    /Receipt (Paid in part|Paid|Refunded in part|Refunded) KES ([\d,.]*\d)/.exec(
      page,
    ) ?? [];
  return { page, out, state, headline: minor(headline) };
}

describe("a receipt of any course of payments and refunds", () => {
  it("adds up to what was received and refunded", () => {
    fc.assert(
      fc.property(
        parts,
        parts,
        payouts,
        fc.boolean(),
        (first, second, asked, takesParts) => {
          const paidIn = [
            ...[TOTAL - sum(first)].filter((rest) => rest > 0),
            ...first,
          ];
          const received = sum([...paidIn, ...second]);
          const { out, state } = pageOf(received, ledgerOf(received, asked), {
            ...(takesParts ? { payment: "partial" } : {}),
            attempts: [
              paidBy("a", paidIn, takesParts),
              paidBy("b", second, takesParts),
            ],
          });
          const kept = received - out;
          expect(state).toBe(
            out === 0 || kept >= TOTAL
              ? "Paid"
              : kept === 0
                ? "Refunded"
                : "Refunded in part",
          );
        },
      ),
    );
  });

  it("adds up where only a part was paid, and says what was sent back of it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: TOTAL - 1 }),
        payouts,
        fc.constantFrom("open", "cancelled", "expired"),
        (received, asked, end) => {
          // Parts are sent back once the order is closed.
          const ledger = end === "open" ? [] : ledgerOf(received, asked);
          const { page, out, state, headline } = pageOf(received, ledger, {
            payment: "partial",
            attempts: [paidBy("a", [received], true)],
            ...(end === "cancelled" && { cancelledAt: T0 + 1000 }),
            ...(end === "expired" && { expiredAt: T0 + 1000 }),
            ...(ledger.length > 0 && { partsReturned: true }),
          });
          expect(headline).toBe(received);
          expect(state).toBe(
            out === 0
              ? "Paid in part"
              : out === received
                ? "Refunded"
                : "Refunded in part",
          );
          expect(amountsOf(page, "Still due")).toEqual(
            end === "open" ? [TOTAL - received] : [],
          );
        },
      ),
    );
  });
});

describe("a receipt of an order with delivery and a discount", () => {
  const order = anOrder({
    adjustments: [
      { kind: "delivery", label: "Boda boda", amount: kes(30_000) },
      { kind: "discount", label: "Karibu", amount: kes(30_000) },
    ],
    attempts: [
      anAttempt([
        {
          ...({ kind: "payment", at: T0, receipt: "R1" } as const),
          amount: kes(TOTAL),
        },
      ]),
    ],
  });
  const receipt = toReceipt(DEPS, order, []);
  if (receipt === undefined) throw new Error("the order is not paid");

  it("lists them between the goods and the total, on the page", () => {
    expect(words(renderReceiptPage(PAGE, receipt).markup)).toContain(
      "Boda boda KES 300 Karibu \u2212KES 300 Total KES 2,500",
    );
  });

  it("lists them in the e-mail", () => {
    expect(toMail(PAGE, receipt).text).toContain(
      "Boda boda: KES\u00a0300\nKaribu: \u2212KES\u00a0300\nTotal: KES\u00a02,500",
    );
  });
});
