import { describe, expect, it } from "vitest";
import { refusal, startHarness } from "../../support/harness.ts";
import { anyString, expectFieldError, uuid } from "../../support/matching.ts";
import { readSample, toShape } from "../../support/samples.ts";

const BILLS = "/v1/bill-payments";
const DOCUMENTED = readSample("almara-bill-payment");
const FAILED = "68022bce-0453-45f9-a897-047db75fc39e";

describe("GET /v1/bill-payments", () => {
  it("has the documented bill, which failed with status code 0", async () => {
    const { call } = await startHarness();
    const query = `?OriginatorConversationId=${FAILED}`;
    const { status, json } = await call("GET", BILLS + query);
    expect([status, toShape(json)]).toEqual([200, toShape(DOCUMENTED)]);
    expect(json).toEqual(DOCUMENTED);
  });

  it.each([
    ["7d0c2f61-52be-4c0a-9d6e-2b8a4f1c7e10", 4, "Completed", 2450.5],
    ["a41be3d8-0f27-4f5b-8c1d-90d5e6b2c374", 1, "Pending", 300],
  ])("has %s with status %i", async (id, status, words, amount) => {
    const { call } = await startHarness();
    const reply = await call("GET", `${BILLS}?originatorconversationid=${id}`);
    expect(reply.json).toMatchObject({
      originatorConversationId: id,
      status,
      transactionStatusDescription: words,
      statusCode: 0,
      amount,
    });
  });

  it("refuses an unknown id and a missing one", async () => {
    const { call } = await startHarness();
    const field = "OriginatorConversationId";
    const unknown = await call("GET", `${BILLS}?${field}=nobody`);
    expect([unknown.status, unknown.json]).toMatchObject([
      404,
      {
        status: 404,
        originatorConversationId: "nobody",
        errors: [{ field, message: anyString }],
      },
    ]);
    const message = `The ${field} field is required.`;
    expectFieldError(await call("GET", BILLS), field, message);
  });
});

describe("POST /_sandbox/bills", () => {
  it("adds a bill and replaces it", async () => {
    const { call, control, listed } = await startHarness();
    const added = await control("POST", "/bills", { amount: "10.25" });
    expect(added.status).toBe(201);
    expect(added.json).toMatchObject({
      originatorConversationId: uuid,
      amount: 10.25,
      status: 6,
    });
    const id = String(added.json["originatorConversationId"]);
    const paid = await control("POST", "/bills", {
      originatorConversationId: id,
      status: 4,
      transactionStatusDescription: "Completed",
      amount: 10.25,
    });
    const found = await call("GET", `${BILLS}?OriginatorConversationId=${id}`);
    expect(found.json).toEqual(paid.json);
    expect(await listed("bills")).toHaveLength(4);
    await control("POST", "/reset");
    expect(await listed("bills")).toHaveLength(3);
  });

  it.each([
    { amount: -1 },
    { amount: "1.005" },
    { status: "4" },
    { narration: 5 },
    { datePaymentReceived: "today" },
    { colour: "red" },
    [],
  ])("refuses %j and lists the members", async (body) => {
    const { control } = await startHarness();
    const reply = await control("POST", "/bills", body);
    expect(refusal(reply)).toBe("400 invalid_body");
    expect(reply.json["accepted"]).toContain("receiptNumber");
  });
});
