import { describe, expect, it } from "vitest";
import { startHarness } from "../../support/harness.ts";
import {
  expectFieldError,
  expectUnknownId,
  matching,
  providerTime,
  uuid,
} from "../../support/matching.ts";
import type { PayoutLine } from "../../support/payouts.ts";
import { NEVER, outcomesOf, startDecided } from "../../support/payouts.ts";
import { readSample, toShape } from "../../support/samples.ts";

const NEW = "/v1/payment-order/new-order";
const STATUS = "/v1/payment-order/check-status";

describe("GET /v1/payment-order/check-status", () => {
  it("says of a time-out what is documented, member by member: processed is not paid", async () => {
    const { call, control, queryPayout } = await startHarness(NEVER);
    const sample = readSample("almara-payment-order-status") as {
      originatorConversationId: string;
      remarks: string;
      orderLines: PayoutLine[];
    };
    const id = sample.originatorConversationId;
    await call("POST", NEW, {
      originatorConversationId: id,
      paymentNotes: sample.remarks,
      paymentOrderLines: sample.orderLines,
    });
    await control("POST", `/payouts/${id}`, { outcome: "timed_out" });
    const reply = await queryPayout(id);
    expect(toShape(reply.json)).toEqual(toShape(sample));
    expect(reply.json).toEqual({
      ...sample,
      id: uuid,
      conversationId: uuid,
      orderLines: [
        {
          ...sample.orderLines[0],
          transactionOutcome: {
            ...sample.orderLines[0]?.transactionOutcome,
            id: uuid,
            trackingNumber: matching(/^[A-Z\d]{8}$/),
          },
        },
      ],
    });
    expect(outcomesOf(reply)[0]?.["transactionStatus"]).toBe(8);
  });

  it.each([
    ["queued", 2, "", null],
    ["pending", 1, "", null],
    ["paid", 4, "0", "0"],
    ["failed", 6, "13", "13"],
    ["insufficient_funds", 6, "15", "15"],
    ["declined", 6, "18", "18"],
    ["timed_out", 8, "-1", "-1"],
    ["rejected", 7, "18", null],
  ])("%s is status %i", async (state, status, resultCode, thirdParty) => {
    const { id, queryPayout } = await startDecided(state);
    const reply = await queryPayout(id);
    const paid = state === "paid";
    expect(outcomesOf(reply)).toMatchObject([
      {
        paymentAmount: 100,
        feeAmount: 0,
        transactionStatus: status,
        resultCode,
        transactionDate: paid ? providerTime : null,
        transactionCreditParty: paid ? "254700000001 - Test Recipient" : null,
        thirdPartyPayload: {
          thirdPartyResultCode: thirdParty,
          thirdPartyReceiptNumber: paid ? matching(/^[A-Z\d]{10}$/) : null,
        },
      },
    ]);
    expect(reply.json["isProcessed"]).toBe(resultCode !== "");
    expect(Number(outcomesOf(reply)[0]?.["walletBalance"]) > 0).toBe(paid);
  });

  it("asks for the id in the documented words", async () => {
    const { call } = await startHarness();
    const reply = await call("GET", `${STATUS}?IdType=1`);
    const documented = readSample("almara-error") as { errors: unknown };
    expect([reply.status, reply.json["errors"]]).toEqual([
      400,
      documented.errors,
    ]);
    expectFieldError(await call("GET", `${STATUS}?IdType=2&Id=x`), "IdType");
  });

  it("does not know what was never ordered, nor a deposit", async () => {
    const { deposit, queryPayout } = await startHarness();
    for (const id of ["nobody", await deposit("254712345600")])
      expectUnknownId(await queryPayout(id), id);
  });
});
