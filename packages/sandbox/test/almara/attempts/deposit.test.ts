import { describe, expect, it } from "vitest";
import { renamed, startHarness } from "../../support/harness.ts";
import {
  acceptanceOf,
  containing,
  expectFieldError,
  expectUnknownId,
  matching,
  uuid,
} from "../../support/matching.ts";

const PATH = "/v1/express-deposit";

describe("POST /v1/express-deposit", () => {
  it("accepts a deposit in the documented envelope", async () => {
    const { call, depositBody } = await startHarness();
    const body = depositBody("254712345600");
    const reply = await call("POST", PATH, body);
    expect(reply.status).toBe(202);
    expect(reply.json).toEqual({
      message: acceptanceOf(body["OriginatorConversationId"]),
    });
  });

  it("reads camel case, an amount as text and a phone with a plus", async () => {
    const { call, depositBody, shown } = await startHarness();
    const changes = { Amount: "2500.00", AccountNo: null };
    const body = renamed(
      depositBody("+254112345600", changes),
      (name) => name.charAt(0).toLowerCase() + name.slice(1),
    );
    expect((await call("POST", PATH, body)).status).toBe(202);
    const id = String(body["originatorConversationId"]);
    expect(await shown(id)).toMatchObject({
      kind: "deposit",
      phone: "254112345600",
      amount: "2500.0",
      currency: "KES",
    });
  });

  it.each([
    [{ ServiceCode: "AIRTEL" }, "Airtel Money"],
    [{ ServiceCode: "airtel" }, "Airtel Money"],
    [{ ShortCode: "174380" }, "Airtel Money"],
    [{ ShortCode: "174380", ServiceCode: "MPESA" }, "M-PESA"],
    [{ ServiceCode: "MPESA" }, "M-PESA"],
    [{ ServiceCode: null }, "M-PESA"],
    [{}, "M-PESA"],
  ])("with %j asks for the PIN of %s", async (changes, operator) => {
    const { deposit, open, queryDeposit } = await startHarness();
    const page = async () => (await open("/phone")).text;
    await deposit("254733345600", changes);
    expect(await page()).toContain(`Enter ${operator} PIN`);
    const paid = await deposit("254733345601", changes);
    await expect
      .poll(async () => (await queryDeposit(paid)).json["resultCode"])
      .toBe("0");
    expect(await page()).toContain(`${operator} · 0733 345 601`);
  });

  it("goes to the short code that the option says is Airtel's", async () => {
    const airtelShortCode = "600100";
    const { deposit, open } = await startHarness({ airtelShortCode });
    await deposit("254733345600", { ShortCode: airtelShortCode });
    const { text } = await open("/phone");
    expect(text).toContain("Enter Airtel Money PIN");
  });

  it.each([
    ["ShortCode", undefined, "The ShortCode field is required."],
    ["ShortCode", "12345678", "longer than 7"],
    ["Amount", 0, "is zero"],
    ["Amount", 10.5, "whole shillings"],
    ["Amount", 250_001, "above the limit"],
    ["Amount", "ten", "not a positive decimal"],
    ["Amount", true, "not a decimal"],
    ["PhoneNumber", "0712345600", "not 254 and nine digits"],
    ["PhoneNumber", "254812345600", "not 254 and nine digits"],
    ["PhoneNumber", 254712345600, "not a string"],
    ["AccountNo", "x".repeat(26), "longer than 25"],
    ["TransactionDesc", "  ", "empty"],
    ["OriginatorConversationId", "", "is required"],
    ["CallBackUrl", "ftp://shop.example", "not an http or https address"],
    [
      "CallBackUrl",
      `http://shop.example/${"x".repeat(256)}`,
      "longer than 256",
    ],
    ["Type", "long", "longer than 3"],
    ["ServiceCode", "SAFARICOM", "longer than 6"],
    ["Currency", "SHILLINGS", "longer than 6"],
  ])("refuses %s = %j", async (field, value, message) => {
    const { call, depositBody, listed } = await startHarness();
    const body = depositBody("254712345601", { [field]: value });
    const reply = await call("POST", PATH, body);
    expectFieldError(reply, field, containing(message));
    expect(await listed("attempts")).toEqual([]);
  });

  it("names every wrong field at once", async () => {
    const { call } = await startHarness();
    const reply = await call("POST", PATH, {});
    expect(reply.json["errors"]).toHaveLength(6);
  });

  it("refuses an id that was used before", async () => {
    const { call, depositBody, deposit } = await startHarness();
    const id = await deposit("254712345600");
    const body = depositBody("254712345601", { OriginatorConversationId: id });
    const reply = await call("POST", PATH, body);
    expectFieldError(
      reply,
      "OriginatorConversationId",
      matching(/^duplicate originator conversation id/),
    );
    expect(reply.json["originatorConversationId"]).toBe(id);
  });
});

describe("GET /v1/express-deposit/check-status", () => {
  it("has no result while the prompt is open", async () => {
    const { deposit, queryDeposit } = await startHarness();
    const id = await deposit("254712345600");
    const reply = await queryDeposit(id);
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({
      conversationId: uuid,
      originatorConversationId: id,
      merchantRequestID: matching(/^\d+-\d+-1$/),
      phoneNumber: "254712345600",
      mpesaReceiptNumber: "",
      resultCode: "",
      resultDesc: "",
      status: "Pending",
    });
  });

  it("does not know what was never created, nor a checkout", async () => {
    const { checkout, queryDeposit } = await startHarness();
    for (const id of ["nobody", (await checkout()).id])
      expectUnknownId(await queryDeposit(id), id);
  });

  it("asks for the id", async () => {
    const { call } = await startHarness();
    expectFieldError(
      await call("GET", `${PATH}/check-status`),
      "OriginatorConversationId",
      "The OriginatorConversationId field is required.",
    );
  });
});
