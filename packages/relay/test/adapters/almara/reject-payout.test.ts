import { describe, expect, it } from "vitest";
import { ROUTES, eachInItsOwnWorld, sample } from "./harness.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const ID = "4f9646c1-b493-4dd2-aea7-940f20c963b9";
const asItStands = (name: string): Reply => ({
  text: Buffer.from(sample(name)).toString(),
});

function reject(id: string, reply: Reply) {
  const { server, almara } = world();
  server.on(ROUTES.payoutReject, reply);
  return almara.payouts.reject(id);
}

const lines = (...codes: readonly unknown[]): Reply => ({
  json: {
    PaymentOrderLines: codes.map((resultCode) => ({
      OriginatorConversationId: ID.toUpperCase(),
      transactionStatus: 7,
      transactionStatusDescription: "Rejected",
      resultCode,
    })),
  },
});

describe("rejecting a payout", () => {
  it("names it in the address and sends no body", async () => {
    await reject(ID, asItStands("almara-reject-order.done.json"));
    expect(world().server.to(ROUTES.payoutReject)).toMatchObject([
      { query: { OriginatorConversationId: ID }, body: "" },
    ]);
  });

  it("reads the documented success as it stands", async () => {
    expect(
      await reject(ID, asItStands("almara-reject-order.done.json")),
    ).toEqual({
      kind: "found",
      value: [{ id: ID, rejected: true, code: "0", reason: "Success" }],
    });
  });

  it("reads the documented refusal as it stands, though it says Rejected", async () => {
    const id = "W765131ei224242t40093334xxiuigggtey";
    expect(
      await reject(id, asItStands("almara-reject-order.refused.json")),
    ).toEqual({
      kind: "found",
      value: [
        {
          id,
          rejected: false,
          code: "1",
          reason: "Transaction cannot be rejected on current status",
        },
      ],
    });
    expect(world().metrics.unknown).toEqual([]);
  });

  it("decides every line by its result code alone", async () => {
    const answer = await reject(ID, lines("0", 1, 0, "1"));
    expect(answer).toMatchObject({
      value: [
        { rejected: true },
        { rejected: false },
        { rejected: true },
        { rejected: false },
      ],
    });
  });

  it.each(["000", "00", "-1", "4", "7", "Success", null, "", true, { a: 0 }])(
    "is in doubt with the undocumented code %j, and counts it",
    async (code) => {
      expect(await reject(ID, lines(code))).toMatchObject({
        kind: "unavailable",
        mayHaveHappened: true,
      });
      expect(world().metrics.unknown).toEqual(["almara reject_result_code"]);
    },
  );

  it.each([
    ["x".repeat(300), "x".repeat(200)],
    [`x${"😀".repeat(150)}`, `x${"😀".repeat(99)}`],
  ])("cuts a reason without end", async (resultCodeDescription, reason) => {
    const answer = await reject(ID, {
      json: {
        paymentOrderlines: [
          {
            originatorConversationId: ID,
            resultCode: "1",
            resultCodeDescription,
          },
        ],
      },
    });
    expect(answer).toMatchObject({ value: [{ reason }] });
  });

  it.each<[string, object]>([
    ["no lines", { paymentOrderlines: [] }],
    ["lines that are no list", { paymentOrderlines: {} }],
    ["a line that is no object", { paymentOrderlines: ["0"] }],
    ["a line without an id", { paymentOrderlines: [{ resultCode: "0" }] }],
    [
      "an outcome at the top",
      { originatorConversationId: ID, resultCode: "0" },
    ],
  ])("is in doubt with %s", async (_what, json) => {
    expect(await reject(ID, { json })).toEqual({
      kind: "unavailable",
      mayHaveHappened: true,
      detail: "no line in the response",
    });
  });
});
