import { describe, expect, it } from "vitest";
import { ROUTES, eachInItsOwnWorld, sampleText } from "./harness.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const ID = "4f9646c1-b493-4dd2-aea7-940f20c963b9";

const reject = (reply: Reply, id = ID) =>
  world().answering(reply, ROUTES.payoutReject).payouts.reject(id);

const line = (resultCode: unknown, more: object = {}) => ({
  OriginatorConversationId: ID.toUpperCase(),
  transactionStatus: 7,
  transactionStatusDescription: "Rejected",
  resultCode,
  ...more,
});
const lines = (...PaymentOrderLines: readonly object[]): Reply => ({
  json: { PaymentOrderLines },
});

describe("rejecting a payout", () => {
  it("names it in the address, sends no body, and reads the documented success as it stands", async () => {
    const text = sampleText("almara-reject-order.done.json");
    expect(await reject({ text })).toEqual({
      kind: "found",
      value: [{ id: ID, rejected: true, code: "0", reason: "Success" }],
    });
    expect(world().server.to(ROUTES.payoutReject)).toMatchObject([
      { query: { OriginatorConversationId: ID }, body: "" },
    ]);
  });

  it("reads the documented refusal as it stands, though it says Rejected", async () => {
    const id = "W765131ei224242t40093334xxiuigggtey";
    const text = sampleText("almara-reject-order.refused.json");
    const reason = "Transaction cannot be rejected on current status";
    expect(await reject({ text }, id)).toEqual({
      kind: "found",
      value: [{ id, rejected: false, code: "1", reason }],
    });
    expect(world().unknown).toEqual([]);
  });

  it("decides every line by its result code alone", async () => {
    expect(await reject(lines(line("0"), line(1), line(0)))).toMatchObject({
      value: [{ rejected: true }, { rejected: false }, { rejected: true }],
    });
  });

  it.each(["000", "00", "-1", "4", "7", "Success", null, "", true, { a: 0 }])(
    "is in doubt with the undocumented code %j, and counts it",
    async (code) => {
      expect(await reject(lines(line(code)))).toMatchObject({
        kind: "unavailable",
        mayHaveHappened: true,
      });
      expect(world().unknown).toEqual(["almara reject_result_code"]);
    },
  );

  it.each([
    ["x".repeat(300), "x".repeat(200)],
    [`x${"😀".repeat(150)}`, `x${"😀".repeat(99)}`],
  ])("cuts a reason without end", async (resultCodeDescription, reason) => {
    const answer = await reject(lines(line("1", { resultCodeDescription })));
    expect(answer).toMatchObject({ value: [{ reason }] });
  });

  it.each<[string, object]>([
    ["no lines", { paymentOrderlines: [] }],
    ["lines that are no list", { paymentOrderlines: {} }],
    ["a line that is no object", { paymentOrderlines: ["0"] }],
    ["a line without an id", { paymentOrderlines: [{ resultCode: "0" }] }],
    ["an outcome at the top", line("0")],
  ])("is in doubt with %s", async (_what, json) => {
    expect(await reject({ json })).toEqual({
      kind: "unavailable",
      mayHaveHappened: true,
      detail: "no line in the response",
    });
  });
});
