import { describe, expect, it } from "vitest";
import { NO_FLAGS, startOrder, bodiesOf } from "../support/attempts.ts";
import {
  FULL,
  notify,
  openBill,
  payBill,
  tell,
  unmatched,
} from "../support/paybill.ts";
import type { Notice } from "../support/paybill.ts";

const full = { receipt: "R1", amount: FULL };

describe("a payment that belongs to no order", () => {
  const strange: readonly [string, Notice][] = [
    ["an unknown account", { ...full, account: "AAAAAAAAAA" }],
    ["no account", full],
    ["an account of signs alone", { ...full, account: "-- --" }],
    ["an account of 300 characters", { ...full, account: "A".repeat(300) }],
    [
      "an account of signs that must not be halved",
      { ...full, account: "😀".repeat(60) },
    ],
  ];

  it.each(strange)("is kept for a person: %s", async (_what, notice) => {
    const { relay, order } = await payBill();
    expect((await notify(relay, notice)).status).toBe(200);
    expect((await notify(relay, notice)).status).toBe(200);
    expect((await relay.read(order)).status).toBe("pending");
    const [kept, ...others] = await unmatched(relay);
    expect(others).toEqual([]);
    expect(kept).toMatchObject({
      id: "R1",
      provider: "almara",
      account: notice.account?.slice(0, 100) ?? null,
      amount: { value: 250_000, currency: "KES" },
    });
    expect(new TextDecoder().decode(kept?.raw)).toBe(JSON.stringify(notice));
    expect(relay.logged()).toContain("paybill payment without an order");
  });

  it("is kept when it went to another paybill number", async () => {
    const { relay, order, account } = await payBill();
    await notify(relay, { ...full, account, shortCode: "600000" });
    expect(await relay.read(order)).toMatchObject({
      status: "pending",
      flags: NO_FLAGS,
    });
    expect(await unmatched(relay)).toMatchObject([{ id: "R1", account }]);
  });

  it("is kept when its account is a code of another method", async () => {
    const { relay, order } = await startOrder({
      settings: { methods: ["flexpay"] },
    });
    await relay.attempt(order, "flexpay");
    const stored = await relay.store.getOrder(order.id);
    const account = stored?.attempts[0]?.plan.payerReference ?? "";
    await notify(relay, { ...full, account });
    expect((await relay.read(order)).status).toBe("pending");
    expect(await unmatched(relay)).toHaveLength(1);
  });

  it.each([
    ["not JSON", "\u0000\u0001{{{"],
    ["nothing", ""],
    ["invalid UTF-8", new Uint8Array([0xff, 0xfe, 0x7b])],
  ])("may be in a body that can't be read: %s", async (_what, body) => {
    const { relay, order } = await payBill();
    for (let time = 0; time < 2; time += 1)
      expect((await tell(relay, body)).status).toBe(200);
    expect((await relay.read(order)).status).toBe("pending");
    expect(await unmatched(relay)).toMatchObject([
      { account: null, amount: null },
    ]);
  });

  it("is none when the payment failed", async () => {
    const { relay } = await payBill();
    const answer = await notify(relay, { account: "NOBODY", failed: true });
    expect(answer.status).toBe(200);
    expect(await unmatched(relay)).toEqual([]);
  });

  it("is none any more when the provider corrects its account", async () => {
    const { relay, order, account } = await payBill();
    await notify(relay, { ...full, account: "TYP0" });
    expect(await unmatched(relay)).toHaveLength(1);
    await notify(relay, { ...full, account });
    expect((await relay.read(order)).status).toBe("paid");
    expect(await unmatched(relay)).toEqual([]);
  });
});

describe("one receipt for two accounts", () => {
  it("pays only the first order, and needs a manual review", async () => {
    const { relay, order, account } = await payBill();
    const { order: other, account: second } = await openBill(relay);
    await notify(relay, { ...full, account });
    await notify(relay, { ...full, account: second });
    await notify(relay, { ...full, account: "NOBODY" });
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: NO_FLAGS,
    });
    expect((await relay.read(other)).status).toBe("pending");
    expect(await unmatched(relay)).toEqual([]);
    expect(relay.logged()).toContain("already counted for another order");
    expect(await bodiesOf(relay, other)).toHaveLength(1);
  });

  it("pays one of them also when both are told at once", async () => {
    const { relay, order, account } = await payBill();
    const { order: other, account: second } = await openBill(relay);
    await Promise.all(
      [account, second, account, second].map((each) =>
        notify(relay, { ...full, account: each }),
      ),
    );
    const read = [await relay.read(order), await relay.read(other)];
    expect(read.filter(({ status }) => status === "paid")).toHaveLength(1);
  });
});
