import { describe, expect, it, vi } from "vitest";
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
      const { control, deposit, queryDeposit } = await startHarness();
      const id = await deposit(OPEN_PHONE);
      const reply = await control("POST", `/attempts/${id}`, { outcome });
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
      const { checkout, control, queryCheckout } = await startHarness();
      const { id } = await checkout();
      await control("POST", `/attempts/${id}`, { outcome });
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
    const { control, deposit, queryDeposit } = await startHarness({
      promptSeconds: 0.5,
      answerDelayMs: 500,
    });
    const held = await deposit("254712345601");
    await control("POST", `/attempts/${held}`, { outcome: "pending" });
    const other = await deposit(OPEN_PHONE);
    await vi.waitFor(async () => {
      expect((await queryDeposit(other)).json["resultCode"]).toBe("1037");
    });
    expect((await queryDeposit(held)).json["status"]).toBe("Pending");
    const late = await control("POST", `/attempts/${held}`, {
      outcome: "paid",
    });
    expect(late.json["state"]).toBe("paid");
  });

  it("refuses to decide twice", async () => {
    const { control, deposit } = await startHarness();
    const id = await deposit(OPEN_PHONE);
    await control("POST", `/attempts/${id}`, { outcome: "cancelled" });
    for (const outcome of ["paid", "pending", "cancelled"]) {
      const reply = await control("POST", `/attempts/${id}`, { outcome });
      expect(refusal(reply)).toBe("409 already_decided");
    }
    const { json } = await control("GET", `/attempts/${id}`);
    expect(json["state"]).toBe("cancelled");
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
    const { control, deposit } = await startHarness();
    const id = await deposit(OPEN_PHONE);
    const reply = await control("POST", `/attempts/${id}`, body);
    expect(refusal(reply)).toBe(`400 ${error}`);
    if (accepted !== undefined)
      expect(reply.json["accepted"]).toContain(accepted);
    const { json } = await control("GET", `/attempts/${id}`);
    expect(json["state"]).toBe("pending");
  });

  it("does not know an attempt before it exists", async () => {
    const { control } = await startHarness();
    for (const [method, path] of [
      ["GET", "/attempts/x"],
      ["POST", "/attempts/x"],
      ["POST", "/attempts/x/callbacks"],
    ] as const) {
      const body = path === "/attempts/x" ? { outcome: "paid" } : {};
      const reply = await control(
        method,
        path,
        method === "GET" ? undefined : body,
      );
      expect(refusal(reply)).toBe("404 unknown_attempt");
    }
    expect((await control("GET", "/nothing")).status).toBe(404);
  });
});

describe("GET /_sandbox/attempts", () => {
  it("lists the newest first, without the secret of the callback address", async () => {
    const { checkout, control, deposit, merchant } = await startHarness();
    const first = await deposit(OPEN_PHONE);
    const { id: second, page } = await checkout();
    const { json } = await control("GET", "/attempts");
    expect(json["attempts"]).toEqual([
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
    const { call, control, deposit, merchant, payout } = await startHarness({
      callbackDelayMs: 60_000,
    });
    const id = await deposit(OPEN_PHONE);
    await control("POST", `/attempts/${id}`, { outcome: "paid" });
    await payout("254712345601");
    await control("POST", "/transfers", { amount: 1 });
    await control("POST", "/faults", { call: "any", status: 503 });
    expect((await control("POST", "/reset")).json).toEqual({ reset: true });
    for (const name of ["attempts", "payouts", "transfers"])
      expect((await control("GET", `/${name}`)).json[name]).toEqual([]);
    const routes = await call("GET", "/v1/transaction-routes/assigned-routes");
    expect(routes.status).toBe(200);
    expect(merchant.received).toEqual([]);
  });
});
