import { describe, expect, it } from "vitest";
import type { Harness } from "../../support/harness.ts";
import { redirect, sendForm, startHarness } from "../../support/harness.ts";

const FORM = {
  payer: "0712 345 678",
  business: "174379",
  account: " ORD-7848 ",
  amount: "2,500",
  pin: "1234",
};

const pay = (
  { sandbox }: Harness,
  changes: Record<string, string> = {},
  accept = "application/json",
) =>
  sendForm(`${sandbox.url}/phone/paybill`, { ...FORM, ...changes }, { accept });

describe("POST /phone/paybill", () => {
  it("moves the money and tells the shop", async () => {
    const { callbackUrl, ...merchant } = (await startHarness()).merchant;
    const harness = await startHarness({ c2bUrl: callbackUrl });
    const reply = await pay(harness);
    expect([reply.status, reply.json]).toEqual([200, { result: "taken" }]);
    const [ipn] = await merchant.waitFor(1);
    expect(JSON.parse(ipn?.body ?? "")).toMatchObject({
      PaymentAmount: 2500,
      ShortCode: "174379",
      AccountNumber: "ORD-7848",
      PhoneNumber: "254712345678",
    });
    const { text } = await harness.open("/phone");
    expect(text).toContain("Ksh2,500.00 paid to 174379 for account ORD-7848");
    expect(text).not.toContain("not told");
  });

  it.each([
    [{ payer: "12" }, "bad_field", "Your number"],
    [{ business: "DUKA" }, "bad_field", "business number"],
    [{ account: " " }, "bad_field", "account number"],
    [{ amount: "0" }, "bad_field", "amount"],
    [{ amount: "-5" }, "bad_field", "amount"],
    [{ amount: "9.999" }, "bad_field", "amount"],
    [{ pin: "12" }, "bad_pin", "four digits"],
    [{ pin: "0000" }, "wrong_pin", "No money"],
  ])("does not take %j", async (changes, result, message) => {
    const harness = await startHarness();
    const reply = await pay(harness, changes);
    expect([reply.status, reply.json["result"]]).toEqual([422, result]);
    expect(String(reply.json["message"])).toContain(message);
    const { json } = await harness.control("GET", "/c2b");
    expect(json["payments"]).toEqual([]);
  });

  it("gives the form back as it was filled in, without the PIN", async () => {
    const harness = await startHarness();
    const form = { pin: "0000", account: `"><img src=x>` };
    const { status, text } = await pay(harness, form, "text/html");
    expect(status).toBe(422);
    expect(text).toContain("Wrong PIN. No money has moved.");
    expect(text).toMatch(/id="paybill"\s+open/);
    expect(text).toContain(`value="&quot;&gt;&lt;img src=x&gt;"`);
    expect(text).not.toContain('0000"');
  });

  it("leads back to the number that was shown", async () => {
    const harness = await startHarness();
    const reply = await pay(harness, { phone: "254712345678" }, "text/html");
    expect(redirect(reply)).toBe("303 /phone?phone=254712345678");
  });
});
