import { describe, expect, it } from "vitest";
import { c2bAddress } from "../../src/use-cases/c2b-address.ts";
import type { UnmatchedPayment } from "../../src/domain/unmatched-payment.ts";
import { onAttempt, pass } from "../support/attempts.ts";
import { SHORT_CODE } from "../support/scripted-provider.ts";
import { problemCode, startTestRelay } from "../support/test-relay.ts";
import type { Answer, OpenedOrder, TestRelay } from "../support/test-relay.ts";

interface Notice {
  readonly account?: string;
  readonly receipt?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly shortCode?: string;
  readonly failed?: boolean;
}

const FULL = "2500.00";

function tell(relay: TestRelay, body: string | Uint8Array): Promise<Answer> {
  const { pathname, search } = new URL(c2bAddress(relay.url, relay.secrets));
  return relay.request(`${pathname}${search}`, { method: "POST", body });
}

const notify = (relay: TestRelay, notice: Notice): Promise<Answer> =>
  tell(relay, JSON.stringify(notice));

async function accountOf(
  relay: TestRelay,
  order: OpenedOrder,
): Promise<string> {
  const { attempt } = await relay.read(order);
  if (attempt?.action?.type !== "paybill") throw new Error("no paybill");
  return attempt.action.account;
}

interface Paying {
  readonly relay: TestRelay;
  readonly order: OpenedOrder;
  readonly attemptId: string;
  readonly account: string;
}

const start = () =>
  startTestRelay({ settings: { methods: ["paybill", "mpesa"] } });

async function payBill(): Promise<Paying> {
  const relay = await start();
  const order = await relay.order();
  const attemptId = await relay.attempt(order, "paybill");
  return { relay, order, attemptId, account: await accountOf(relay, order) };
}

async function unmatched(
  relay: TestRelay,
): Promise<readonly UnmatchedPayment[]> {
  const { items } = await relay.store.listUnmatchedPayments({ limit: 100 });
  return items;
}

const NO_FLAGS = { late: false, overpaid: false, review: false };
const REVIEW = { ...NO_FLAGS, review: true };
const full = { receipt: "R1", amount: FULL };

describe("POST /callbacks/almara/c2b", () => {
  const cases: readonly [
    what: string,
    notices: readonly Notice[],
    status: string,
    flags: typeof NO_FLAGS,
  ][] = [
    ["the exact amount", [full], "paid", NO_FLAGS],
    [
      "to the number shown",
      [{ ...full, shortCode: SHORT_CODE }],
      "paid",
      NO_FLAGS,
    ],
    ["a part", [{ ...full, amount: "1000" }], "pending", REVIEW],
    [
      "two parts",
      [
        { receipt: "R1", amount: "1000" },
        { receipt: "R2", amount: "1500.00" },
      ],
      "paid",
      NO_FLAGS,
    ],
    [
      "too much",
      [{ ...full, amount: "2501" }],
      "paid",
      { ...NO_FLAGS, overpaid: true },
    ],
    ["the same one again and again", [full, full, full], "paid", NO_FLAGS],
    [
      "all of it twice",
      [full, { ...full, receipt: "R2" }],
      "paid",
      { ...NO_FLAGS, overpaid: true },
    ],
    ["another currency", [{ ...full, currency: "UGX" }], "pending", REVIEW],
    ["four decimals", [{ ...full, amount: "2500.0001" }], "pending", REVIEW],
    ["zero", [{ ...full, amount: "0" }], "pending", REVIEW],
    ["less than nothing", [{ ...full, amount: "-2500" }], "pending", REVIEW],
    ["an exponent", [{ ...full, amount: "25e2" }], "pending", REVIEW],
    ["thousands apart", [{ ...full, amount: "2,500.00" }], "pending", REVIEW],
    ["no receipt", [{ amount: FULL }], "pending", NO_FLAGS],
    ["one that failed", [{ ...full, failed: true }], "pending", NO_FLAGS],
  ];

  it.each(cases)("%s", async (_what, notices, status, flags) => {
    const { relay, order, account } = await payBill();
    for (const notice of notices) {
      const answer = await notify(relay, { ...notice, account });
      expect([answer.status, answer.text]).toEqual([200, '{"received":true}']);
    }
    expect(await relay.read(order)).toMatchObject({ status, flags });
    expect(await unmatched(relay)).toEqual([]);
  });

  it("names the receipt that completed it", async () => {
    const { relay, order, account } = await payBill();
    await notify(relay, { account, receipt: "SKL7X2Q9WD", amount: FULL });
    expect((await relay.read(order)).outcome).toMatchObject({
      status: "paid",
      method: "paybill",
      receipt: "SKL7X2Q9WD",
    });
  });

  it("finds the account however it was typed", async () => {
    const { relay, order, account } = await payBill();
    const typed = ` ${account.slice(0, 5).toLowerCase()}-${account.slice(5)}. `;
    await notify(relay, { ...full, account: typed });
    expect((await relay.read(order)).status).toBe("paid");
  });

  it("keeps the bytes of every notice with the order", async () => {
    const { relay, order, account } = await payBill();
    const bodies = [
      JSON.stringify({ ...full, account }),
      JSON.stringify({ account, failed: true }),
    ];
    for (const body of bodies) await tell(relay, body);
    const kept = await relay.store.listObservations(order.id);
    expect(
      kept.flatMap(({ raw }) =>
        raw === null ? [] : [new TextDecoder().decode(raw)],
      ),
    ).toEqual(bodies);
  });

  it("pays late after the order expired", async () => {
    const { relay, order, account } = await payBill();
    await pass(relay, 3_631);
    await pass(relay, 60);
    expect((await relay.read(order)).status).toBe("expired");
    await notify(relay, { ...full, account });
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: { ...NO_FLAGS, late: true },
    });
  });

  it("pays after the shopper gave up", async () => {
    const { relay, order, account, attemptId } = await payBill();
    await onAttempt(relay, order, attemptId, "cancel");
    expect((await relay.read(order)).attempt?.status).toBe("cancelled");
    await notify(relay, { ...full, account });
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: NO_FLAGS,
    });
  });

  it("flags a second payment of an order that was paid another way", async () => {
    const { relay, order, account, attemptId } = await payBill();
    await onAttempt(relay, order, attemptId, "cancel");
    relay.provider.onQuery = () => ({
      kind: "succeeded",
      amount: null,
      receipt: "SKL7X2Q9WD",
    });
    await relay.attempt(order, "mpesa");
    await pass(relay, 6);
    expect((await relay.read(order)).status).toBe("paid");
    await notify(relay, { ...full, account });
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: { overpaid: true },
    });
  });
});

describe("a payment that belongs to no order", () => {
  const strange: readonly [string, Notice][] = [
    ["an unknown account", { ...full, account: "AAAAAAAAAA" }],
    ["no account", full],
    ["an account of signs alone", { ...full, account: "-- --" }],
    ["an account of 300 characters", { ...full, account: "A".repeat(300) }],
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
    expect(relay.logged()).toContain("belongs to no order");
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
    const relay = await startTestRelay({ settings: { methods: ["flexpay"] } });
    const order = await relay.order();
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
  it("pays the first order only, and asks for a person", async () => {
    const { relay, order, account } = await payBill();
    const other = await relay.order();
    await relay.attempt(other, "paybill");
    await notify(relay, { ...full, account });
    await notify(relay, { ...full, account: await accountOf(relay, other) });
    await notify(relay, { ...full, account: "NOBODY" });
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: NO_FLAGS,
    });
    expect((await relay.read(other)).status).toBe("pending");
    expect(await unmatched(relay)).toEqual([]);
    expect(relay.logged()).toContain("told again for another account");
    const kept = await relay.store.listObservations(other.id);
    expect(kept.filter(({ raw }) => raw !== null)).toHaveLength(1);
  });

  it("pays one of them also when both are told at once", async () => {
    const { relay, order, account } = await payBill();
    const other = await relay.order();
    await relay.attempt(other, "paybill");
    const second = await accountOf(relay, other);
    await Promise.all(
      [account, second, account, second].map((each) =>
        notify(relay, { ...full, account: each }),
      ),
    );
    const read = [await relay.read(order), await relay.read(other)];
    expect(read.filter(({ status }) => status === "paid")).toHaveLength(1);
  });
});

describe("who may tell of a paybill payment", () => {
  it("nobody without the MAC: the same 404 for all, and nothing is kept", async () => {
    const { relay, order, account, attemptId } = await payBill();
    const body = JSON.stringify({ ...full, account, id: attemptId });
    const mac = relay.secrets.callbackMac("c2b");
    const send = (address: string) =>
      relay.request(address, { method: "POST", body });
    const answers = [
      await send("/callbacks/almara/c2b"),
      await send("/callbacks/almara/c2b?s="),
      await send(`/callbacks/almara/c2b?s=${mac.slice(1)}`),
      await send(
        `/callbacks/almara/c2b?s=${relay.secrets.callbackMac(attemptId)}`,
      ),
      await send(`/callbacks/almara/${attemptId}?s=${mac}`),
      await send(`/callbacks/flexpay/c2b?s=${mac}`),
      await relay.request(`/callbacks/almara/c2b?s=${mac}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      404, 404, 404, 404, 404, 404, 405,
    ]);
    expect(new Set(answers.slice(0, 6).map(problemCode))).toEqual(
      new Set(["not_found"]),
    );
    expect((await relay.read(order)).status).toBe("pending");
    expect(await unmatched(relay)).toEqual([]);
  });

  it("pays nothing at the address without a MAC, nor at the attempt's own", async () => {
    const { relay, order, account, attemptId } = await payBill();
    const body = JSON.stringify({ ...full, account, id: attemptId });
    const own = `/callbacks/almara/${attemptId}?s=${relay.secrets.callbackMac(attemptId)}`;
    for (const address of ["/checkout/cart", own])
      expect(
        (await relay.request(address, { method: "POST", body })).status,
      ).toBe(200);
    await pass(relay, 30);
    expect(await relay.read(order)).toMatchObject({
      status: "pending",
      attempt: { status: "awaiting_payer" },
    });
  });

  it("is told to send less, and to send it again when the store is down", async () => {
    const { relay, account } = await payBill();
    const large = await tell(relay, "x".repeat(20 * 1024));
    expect([large.status, problemCode(large)]).toEqual([413, "body_too_large"]);
    await relay.store.close();
    const down = await notify(relay, { ...full, account });
    expect([down.status, problemCode(down)]).toEqual([
      503,
      "store_unavailable",
    ]);
    const strange = await notify(relay, { ...full, account: "NOBODY" });
    expect(strange.status).toBe(503);
  });
});
