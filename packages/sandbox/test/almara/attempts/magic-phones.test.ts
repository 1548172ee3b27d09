import { describe, expect, it } from "vitest";
import { MAGIC_ENDINGS } from "../../../src/almara/attempts/magic-phones.ts";
import type { Harness } from "../../support/harness.ts";
import { startHarness } from "../../support/harness.ts";
import { anyNumber, anyString, matching } from "../../support/matching.ts";

const phone = (ending: string) => `2547123456${ending}`;

const RECEIPT = /^[A-Z][A-L][1-9A-V][A-Z0-9]{7}$/;

/** Resolves once the provider's query says how the deposit ended. */
async function waitForResult(harness: Harness, id: string) {
  const read = async () => (await harness.queryDeposit(id)).json;
  await expect
    .poll(async () => (await read())["status"], { interval: 10 })
    .not.toBe("Pending");
  return read();
}

function parseBodies(harness: Harness) {
  return harness.merchant.received.map(({ body }): unknown => JSON.parse(body));
}

const STK = { Body: { stkCallback: {} } };
const FINAL = { OriginatorConversationId: anyString };

describe("magic phone endings", () => {
  it("are the twelve of the documentation", () => {
    expect(MAGIC_ENDINGS.map(({ ending }) => ending).join(" ")).toBe(
      "00 01 02 03 04 05 06 07 08 09 10 11",
    );
  });

  it.each(["00", "12", "78", "99"])(
    "…%s waits for a person",
    async (ending) => {
      const harness = await startHarness({ promptSeconds: 0.5 });
      const id = await harness.deposit(phone(ending));
      const { json } = await harness.queryDeposit(id);
      expect(json["status"]).toBe("Pending");
      // Nobody answers, so it runs out.
      expect(await waitForResult(harness, id)).toMatchObject({
        resultCode: "1037",
      });
    },
  );

  it("…01 pays, with two callbacks: Safaricom's, then the final one", async () => {
    const harness = await startHarness();
    const id = await harness.deposit(phone("01"), { FirstName: "Wanjiku" });
    const result = await waitForResult(harness, id);
    expect(result).toMatchObject({
      mpesaReceiptNumber: matching(RECEIPT),
      resultCode: "0",
      status: "Completed",
    });
    await harness.merchant.waitFor(2);
    const [first, second] = parseBodies(harness);
    expect(first).toEqual({
      Body: {
        stkCallback: {
          MerchantRequestID: result["merchantRequestID"],
          CheckoutRequestID: matching(/^ws_CO_\d{23}$/),
          ResultCode: 0,
          ResultDesc: anyString,
          CallbackMetadata: {
            Item: [
              { Name: "Amount", Value: 2500 },
              {
                Name: "MpesaReceiptNumber",
                Value: result["mpesaReceiptNumber"],
              },
              { Name: "TransactionDate", Value: anyNumber },
              { Name: "PhoneNumber", Value: 254712345601 },
            ],
          },
        },
      },
    });
    expect(second).toMatchObject({
      OriginatorConversationId: id,
      Thirdpartyreceiptnumber: result["mpesaReceiptNumber"],
      PaymentAmount: 2500,
      ShortCode: "174379",
      AccountNo: "ORD-7848",
      PhoneNumber: "254712345601",
      FirstName: "Wanjiku",
      ResultCode: "0",
      Status: "Completed",
    });
    const [, final] = harness.merchant.received;
    expect(final?.body).toContain('"PaymentAmount":2500.0,');
    expect(final?.headers["content-type"]).toBe("application/json");
    expect(final?.path).toBe("/callbacks?s=secret-mac");
  });

  it.each([
    ["02", "1"],
    ["03", "1032"],
    ["04", "2001"],
    ["05", "1037"],
  ])(
    "…%s ends with result code %s and only the first callback",
    async (ending, resultCode) => {
      const harness = await startHarness({ promptSeconds: 0.05 });
      const id = await harness.deposit(phone(ending));
      expect(await waitForResult(harness, id)).toMatchObject({
        resultCode,
        mpesaReceiptNumber: "",
        status: "Failed",
      });
      await harness.merchant.waitFor(1);
      expect(parseBodies(harness)).toEqual([
        {
          Body: {
            stkCallback: {
              MerchantRequestID: anyString,
              CheckoutRequestID: anyString,
              ResultCode: Number(resultCode),
              ResultDesc: anyString,
            },
          },
        },
      ]);
      expect((await harness.shown(id))["callbacks"]).toHaveLength(1);
    },
  );

  it("…06 pays and every callback is lost", async () => {
    const harness = await startHarness();
    const id = await harness.deposit(phone("06"));
    expect(await waitForResult(harness, id)).toMatchObject({ resultCode: "0" });
    const shown = await harness.shown(id);
    expect(shown).toMatchObject({ state: "paid", callbacks: [] });
  });

  it("…07 pays, the callbacks repeated and the last one first", async () => {
    const harness = await startHarness();
    await harness.deposit(phone("07"));
    await harness.merchant.waitFor(4);
    const bodies = parseBodies(harness);
    expect(bodies).toMatchObject([FINAL, STK, FINAL, STK]);
    expect(bodies[2]).toEqual(bodies[0]);
    expect(bodies[3]).toEqual(bodies[1]);
  });

  it("…08 stays open past the prompt's end, then pays", async () => {
    const options = { promptSeconds: 0.05, lateAfterSeconds: 1 };
    const harness = await startHarness(options);
    const other = await harness.deposit(phone("05"));
    const id = await harness.deposit(phone("08"));
    // The other prompt began at the same time and has run out.
    expect(await waitForResult(harness, other)).toMatchObject({
      resultCode: "1037",
    });
    const { json } = await harness.queryDeposit(id);
    expect(json["status"]).toBe("Pending");
    expect(await waitForResult(harness, id)).toMatchObject({
      resultCode: "0",
      mpesaReceiptNumber: matching(RECEIPT),
    });
    await harness.merchant.waitFor(3);
  });

  it("…09 is answered with 500 and nothing is created", async () => {
    const harness = await startHarness();
    const body = harness.depositBody(phone("09"));
    const reply = await harness.call("POST", "/v1/express-deposit", body);
    expect(reply.status).toBe(500);
    const id = String(body["OriginatorConversationId"]);
    expect((await harness.queryDeposit(id)).status).toBe(404);
  });

  it("…10 cuts the connection after accepting, then pays", async () => {
    const harness = await startHarness();
    const body = harness.depositBody(phone("10"));
    await expect(
      harness.call("POST", "/v1/express-deposit", body),
    ).rejects.toThrow("fetch failed");
    const id = String(body["OriginatorConversationId"]);
    expect(await waitForResult(harness, id)).toMatchObject({ resultCode: "0" });
    await harness.merchant.waitFor(2);
  });

  it("…11 names another amount in the callbacks", async () => {
    const harness = await startHarness();
    const id = await harness.deposit(phone("11"));
    expect(await waitForResult(harness, id)).toMatchObject({ resultCode: "0" });
    await harness.merchant.waitFor(2);
    expect(parseBodies(harness)[1]).toMatchObject({
      OriginatorConversationId: id,
      PaymentAmount: 2501,
    });
  });
});
