import { describe, expect, it } from "vitest";
import { startHarness } from "../../support/harness.ts";
import { expectUnknownId, uuid } from "../../support/matching.ts";

const PATH = "/v1/checkout-order/check-status";

describe("GET /v1/checkout-order/check-status", () => {
  it("answers an open order in the documented members, with the currency code as a string", async () => {
    const { checkoutBody, call, queryCheckout } = await startHarness();
    const body = checkoutBody({
      checkoutRequestLines: [{ sku: "A", name: "B", price: 99.5 }],
    });
    const { json } = await call("POST", "/v1/checkout-order/new-order", body);
    const id = String(body["originatorConversationId"]);
    const reply = await queryCheckout(id);
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({
      ...body,
      id: uuid,
      conversationId: uuid,
      checkoutId: String(json["checkoutUrl"]).split("/").at(-1),
      checkoutCurrencyCode: "404",
      checkoutOutcome: null,
    });
    expect(reply.text).toContain('"price":99.5');
  });

  it("finds an order by the word and by the provider's own id", async () => {
    const { call, checkout } = await startHarness();
    const { id } = await checkout();
    const byWord = await call(
      "GET",
      `${PATH}?idtype=originatorconversationid&ID=${id}`,
    );
    expect(byWord.json["originatorConversationId"]).toBe(id);
    const system = String(byWord.json["conversationId"]).toUpperCase();
    for (const idType of ["0", "SystemConversationId"]) {
      const reply = await call("GET", `${PATH}?IdType=${idType}&Id=${system}`);
      expect(reply.json["originatorConversationId"]).toBe(id);
    }
  });

  const required = (field: string) => ({
    field,
    message: `The ${field} field is required.`,
  });
  const unknownType = "The value '7' is not valid for IdType.";

  it.each([
    ["?IdType=1", [required("Id")]],
    ["?IdType=1&Id=", [required("Id")]],
    ["?IdType=7&Id=x", [{ field: "IdType", message: unknownType }]],
    ["", [required("IdType"), required("Id")]],
  ])("refuses %j", async (query, errors) => {
    const { call } = await startHarness();
    const reply = await call("GET", PATH + query);
    expect([reply.status, reply.json["errors"]]).toEqual([400, errors]);
  });

  it("does not know what was never created, nor a deposit", async () => {
    const { deposit, queryCheckout } = await startHarness();
    for (const id of ["nobody", await deposit("254712345600")])
      expectUnknownId(await queryCheckout(id), id);
  });

  it("says Timed Out once the due date has passed", async () => {
    const { checkout, decide, queryCheckout } = await startHarness();
    const { id, page } = await checkout({
      checkoutDueDate: new Date(Date.now() + 400).toISOString(),
    });
    await expect
      .poll(async () => (await queryCheckout(id)).json["checkoutOutcome"])
      .toMatchObject({
        Status: 8,
        StatusDesc: "Timed Out",
      });
    expect(await (await fetch(page)).text()).toContain("This order has lapsed");
    // The payment that came in at the last second.
    expect((await decide(id, "paid")).json["state"]).toBe("paid");
    expect((await queryCheckout(id)).json["checkoutOutcome"]).toMatchObject({
      Status: 4,
    });
  });
});
