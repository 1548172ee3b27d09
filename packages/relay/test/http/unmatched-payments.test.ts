import { describe, expect, it } from "vitest";
import { problem } from "../support/attempts.ts";
import { asMerchant } from "../support/merchant.ts";
import { FULL, notify, payBill } from "../support/paybill.ts";
import { startTestRelay } from "../support/test-relay.ts";
import {
  AT,
  assign,
  dismiss,
  list,
  payment,
  put,
  start,
} from "../support/unmatched.ts";

const HASH = "a".repeat(64);

describe("GET /v1/merchant/unmatched-payments", () => {
  it("lists them newest first, page by page, and by what was decided", async () => {
    const relay = await startTestRelay({ asleep: true });
    const bare = { account: null, amount: null, phone: null, payerName: null };
    await put(
      relay,
      payment("R1"),
      payment("R2", { ...bare, at: AT + 1 }),
      payment("R3", { dismissed: { note: "ours", at: AT } }),
    );
    const first = await asMerchant(relay, "unmatched-payments?limit=1");
    const { nextCursor, ...rest } = first.body as { nextCursor: string };
    expect(rest).toEqual({
      unmatchedPayments: [
        {
          ...bare,
          id: "R2",
          provider: "almara",
          state: "open",
          phoneHidden: false,
          at: "2026-11-21T09:00:00.001Z",
          surplusOf: null,
          assigned: null,
          dismissed: null,
        },
      ],
    });
    const second = await asMerchant(
      relay,
      `unmatched-payments?cursor=${nextCursor}`,
    );
    expect(second.body).toMatchObject({
      unmatchedPayments: [{ id: "R3", state: "dismissed" }, { id: "R1" }],
      nextCursor: null,
    });
    const ids = async (state: string) =>
      (await list(relay, `?state=${state}`)).map(({ id }) => id);
    expect(await ids("open")).toEqual(["R2", "R1"]);
    expect(await ids("dismissed")).toEqual(["R3"]);
    expect(await ids("assigned")).toEqual([]);
    const unknown = await asMerchant(relay, "unmatched-payments?state=lost");
    expect(problem(unknown)).toEqual([400, "invalid_request"]);
  });

  it("shows name and number as far as the provider tells them, and a hash as hidden", async () => {
    const { relay } = await payBill();
    const notices = [
      { phone: "0712 345 678", payerName: "Asha" },
      { phone: HASH },
      { phone: "2547***5678" },
    ];
    for (const [place, notice] of notices.entries())
      await notify(relay, {
        ...notice,
        receipt: `R${String(place)}`,
        amount: FULL,
        account: "NOBODY",
      });
    const shown = (await list(relay))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((each) => [each.payerName, each.phone, each.phoneHidden]);
    expect(shown).toEqual([
      ["Asha", "254712345678", false],
      [null, "hidden by M-Pesa", true],
      [null, "2547***5678", false],
    ]);
  });

  it("shows one, and its message apart from it", async () => {
    const relay = await startTestRelay({ asleep: true });
    await put(relay, payment("R1"));
    const one = await asMerchant(relay, "unmatched-payments/R1");
    expect(one.body).toMatchObject({ unmatchedPayment: { id: "R1" } });
    expect(one.text).not.toContain("body");
    const raw = await asMerchant(relay, "unmatched-payments/R1/raw");
    expect(raw.body).toEqual({ id: "R1", body: '{"a":1,}' });
    for (const path of ["R9", "R9/raw"])
      expect(
        problem(await asMerchant(relay, `unmatched-payments/${path}`)),
      ).toEqual([404, "not_found"]);
  });
});

describe("POST /v1/merchant/unmatched-payments/:id/dismiss", () => {
  it("takes it from what is open, and keeps the first note", async () => {
    const relay = await startTestRelay({ asleep: true });
    await put(relay, payment("R1"));
    const first = await dismiss(relay, "R1", "sent back by hand");
    expect(first.body).toMatchObject({
      unmatchedPayment: {
        state: "dismissed",
        dismissed: {
          note: "sent back by hand",
          at: "2026-11-21T09:00:00.000Z",
        },
      },
    });
    const again = await dismiss(relay, "R1", " sent back by hand ");
    expect(again.body).toEqual(first.body);
    expect(problem(await dismiss(relay, "R1", "another"))).toEqual([
      409,
      "payment_dismissed",
    ]);
    expect(problem(await dismiss(relay, "R9", "x"))).toEqual([
      404,
      "not_found",
    ]);
    expect(problem(await dismiss(relay, "R1", " "))).toEqual([
      400,
      "invalid_request",
    ]);
    const { unmatchedPayments } = await relay.store.readFigures(AT);
    expect(unmatchedPayments).toBe(0);
  });

  it("can be followed by an assignment, and can't follow one", async () => {
    const relay = await start();
    const order = await relay.order();
    await put(relay, payment("R1"));
    await dismiss(relay, "R1", "not ours");
    const assigned = await assign(relay, "R1", order.id);
    expect(assigned.body).toMatchObject({
      unmatchedPayment: {
        state: "assigned",
        dismissed: { note: "not ours" },
      },
      order: { status: "paid" },
    });
    expect(problem(await dismiss(relay, "R1", "not ours"))).toEqual([
      409,
      "payment_assigned",
    ]);
  });

  it("is undone by the provider's notice with an order's account", async () => {
    const { relay, order, account } = await payBill();
    await notify(relay, { receipt: "R1", amount: FULL, account: "TYP0" });
    await dismiss(relay, "R1", "not ours");
    await notify(relay, { receipt: "R1", amount: FULL, account: "TYP0" });
    expect(await list(relay, "?state=dismissed")).toHaveLength(1);
    await notify(relay, { receipt: "R1", amount: FULL, account });
    expect((await relay.read(order)).status).toBe("paid");
    expect(await list(relay)).toEqual([]);
  });
});
