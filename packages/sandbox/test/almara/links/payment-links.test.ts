import { describe, expect, it } from "vitest";
import { send, startHarness } from "../../support/harness.ts";
import {
  expectFieldError,
  expectUnknownId,
  uuid,
} from "../../support/matching.ts";

const CREATE = "/v1/payment-link/create-payment-link";
const FIND = "/v1/payment-link/get-payment-link";
const UPDATE = "/v1/payment-link/update-payment-link";

const LINK = {
  shortCode: "174379",
  description: "A <b>shirt</b>",
  isAmountSpecified: true,
  amount: 2500.5,
  accountReference: "LINK-1",
  currency: "KES",
};

describe("payment links", () => {
  it("are created, found and opened", async () => {
    const { call, sandbox } = await startHarness();
    const created = await call("POST", CREATE, LINK);
    expect(created.status).toBe(200);
    expect(created.json).toMatchObject({
      ...LINK,
      firstName: null,
      id: uuid,
    });
    const id = String(created.json["id"]);
    expect(created.json["paymentLink"]).toBe(`${sandbox.url}/link/${id}`);
    const found = await call("GET", `${FIND}?id=${id.toUpperCase()}`);
    expect(found.json).toEqual(created.json);

    const page = await send(String(created.json["paymentLink"]));
    expect(page.status).toBe(200);
    expect(page.text).toContain("KES 2,500.50");
    expect(page.text).toContain("A &lt;b&gt;shirt&lt;/b&gt;");
  });

  it.each([
    ["shortCode", "600000"],
    ["firstName", "Jane"],
    ["lastName", "Wanjiku"],
    ["emailAddress", "jane@shop.example"],
    ["phoneNumber", "254712345678"],
    ["description", "Two shirts"],
    ["isAmountSpecified", false],
    ["amount", 99.5],
    ["accountReference", "LINK-2"],
    ["paymentType", "C2B"],
    ["currency", "USD"],
    ["redirectionSite", "https://shop.example/thanks"],
  ])("change %s, and nothing else", async (field, value) => {
    const { call } = await startHarness();
    const { json } = await call("POST", CREATE, LINK);
    const id = String(json["id"]);
    const updated = await call("PUT", UPDATE, { id, [field]: value });
    expect([updated.status, updated.json]).toEqual([
      200,
      { ...json, [field]: value },
    ]);
    expect((await call("GET", `${FIND}?Id=${id}`)).json).toEqual(updated.json);
  });

  it("can be emptied, and pass over what is not a member of a link", async () => {
    const { call } = await startHarness();
    const { json } = await call("POST", CREATE, LINK);
    const emptied = {
      description: null,
      currency: null,
      isAmountSpecified: false,
      amount: null,
    };
    const updated = await call("PUT", UPDATE, {
      id: json["id"],
      ...emptied,
      accountReference: "",
      isActive: false,
    });
    expect(updated.json).toEqual({
      ...json,
      ...emptied,
      accountReference: null,
    });
  });

  it.each([
    ["shortCode", undefined],
    ["isAmountSpecified", "yes"],
    ["amount", undefined],
    ["amount", 0],
    ["redirectionSite", "javascript:alert(1)"],
  ])("are refused with %s = %j", async (field, value) => {
    const { call } = await startHarness();
    const reply = await call("POST", CREATE, { ...LINK, [field]: value });
    expectFieldError(reply, field);
  });

  it("stay as they were when an update is refused", async () => {
    const { call } = await startHarness();
    const { json } = await call("POST", CREATE, LINK);
    const id = String(json["id"]);
    const refused = await call("PUT", UPDATE, { id, amount: -1 });
    expect(refused.status).toBe(400);
    expect((await call("GET", `${FIND}?Id=${id}`)).json).toEqual(json);
  });

  it("are not found by an id that was never given", async () => {
    const { call, open } = await startHarness();
    expectUnknownId(await call("GET", `${FIND}?Id=x`), "x", "Id");
    const update = { id: "x", amount: 1 };
    expectUnknownId(await call("PUT", UPDATE, update), "x", "Id");
    expect((await open("/link/x")).status).toBe(404);
    expect((await call("GET", FIND)).status).toBe(400);
  });
});
