import { describe, expect, it } from "vitest";
import {
  createId,
  createPayoutLine,
  startHarness,
} from "../../support/harness.ts";
import {
  acceptanceOf,
  containing,
  expectFieldError,
} from "../../support/matching.ts";
import { linesOf, NEVER } from "../../support/payouts.ts";

const NEW = "/v1/payment-order/new-order";

describe("POST /v1/payment-order/new-order", () => {
  it("accepts an order in the documented envelope", async () => {
    const { call, payoutBody } = await startHarness(NEVER);
    const body = payoutBody("254712345601");
    const reply = await call("POST", NEW, body);
    expect([reply.status, reply.json]).toEqual([
      202,
      { message: acceptanceOf(body["originatorConversationId"]) },
    ]);
  });

  it("accepts an id once more and creates nothing", async () => {
    const { call, listed, payoutBody, queryPayout } = await startHarness(NEVER);
    const body = payoutBody("254712345601");
    const first = await call("POST", NEW, body);
    const again = await call("POST", NEW, {
      ...payoutBody("254712345602"),
      originatorConversationId: body["originatorConversationId"],
    });
    expect([again.status, again.json]).toEqual([202, first.json]);
    expect(await listed("payouts")).toHaveLength(1);
    const known = await queryPayout(String(body["originatorConversationId"]));
    expect(linesOf(known)[0]?.recipient["primaryAccountNumber"]).toBe(
      "+254712345601",
    );
  });

  it("reads members without case, amounts as text and the phone from either member", async () => {
    const { call, queryPayout } = await startHarness(NEVER);
    const id = createId();
    const { remitter, recipient, transaction } =
      createPayoutLine("254712345601");
    const reply = await call("POST", NEW, {
      ORIGINATORCONVERSATIONID: id,
      PaymentOrderLines: [
        {
          Remitter: remitter,
          Recipient: {
            Name: "Jane",
            PhoneNumber: "254712345601",
            primaryAccountNumber: "",
            MCCMNC: 63902,
            Ccy: "404",
          },
          Transaction: {
            ...(transaction as object),
            amount: undefined,
            Amount: "99.50",
            channelType: "1",
          },
        },
        { recipient, transaction },
      ],
    });
    expect(reply.status).toBe(202);
    const [first, second] = linesOf(await queryPayout(id));
    expect(first?.recipient).toMatchObject({
      name: "Jane",
      phoneNumber: "254712345601",
      primaryAccountNumber: "",
      mccmnc: "63902",
      ccy: 404,
    });
    expect(first?.transaction).toMatchObject({ amount: 99.5, channelType: 1 });
    expect(second?.remitter).toMatchObject({ name: null, ccy: "404" });
  });

  it.each([
    ["transaction.amount", 0, "zero"],
    ["transaction.amount", -1, "not a positive decimal"],
    ["transaction.amount", 1.005, "not a positive decimal"],
    ["transaction.amount", "1e3", "not a positive decimal"],
    ["transaction.amount", "1,000.00", "not a positive decimal"],
    ["transaction.amount", 250_000.01, "above the limit"],
    ["transaction.amount", true, "not a decimal"],
    ["transaction.routeId", undefined, "is required"],
    ["transaction.channelType", "mobile", "not an integer"],
    ["transaction.reference", "x".repeat(101), "longer than 100"],
    ["transaction.systemTraceAuditNumber", "", "is required"],
    ["recipient.name", "x".repeat(65), "longer than 64"],
    ["recipient.primaryAccountNumber", "0712345601", "254 and nine digits"],
    ["recipient.primaryAccountNumber", undefined, "is required"],
    ["recipient.ccy", 800, "Only 404"],
    ["recipient.mccmnc", "Safaricom", "not a network code"],
    ["remitter.name", "x".repeat(129), "longer than 128"],
    ["remitter.ccy", "840", "Only 404"],
  ])("refuses %s = %j", async (path, value, message) => {
    const { call, listed, payoutBody } = await startHarness(NEVER);
    const [party = "", member = ""] = path.split(".");
    const line = createPayoutLine("254712345601");
    Object.assign(line[party] as object, { [member]: value });
    const reply = await call("POST", NEW, {
      ...payoutBody(),
      paymentOrderLines: [createPayoutLine("254712345601"), line],
    });
    const field = `paymentOrderLines[1].${path}`;
    expectFieldError(reply, field, containing(message));
    expect(await listed("payouts")).toEqual([]);
  });

  it.each([
    ["originatorConversationId", "x".repeat(101), "longer than 100"],
    ["paymentNotes", "x".repeat(256), "longer than 255"],
    ["callBackUrl", "ftp://shop.example", "not an http or https address"],
    ["paymentOrderLines", undefined, "is required"],
    ["paymentOrderLines", [], "At least one line"],
    [
      "paymentOrderLines",
      Array.from({ length: 101 }, () => createPayoutLine("254712345601")),
      "more than 100",
    ],
  ])("refuses an order with another %s", async (field, value, message) => {
    const { call, payoutBody } = await startHarness(NEVER);
    const body = { ...payoutBody("254712345601"), [field]: value };
    const reply = await call("POST", NEW, body);
    expectFieldError(reply, field, containing(message));
  });
});
