import { describe, expect, it } from "vitest";
import { attemptStatus } from "../../../src/domain/attempt.ts";
import { attemptDocument } from "../../../src/adapters/sql-store/documents.ts";
import { withSequence } from "../../../src/domain/event-order.ts";
import { join } from "../../../src/domain/join.ts";
import { orderFlags, orderStatus } from "../../../src/domain/order.ts";
import { writeOlderDatabase } from "./older-database.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const ORDER = "ord_AAAAAAAAAAAAAAAAAAAAAA";
const ATTEMPT = "0a7c4b2e-7d51-4a55-9a0e-2f6f6a1c9f10";
const LINK = "pl_AAAAAAAAAAAAAAAAAAAAAA";
const AT = 1_795_251_600_000;
const RECEIPT = "SKL7X2Q9WD";
const KES_2500 = { value: 250_000, currency: "KES" };

const SHIRT = { sku: "SHRT", name: "Shirt" };

const order = {
  id: ORDER,
  reference: "ORD-1",
  version: 3,
  amount: KES_2500,
  lines: [{ ...SHIRT, quantity: 1, unitAmount: KES_2500, amount: KES_2500 }],
  source: { type: "payment_link", paymentLink: LINK },
  createdAt: AT,
  expiresAt: AT + 3_600_000,
  expiredAt: null,
  cancelledAt: null,
  tokenEpoch: 1,
  origin: "https://shop.example",
  returnUrl: null,
  locale: null,
  customer: null,
  erasedAt: null,
  livemode: null,
};

/** As the first version wrote it: nothing about transfers, payments to an account, or payer references. */
const attempt = {
  plan: {
    id: ATTEMPT,
    orderId: ORDER,
    method: "mpesa",
    provider: "almara",
    amount: KES_2500,
    phone: "254712345678",
    createdAt: AT,
    promptExpiresAt: AT + 60_000,
    deadlineAt: AT + 90_000,
    absentAfterMs: 20_000,
  },
  facts: {
    accepted: { at: AT, action: { type: "prompt", phone: "2547•••••678" } },
    submitUnknownAt: null,
    payerAnswered: false,
    success: null,
    mismatch: null,
    refusal: null,
    timedOutFirstAt: null,
    timedOutLastAt: null,
    pendingLastAt: AT + 5_000,
    notFoundFirstAt: null,
    notFoundLastAt: null,
    deadlinePassed: false,
    cancelRequestedAt: null,
    amountDisputed: false,
    unresolved: false,
  },
};

const link = {
  id: LINK,
  reference: null,
  title: "Duka",
  description: null,
  currency: "KES",
  amount: KES_2500,
  min: null,
  max: null,
  active: true,
  expiresAt: null,
  returnUrl: null,
  createdAt: AT,
  updatedAt: AT,
};

const pending = { kind: "pending", at: AT + 5_000 };

/** Columns as the first step made them. */
const ROWS = {
  orders: [
    {
      ...{ id: ORDER, reference: "ORD-1", version: 3, status: "pending" },
      ...{ created_at: AT, attempt_count: 1, data: JSON.stringify(order) },
    },
  ],
  attempts: [
    {
      ...{ id: ATTEMPT, id_lower: ATTEMPT, order_id: ORDER, seq: 0 },
      data: JSON.stringify(attempt),
    },
  ],
  observations: [
    {
      ...{ order_id: ORDER, attempt_id: ATTEMPT, source: "query" },
      ...{ at: pending.at, data: JSON.stringify(pending), raw: null },
    },
  ],
  tasks: [
    {
      ...{ kind: "query_attempt", subject: ATTEMPT, due_at: AT + 15_000 },
      ...{ leased_until: null, last_lease: AT },
    },
  ],
  payment_links: [{ id: LINK, created_at: AT, data: JSON.stringify(link) }],
};

describe("a database of the first version", () => {
  it("is read whole, and goes on where it stood", async () => {
    const { file, open } = await sqliteFileOfTest();
    await writeOlderDatabase(file, 1, ROWS);
    const store = await open();
    const known = await store.getOrder(ORDER);
    if (known === undefined) throw new Error("the order is gone");
    expect(known).toEqual({
      ...order,
      adjustments: [],
      attempts: [
        {
          plan: { ...attempt.plan, payerReference: null },
          facts: {
            ...attempt.facts,
            transfer: null,
            payments: [],
            receiptDisputed: false,
            cancelSeq: null,
            deadlineSeq: null,
            timedOutSeq: null,
            pendingSince: AT + 5_000,
            timedOutSince: null,
            askedSince: AT + 5_000,
            absentForMs: null,
          },
        },
      ],
    });
    expect(await store.listObservations(ORDER)).toMatchObject([
      { attemptId: ATTEMPT, observation: { kind: "pending" } },
    ]);
    expect(await store.getPaymentLink(LINK)).toEqual({ ...link, mirror: null });
    // Its order is counted, though nobody counted then.
    expect(await store.readLinkFigures(LINK)).toMatchObject({
      orders: 1,
      pending: 1,
      paid: 0,
    });
    expect(await store.nextTaskAt("query_attempt", AT)).toBe(AT + 15_000);
    expect(await store.listRefunds(ORDER)).toEqual([]);

    const paid = {
      ...known,
      version: known.version + 1,
      attempts: known.attempts.map((each) =>
        join(each, {
          kind: "succeeded",
          at: AT,
          amount: null,
          receipt: RECEIPT,
        }),
      ),
    };
    const owner = await store.transaction(async (tx) => {
      await tx.updateOrder(paid);
      return tx.claimReceipt("almara", RECEIPT, ATTEMPT);
    });
    expect(owner).toBe(ATTEMPT);
    const after = await store.findOrderByAttempt(ATTEMPT);
    expect(after).toEqual(paid);
    expect(after && [orderStatus(after), orderFlags(after)]).toEqual([
      "paid",
      { late: false, overpaid: false, review: false },
    ]);
    await store.close();
  });
});

describe("what was recorded before there were places", () => {
  const amount = { value: 125_000, currency: "KES" };
  const stored = {
    ...attempt,
    facts: {
      ...attempt.facts,
      success: { at: AT + 2_000, receipt: "SKL7X2Q9WD", amountKnown: true },
      refusal: { at: AT + 3_000, status: "failed", code: "declined" },
      payments: [{ at: AT + 1_000, receipt: "SKL7X2Q9WE", amount }],
    },
  };

  it("stands before all that is recorded later, whatever a clock shows then", () => {
    const read = attemptDocument.decode(ATTEMPT, JSON.stringify(stored));
    const observed = [
      { kind: "succeeded", amount: null, receipt: "SKL7X2Q9WF" },
      { kind: "refused", status: "cancelled", code: null },
      { kind: "payment", receipt: "SKL7X2Q9WE", amount },
      { kind: "matched", transfer: "TXN-1" },
    ] as const;
    const after = observed.reduce(
      (known, each) =>
        join(known, withSequence({ attempts: [known] }, { at: AT, ...each })),
      read,
    );
    expect(after.facts).toMatchObject({
      success: { at: AT + 2_000, seq: AT + 2_000, receipt: "SKL7X2Q9WD" },
      refusal: { at: AT + 3_000, seq: AT + 3_000, code: "declined" },
      payments: [{ at: AT + 1_000, seq: AT + 1_000 }],
      transfer: { at: AT, seq: AT + 5_001 },
    });
  });
});

describe("an attempt of a version that measured nothing", () => {
  it.each([
    ["asked for long enough", 10, 12, 30, "failed"],
    ["asked too early to tell", 10, 12, 29, "submit_unknown"],
    ["asked once", 10, 30, 30, "submit_unknown"],
    ["its process died, asked for long enough", null, 5, 85, "failed"],
    ["its process died, asked too early to tell", null, 5, 84, "submitting"],
    ["never unknown to the provider", 10, null, null, "submit_unknown"],
  ] as const)("is what it was: %s", (_what, submit, first, last, status) => {
    const at = (seconds: number | null) =>
      seconds === null ? null : AT + seconds * 1000;
    const stored = {
      ...attempt,
      facts: {
        ...attempt.facts,
        accepted: null,
        pendingLastAt: null,
        submitUnknownAt: at(submit),
        notFoundFirstAt: at(first),
        notFoundLastAt: at(last),
      },
    };
    const read = attemptDocument.decode(ATTEMPT, JSON.stringify(stored));
    expect(attemptStatus(read)).toBe(status);
  });
});
