import { describe, expect, it } from "vitest";
import { openPhoneStream } from "../../support/event-stream.ts";
import { refusal, startHarness } from "../../support/harness.ts";
import { matching, uuid } from "../../support/matching.ts";
import { NEVER } from "../../support/payouts.ts";

const stateOf = (json: Readonly<Record<string, unknown>>) =>
  (json["lines"] as { state: string }[]).map(({ state }) => state);

describe("/_sandbox/payouts", () => {
  it("lists payouts, newest first, and shows one", async () => {
    const { control, listed, payout } = await startHarness(NEVER);
    const first = await payout("254712345601");
    const second = await payout("254712345602", "254733345601");
    expect(await listed("payouts")).toMatchObject([
      { originatorConversationId: second },
      { originatorConversationId: first },
    ]);
    expect((await control("GET", `/payouts/${second}`)).json).toEqual({
      originatorConversationId: second,
      conversationId: uuid,
      processed: false,
      createdAt: matching(/Z$/),
      lines: ["254712345602", "254733345601"].map((phone) => ({
        phone,
        amount: "100.0",
        currency: "KES",
        state: "queued",
        receipt: null,
        trackingNumber: matching(/^[A-Z\d]{8}$/),
        decidedAt: null,
      })),
    });
  });

  it("decides all lines, or one", async () => {
    const { control, payout } = await startHarness(NEVER);
    const id = await payout("254712345601", "254712345601", "254712345601");
    const decision = { outcome: "declined", line: 2 };
    const one = await control("POST", `/payouts/${id}`, decision);
    expect(stateOf(one.json)).toEqual(["queued", "queued", "declined"]);
    const rest = await control("POST", `/payouts/${id}`, { outcome: "paid" });
    expect(rest.status).toBe(200);
    expect(stateOf(rest.json)).toEqual(["paid", "paid", "declined"]);
    expect(rest.json["processed"]).toBe(true);
  });

  it("lets a payout that timed out turn out paid, and stay so", async () => {
    const { control, payout } = await startHarness(NEVER);
    const id = await payout("254712345601");
    const decide = (outcome: string) =>
      control("POST", `/payouts/${id}`, { outcome });
    expect(stateOf((await decide("timed_out")).json)).toEqual(["timed_out"]);
    for (const outcome of ["pending", "rejected"])
      expect((await decide(outcome)).status).toBe(409);
    expect(stateOf((await decide("paid")).json)).toEqual(["paid"]);
    for (const outcome of ["failed", "timed_out", "pending", "paid"])
      expect(refusal(await decide(outcome))).toBe("409 already_decided");
  });

  it("tells the recipient's phone when the money has come, and only then", async () => {
    const harness = await startHarness(NEVER);
    const stream = await openPhoneStream(
      `${harness.sandbox.url}/phone/events?phone=0712345601`,
    );
    const id = await harness.payout("254712345601", "254733000001");
    await harness.control("POST", `/payouts/${id}`, { outcome: "timed_out" });
    await harness.control("POST", `/payouts/${id}`, { outcome: "paid" });
    const { messages } = await stream.waitFor((s) => s.messages.length > 0);
    expect(messages).toMatchObject([
      {
        version: "paid",
        announcement: matching(
          /^[A-Z\d]{10} Confirmed\. You have received Ksh100\.00 from Duka on .+ at .+\.$/,
        ),
      },
    ]);
    expect(messages[0]?.html).toContain("M-PESA · 0712 345 601");
  });

  it("refuses what it does not know", async () => {
    const { control, payout } = await startHarness(NEVER);
    const id = await payout("254712345601");
    for (const body of [
      {},
      { outcome: "won" },
      { outcome: "paid", line: -1 },
    ]) {
      const reply = await control("POST", `/payouts/${id}`, body);
      expect(refusal(reply)).toBe("400 invalid_body");
      expect(reply.json["accepted"]).toContain("timed_out");
    }
    const unknown = [
      await control("POST", "/payouts/nobody", { outcome: "paid" }),
      await control("POST", `/payouts/${id}`, { outcome: "paid", line: 1 }),
      await control("GET", "/payouts/nobody"),
    ];
    for (const reply of unknown)
      expect(refusal(reply)).toBe("404 unknown_payout");
  });
});
