import { describe, expect, it } from "vitest";
import { refusal, startHarness } from "../../support/harness.ts";
import { anyString, matching, withMembers } from "../../support/matching.ts";

const OPEN_PHONE = "254712345600";

describe("POST /_sandbox/attempts/:id", () => {
  it.each([
    ["paid", "0", "paid"],
    ["pay", "0", "paid"],
    ["succeeded", "0", "paid"],
    ["success", "0", "paid"],
    ["insufficient_funds", "1", "insufficient_funds"],
    ["cancelled", "1032", "cancelled"],
    ["cancel", "1032", "cancelled"],
    ["wrong_pin", "2001", "wrong_pin"],
    ["no_answer", "1037", "no_answer"],
    ["timed_out", "1019", "timed_out"],
    ["declined", "18", "declined"],
    ["decline", "18", "declined"],
    ["failed", "17", "failed"],
  ])(
    "decides a deposit: %s is result code %s",
    async (outcome, resultCode, state) => {
      const { decide, deposit, queryDeposit } = await startHarness();
      const id = await deposit(OPEN_PHONE);
      const reply = await decide(id, outcome);
      expect(reply.status).toBe(200);
      expect(reply.json).toMatchObject({ state, kind: "deposit" });
      const { json } = await queryDeposit(id);
      expect(json["resultCode"]).toBe(resultCode);
      expect(json["mpesaReceiptNumber"] !== "").toBe(state === "paid");
    },
  );

  it.each([
    ["paid", 4, "Completed", "000"],
    ["declined", 6, "Failed", "005"],
    ["failed", 6, "Failed", "096"],
    ["insufficient_funds", 6, "Failed", "051"],
    ["wrong_pin", 6, "Failed", "055"],
    ["cancelled", 7, "Rejected", "017"],
    ["timed_out", 8, "Timed Out", "068"],
    ["no_answer", 8, "Timed Out", "068"],
  ])(
    "decides a checkout: %s is status %d %s",
    async (outcome, Status, StatusDesc, ResultCode) => {
      const { checkout, decide, queryCheckout } = await startHarness();
      const { id } = await checkout();
      await decide(id, outcome);
      const { json } = await queryCheckout(id);
      expect(json["checkoutOutcome"]).toMatchObject({
        Status,
        StatusDesc,
        ResultCode,
        ThirdPartyPayload: {
          ResponseCode: ResultCode,
          Reference: matching(/^TXN\d{3}[A-Z]{3}\d{5}$/),
        },
      });
    },
  );

  it("keeps a deposit open that would have paid or run out", async () => {
    const options = { promptSeconds: 0.5, answerDelayMs: 500 };
    const { decide, deposit, queryDeposit } = await startHarness(options);
    const held = await deposit("254712345601");
    await decide(held, "pending");
    const other = await deposit(OPEN_PHONE);
    await expect
      .poll(async () => (await queryDeposit(other)).json["resultCode"])
      .toBe("1037");
    expect((await queryDeposit(held)).json["status"]).toBe("Pending");
    expect((await decide(held, "paid")).json["state"]).toBe("paid");
  });

  it("refuses to decide twice", async () => {
    const { decide, deposit, shown } = await startHarness();
    const id = await deposit(OPEN_PHONE);
    await decide(id, "cancelled");
    for (const outcome of ["paid", "pending", "cancelled"])
      expect(refusal(await decide(id, outcome))).toBe("409 already_decided");
    expect((await shown(id))["state"]).toBe("cancelled");
  });

  it.each([
    [{}, "unknown_outcome", "insufficient_funds"],
    [{ outcome: "toString" }, "unknown_outcome", "pending"],
    [{ outcome: 4 }, "unknown_outcome", "paid"],
    [{ outcome: "paid", callbacks: "often" }, "unknown_callbacks", "reordered"],
    [{ outcome: "paid", callbacks: "toString" }, "unknown_callbacks", "forged"],
    [{ outcome: "paid", callbacks: -1 }, "unknown_callbacks", "0 to 20"],
    [{ outcome: "paid", callbacks: 1.5 }, "unknown_callbacks", "0 to 20"],
    [{ outcome: "paid", when: "now" }, "invalid_body", "callbacks"],
    [[], "invalid_body", "outcome"],
    ["{", "unreadable_body", undefined],
  ])("refuses %j with %s", async (body, error, accepted) => {
    const { control, deposit, shown } = await startHarness();
    const id = await deposit(OPEN_PHONE);
    const reply = await control("POST", `/attempts/${id}`, body);
    expect(refusal(reply)).toBe(`400 ${error}`);
    if (accepted !== undefined)
      expect(reply.json["accepted"]).toContain(accepted);
    expect((await shown(id))["state"]).toBe("pending");
  });

  it("does not know an attempt before it exists", async () => {
    const { control, decide } = await startHarness();
    for (const reply of [
      await control("GET", "/attempts/x"),
      await decide("x", "paid"),
      await control("POST", "/attempts/x/callbacks", {}),
    ])
      expect(refusal(reply)).toBe("404 unknown_attempt");
    expect((await control("GET", "/nothing")).status).toBe(404);
  });
});

describe("GET /_sandbox/attempts", () => {
  it("lists the newest first, without the secret of the callback address", async () => {
    const { checkout, control, deposit, listed, merchant } =
      await startHarness();
    const first = await deposit(OPEN_PHONE);
    const { id: second, page } = await checkout();
    expect(await listed("attempts")).toEqual([
      {
        originatorConversationId: second,
        kind: "checkout",
        phone: null,
        amount: "4700.0",
        currency: "KES",
        state: "pending",
        createdAt: anyString,
        callbackUrl: `${merchant.url}/callbacks`,
      },
      withMembers({
        originatorConversationId: first,
        kind: "deposit",
        phone: OPEN_PHONE,
        amount: "2500.0",
      }),
    ]);
    const detail = await control("GET", `/attempts/${second}`);
    expect(detail.json["cardPage"]).toBe(new URL(page).pathname);
    expect(detail.text).not.toContain("secret-mac");
  });

  it("lists as many as asked for", async () => {
    const { control, deposit } = await startHarness();
    await deposit(OPEN_PHONE);
    const last = await deposit(OPEN_PHONE);
    const { json } = await control("GET", "/attempts?limit=1");
    expect(json["attempts"]).toMatchObject([
      { originatorConversationId: last },
    ]);
  });
});

describe("POST /_sandbox/reset", () => {
  it("forgets attempts, links, faults and callbacks, but no token", async () => {
    const { call, control, decide, deposit, listed, merchant, payout } =
      await startHarness({ callbackDelayMs: 60_000 });
    await decide(await deposit(OPEN_PHONE), "paid");
    await payout("254712345601");
    await control("POST", "/transfers", { amount: 1 });
    await control("POST", "/faults", { call: "any", status: 503 });
    expect((await control("POST", "/reset")).json).toEqual({ reset: true });
    for (const name of ["attempts", "payouts", "transfers"])
      expect(await listed(name)).toEqual([]);
    const routes = await call("GET", "/v1/transaction-routes/assigned-routes");
    expect(routes.status).toBe(200);
    expect(merchant.received).toEqual([]);
  });
});
