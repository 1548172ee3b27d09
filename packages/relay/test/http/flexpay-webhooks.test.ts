import { describe, expect, it } from "vitest";
import {
  onAttempt,
  NO_FLAGS,
  pass,
  refusal,
  untilPaid,
} from "../support/attempts.ts";
import {
  FULL,
  startFlexpay,
  startSent,
  startWaiting,
} from "../support/flexpay.ts";
import { startTestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

describe("POST /callbacks/flexpay", () => {
  it("has the transfer it names read, taken, and the order paid", async () => {
    const { relay, transfers, webhook, order, code } = await startWaiting();
    const reference = transfers.send(`Order ${code}`, FULL);
    const answer = await webhook(`TRANSACTION_INITIATED ${reference}`);
    expect([answer.status, answer.text]).toEqual([200, '{"received":true}']);
    await untilPaid(relay, order);
    expect(await relay.read(order)).toMatchObject({
      flags: NO_FLAGS,
      attempt: { method: "flexpay", status: "succeeded" },
      outcome: { status: "paid", method: "flexpay", receipt: reference },
    });
    expect(transfers.moved).toEqual([reference]);
  });

  it("is a hint: what it says pays nothing", async () => {
    const { relay, transfers, webhook, order } = await startWaiting();
    await webhook("TRANSACTION_COMPLETED TXN-UNKNOWN");
    await until("the query", () => transfers.count("find") === 1);
    await pass(relay, 5);
    expect((await relay.read(order)).status).toBe("pending");
    expect(transfers.moved).toEqual([]);
  });

  it.each(["TRANSACTION_REJECTED", "SOMETHING_NEW", ""])(
    "takes any kind of event: %j",
    async (event) => {
      const { transfers, webhook } = await startFlexpay();
      expect((await webhook(`${event} TXN-1`)).status).toBe(200);
      await until("the query", () => transfers.count("find", "TXN-1") === 1);
    },
  );

  it("has all that wait looked for where it names none", async () => {
    const { relay, transfers, webhook, order, code } = await startWaiting();
    transfers.send(code, FULL);
    await relay.read(order);
    expect((await webhook("\u0000\u0001{{{")).status).toBe(200);
    await pass(relay, 5);
    await untilPaid(relay, order);
  });

  it.each([
    ["no signature", {}, "signature_missing"],
    ["a wrong signature", { "X-IDaaS-Signature": "wrong" }, "signature_wrong"],
  ])("refuses %s, and does nothing", async (_what, headers, reason) => {
    const { relay, transfers, reference } = await startSent();
    const answer = await relay.request("/callbacks/flexpay", {
      method: "POST",
      body: `TRANSACTION_INITIATED ${reference}`,
      headers,
    });
    expect(refusal(answer)).toBe("401 callback_refused");
    expect(answer.text).not.toContain(reason);
    expect(relay.logged()).toContain(reason);
    expect(transfers.count("find")).toBe(0);
  });

  it("answers like any address that is not there where FlexPay is not configured", async () => {
    const relay = await startTestRelay();
    const answer = await relay.request("/callbacks/flexpay", {
      method: "POST",
      body: "{}",
    });
    expect(refusal(answer)).toBe("404 not_found");
  });

  it("takes a transfer once, however often and by whomever it is told of", async () => {
    const { relay, transfers, webhook, order, attemptId, reference } =
      await startSent();
    const told = Array.from({ length: 10 }, () =>
      webhook(`TRANSACTION_INITIATED ${reference}`),
    );
    const check = onAttempt(relay, order, attemptId, "check");
    await Promise.all([...told, check]);
    await pass(relay, 30);
    await untilPaid(relay, order);
    for (let time = 0; time < 3; time += 1) {
      await webhook(`TRANSACTION_COMPLETED ${reference}`);
      await pass(relay, 30);
    }
    expect(transfers.count("accept", reference)).toBe(1);
    expect(transfers.moved).toEqual([reference]);
    expect((await relay.read(order)).flags.overpaid).toBe(false);
  });
});
