import { describe, expect, it } from "vitest";
import { renamed, startHarness } from "../../support/harness.ts";
import {
  acceptanceOf,
  containing,
  expectFieldError,
  matching,
} from "../../support/matching.ts";
import { readSample } from "../../support/samples.ts";

const NEW_ORDER = "/v1/checkout-order/new-order";

const line = (changes: object) => ({
  sku: "A",
  name: "B",
  price: 1,
  ...changes,
});

describe("POST /v1/checkout-order/new-order", () => {
  it("accepts an order and names its hosted page", async () => {
    const { call, checkoutBody, sandbox } = await startHarness();
    const body = checkoutBody();
    const reply = await call("POST", NEW_ORDER, body);
    expect(reply.status).toBe(202);
    expect(reply.json).toEqual({
      message: acceptanceOf(body["originatorConversationId"]),
      checkoutUrl: matching(new RegExp(`^${sandbox.url}/card/[\\da-f-]{36}$`)),
    });
  });

  it("names the page under its public address", async () => {
    const publicUrl = "https://sandbox.example/";
    const { checkout } = await startHarness({ publicUrl });
    const { page } = await checkout();
    expect(page).toMatch(/^https:\/\/sandbox\.example\/card\//);
  });

  it("reads the members whatever their case", async () => {
    const { call, checkoutBody, queryCheckout } = await startHarness();
    const shout = (members: object) =>
      renamed(members, (name) => name.toUpperCase());
    const lines = [shout(line({ sku: "SKU-1" }))];
    const body = checkoutBody({ checkoutRequestLines: lines });
    const reply = await call("POST", NEW_ORDER, shout(body));
    expect(reply.status).toBe(202);
    const query = await queryCheckout(String(body["originatorConversationId"]));
    expect(query.json["checkoutRequestLines"]).toEqual([
      { sku: "SKU-1", name: "B", price: 1 },
    ]);
  });

  it.each([
    [
      "checkoutReference",
      undefined,
      "The checkoutReference field is required.",
    ],
    ["checkoutNotes", "", "The checkoutNotes field is required."],
    ["checkoutAccountNo", null, "The checkoutAccountNo field is required."],
    ["originatorConversationId", "x".repeat(101), "longer than 100"],
    ["checkoutRouteChannelType", "172", "not an integer"],
    ["checkoutCurrencyCode", "KES", "not a numeric ISO 4217 code"],
    ["checkoutCurrencyCode", 1000, "not a numeric ISO 4217 code"],
    ["checkoutDueDate", "tomorrow", "not an ISO 8601 time"],
    ["checkoutDueDate", "2020-01-01T00:00:00Z", "has passed"],
    ["checkoutReturnUrl", "javascript:alert(1)", "not an http or https"],
    ["checkoutCallbackUrl", "/relative", "not an http or https"],
    ["checkoutRequestLines", [], "At least one line"],
  ])("refuses %s = %j", async (field, value, message) => {
    const { call, checkoutBody } = await startHarness();
    const body = checkoutBody({ [field]: value });
    const reply = await call("POST", NEW_ORDER, body);
    expectFieldError(reply, field, containing(message));
  });

  it.each([
    ["price", 0.005],
    ["price", -1],
    ["price", "1e3"],
    ["price", Number.MAX_VALUE],
    ["price", undefined],
    ["name", ""],
  ])("refuses a line with %s = %j", async (member, value) => {
    const { call, checkoutBody } = await startHarness();
    const checkoutRequestLines = [line({}), line({ [member]: value })];
    const body = checkoutBody({ checkoutRequestLines });
    const reply = await call("POST", NEW_ORDER, body);
    expectFieldError(reply, `checkoutRequestLines[1].${member}`);
  });

  it("has the members of the documented error body", async () => {
    const { call, checkoutBody } = await startHarness();
    const body = checkoutBody({ checkoutNotes: "" });
    const reply = await call("POST", NEW_ORDER, body);
    const sample = readSample("almara-error") as object;
    expect(Object.keys(reply.json)).toEqual(Object.keys(sample));
    expect(reply.json["originatorConversationId"]).toBe(
      body["originatorConversationId"],
    );
  });

  it("refuses an id that was used before, also by a deposit", async () => {
    const { call, checkoutBody, checkout, deposit } = await startHarness();
    const { id } = await checkout();
    const other = await deposit("254712345600");
    for (const used of [id, other]) {
      const body = checkoutBody({ originatorConversationId: used });
      const reply = await call("POST", NEW_ORDER, body);
      expectFieldError(
        reply,
        "OriginatorConversationId",
        matching(/^duplicate originator conversation id/),
      );
    }
  });
});
