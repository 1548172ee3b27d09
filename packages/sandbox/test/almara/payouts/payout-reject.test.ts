import { describe, expect, it } from "vitest";
import type { Harness } from "../../support/harness.ts";
import { startHarness } from "../../support/harness.ts";
import { expectFieldError } from "../../support/matching.ts";
import { NEVER, outcomesOf, startDecided } from "../../support/payouts.ts";
import { readSample, toShape } from "../../support/samples.ts";

const REJECT = "/v1/payment-order/reject-order";

describe("POST /v1/payment-order/reject-order", () => {
  const reject = ({ call }: Pick<Harness, "call">, id: string) =>
    call("POST", `${REJECT}?OriginatorConversationId=${id}`);
  const documented = (name: string, id: string) => {
    const sample = readSample(`almara-reject-order.${name}`) as {
      paymentOrderlines: object[];
    };
    return {
      paymentOrderlines: [
        { ...sample.paymentOrderlines[0], originatorConversationId: id },
      ],
    };
  };

  it.each(["queued", "pending"])("stops an order that is %s", async (state) => {
    const { id, queryPayout, ...harness } = await startDecided(state);
    const reply = await reject(harness, id);
    expect([reply.status, reply.json]).toEqual([200, documented("done", id)]);
    expect(toShape(reply.json)).toEqual(
      toShape(readSample("almara-reject-order.done")),
    );
    expect(outcomesOf(await queryPayout(id))).toMatchObject([
      { transactionStatus: 7, transactionStatusDescription: "Rejected" },
    ]);
  });

  it.each(["paid", "failed", "timed_out", "rejected"])(
    "leaves an order that is %s as it is, and says Rejected all the same",
    async (state) => {
      const { id, queryPayout, ...harness } = await startDecided(state);
      const before = await queryPayout(id);
      const reply = await reject(harness, id);
      expect([reply.status, reply.json]).toEqual([
        200,
        documented("refused", id),
      ]);
      expect((await queryPayout(id)).json).toEqual(before.json);
    },
  );

  it("answers a bulk order line by line", async () => {
    const { control, payout, queryPayout, ...harness } =
      await startHarness(NEVER);
    const id = await payout("254712345601", "254712345602", "254712345603");
    await control("POST", `/payouts/${id}`, { outcome: "paid", line: 1 });
    const { json } = await reject(harness, id);
    const lines = json["paymentOrderlines"] as Record<string, unknown>[];
    expect(lines.map((line) => line["resultCode"])).toEqual(["0", "1", "0"]);
    expect(lines.map((line) => line["transactionStatus"])).toEqual([7, 7, 7]);
    const statuses = outcomesOf(await queryPayout(id)).map(
      (outcome) => outcome["transactionStatus"],
    );
    expect(statuses).toEqual([7, 4, 7]);
  });

  it("refuses an unknown id and a missing one", async () => {
    const { call } = await startHarness();
    const unknown = await reject({ call }, "nobody");
    expect([unknown.status, unknown.json["idType"]]).toEqual([
      404,
      "OriginatorConversationId",
    ]);
    expectFieldError(await call("POST", REJECT), "OriginatorConversationId");
  });
});
