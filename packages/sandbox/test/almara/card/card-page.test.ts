import { describe, expect, it } from "vitest";
import type { Reply } from "../../support/harness.ts";
import { send, sendForm, startHarness } from "../../support/harness.ts";

const CARD = { number: "4111 1111 1111 1111", expiry: "12/99", cvc: "123" };

/** The fields of the form that leads back to the shop, and where it leads. */
function readForm(reply: Reply) {
  const fields = [
    ...reply.text.matchAll(
      /<input\s+type="hidden"\s+name="([^"]*)"\s+value="([^"]*)"/g,
    ),
  ].map(([, name = "", value = ""]) => [name, value] as const);
  const action = /<form[^>]*\saction="([^"]*)"/s.exec(reply.text)?.[1];
  return { action, fields: Object.fromEntries(fields) };
}

const press = (page: string, action: string) =>
  sendForm(page, { ...CARD, action });

const follow = (page: string, reply: Reply) =>
  send(new URL(reply.headers.get("location") ?? "", page).href);

describe("the card page", () => {
  it("shows what is bought, escaped, and says that no money moves", async () => {
    const { checkout } = await startHarness();
    const { page } = await checkout({
      checkoutNotes: "Shirts <script>alert(1)</script>",
      checkoutRequestLines: [
        { sku: 'A"B', name: "Black & White", price: 2500 },
        { sku: "C", name: "Blue", price: 99.9 },
      ],
    });
    const { status, text, headers } = await send(page);
    expect(status).toBe(200);
    expect(text).toContain("Sandbox: no money moves");
    expect(text).toContain("Shirts &lt;script&gt;alert(1)&lt;/script&gt;");
    expect(text).toContain("Black &amp; White");
    expect(text).toContain("A&quot;B");
    expect(text).toContain("KES 2,599.90");
    expect(text).toContain("2,500.00");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(text).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("pays: query, callback and the browser's return say the same", async () => {
    const { checkout, merchant, queryCheckout } = await startHarness();
    const { id, page } = await checkout();
    const paid = await press(page, "pay");
    expect(paid.status).toBe(303);
    const { json } = await queryCheckout(id);
    expect(json["checkoutOutcome"]).toMatchObject({
      Status: 4,
      StatusDesc: "Completed",
      ResultCode: "000",
    });
    const [callback] = await merchant.waitFor(1);
    const reference = /"Reference": "(\w+)",\n/.exec(callback?.body ?? "")?.[1];
    expect(callback?.body).toContain('"Status": 4,');
    expect(reference).toMatch(/^TXN/);

    const back = await follow(page, paid);
    expect(readForm(back)).toEqual({
      action: `${merchant.url}/return`,
      fields: {
        originatorConversationId: id,
        checkoutReference: "ORD-20260126-7848",
        checkoutRouteId: "DED81224-70B6-ED11-AD49-0EE00E897F52",
        checkoutRouteChannelType: "172",
        checkoutNotes: "Customer checkout for apparel purchase",
        checkoutCurrencyCode: "404",
        checkoutCurrencyName: "KES",
        checkoutDueDate: "2099-12-31T23:59:59Z",
        checkoutReturnUrl: `${merchant.url}/return`,
        checkoutCancelUrl: `${merchant.url}/cancel`,
        checkoutCallbackUrl: merchant.callbackUrl,
        checkoutAccountNo: "0072",
        "checkoutRequestLines[0].sku": "SHRT-BLK-XL-9981",
        "checkoutRequestLines[0].name": "Black Shirt XL",
        "checkoutRequestLines[0].price": "2500.0",
        "checkoutRequestLines[1].sku": "SHRT-BLU-L-4421",
        "checkoutRequestLines[1].name": "Blue Shirt Large",
        "checkoutRequestLines[1].price": "2200.0",
        "checkoutOutcome.Status": "4",
        "checkoutOutcome.StatusDesc": "Completed",
        "checkoutOutcome.ResultCode": "000",
        "checkoutOutcome.ResultDesc": "Request Processed",
        "checkoutOutcome.ThirdPartyPayload.ResponseCode": "000",
        "checkoutOutcome.ThirdPartyPayload.ResponseDesc": "Request Processed",
        "checkoutOutcome.ThirdPartyPayload.Reference": reference,
      },
    });
    expect(back.text).toContain('src="/assets/return.js"');
  });

  it("declines without a card, and says so on the return", async () => {
    const { checkout } = await startHarness();
    const { page } = await checkout();
    const declined = await sendForm(page, { action: "decline" });
    const { fields } = readForm(await follow(page, declined));
    expect(fields["checkoutOutcome.Status"]).toBe("6");
  });

  it("cancels towards the shop and leaves the order open", async () => {
    const { checkout, merchant, queryCheckout, shown } = await startHarness();
    const { id, page } = await checkout();
    const left = await follow(page, await press(page, "cancel"));
    expect(readForm(left)).toEqual({
      action: `${merchant.url}/cancel`,
      fields: {
        originatorConversationId: id,
        checkoutReference: "ORD-20260126-7848",
      },
    });
    expect((await queryCheckout(id)).json["checkoutOutcome"]).toBeNull();
    expect((await shown(id))["callbacks"]).toEqual([]);
    // Who comes back may still pay.
    expect((await press(page, "pay")).status).toBe(303);
    expect((await queryCheckout(id)).json["checkoutOutcome"]).not.toBeNull();
  });

  it("shows the outcome when it is opened again, and does nothing twice", async () => {
    const { checkout, merchant, shown } = await startHarness();
    const { id, page } = await checkout();
    await press(page, "pay");
    await merchant.waitFor(1);
    for (const action of ["pay", "decline", "cancel"]) {
      const reply = await press(page, action);
      expect(reply.headers.get("location")).toBe(new URL(page).pathname);
    }
    const again = await send(page);
    expect(again.text).toContain("Payment received");
    expect(readForm(again).action).toBe(`${merchant.url}/return`);
    const { callbacks, receipt } = await shown(id);
    expect(callbacks).toHaveLength(1);
    expect(again.text).toContain(String(receipt));
  });

  it("says what is wrong with a card and keeps what was typed", async () => {
    const { checkout, queryCheckout } = await startHarness();
    const { id, page } = await checkout();
    const card = { ...CARD, number: '4111"', cvc: "" };
    const reply = await sendForm(page, { ...card, action: "pay" });
    expect(reply.status).toBe(422);
    expect(reply.text).toContain('value="4111&quot;"');
    expect(reply.text.match(/aria-invalid/g)).toHaveLength(2);
    expect(reply.text.match(/autofocus/g)).toHaveLength(1);
    expect((await queryCheckout(id)).json["checkoutOutcome"]).toBeNull();
  });

  it("has nothing to carry back from an open order", async () => {
    const { checkout } = await startHarness();
    const { page } = await checkout();
    const reply = await send(`${page}/return`);
    expect(reply.headers.get("location")).toBe(new URL(page).pathname);
    expect((await press(page, "steal")).status).toBe(303);
    expect((await send(`${page}/else`)).status).toBe(404);
  });

  it("knows no other address", async () => {
    const { sandbox } = await startHarness();
    const page = `${sandbox.url}/card/00000000-0000-4000-8000-000000000000`;
    for (const reply of [
      await send(page),
      await send(`${page}/return`),
      await press(page, "pay"),
    ]) {
      expect(reply.status).toBe(404);
      expect(reply.text).toContain("Nothing to pay here");
    }
  });
});
