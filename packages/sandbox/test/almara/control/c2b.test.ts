import { describe, expect, it } from "vitest";
import type { Harness } from "../../support/harness.ts";
import { refusal, startHarness } from "../../support/harness.ts";
import {
  anyString,
  matching,
  providerTime,
  uuid,
} from "../../support/matching.ts";

const PAYMENT = {
  phone: "254712345601",
  shortCode: "174379",
  account: "ORD-7848",
  amount: "2500.50",
  name: "Jane",
};

const payments = async (control: Harness["control"]) =>
  (await control("GET", "/c2b")).json["payments"];

/** A sandbox that tells the merchant of payments to 174379. */
async function startTold() {
  const harness = await startHarness();
  const address = { shortCode: "174379", url: harness.merchant.callbackUrl };
  const { json } = await harness.control("POST", "/c2b-address", address);
  // Without the secret in its query.
  expect(json).toEqual({ ...address, url: address.url.replace(/\?.*/, "") });
  return harness;
}

describe("POST /_sandbox/c2b", () => {
  it("pays and tells the address of the short code", async () => {
    const { control, merchant } = await startTold();
    const paid = await control("POST", "/c2b", PAYMENT);
    expect([paid.status, paid.json]).toEqual([
      201,
      {
        ...PAYMENT,
        amount: "2500.5",
        currency: "KES",
        originatorConversationId: uuid,
        receipt: matching(/^[A-Z\d]{10}$/),
        paidAt: anyString,
        callbackUrl: `${merchant.url}/callbacks`,
        callbacks: [{ name: "c2b", state: "waiting", tries: [] }],
      },
    ]);
    const [ipn] = await merchant.waitFor(1);
    expect([ipn?.method, ipn?.path, ipn?.headers["content-type"]]).toEqual([
      "POST",
      "/callbacks?s=secret-mac",
      "application/json",
    ]);
    expect(JSON.parse(ipn?.body ?? "")).toEqual({
      OriginatorConversationId: paid.json["originatorConversationId"],
      Thirdpartyreceiptnumber: paid.json["receipt"],
      PaymentAmount: 2500.5,
      Currency: "KES",
      ShortCode: "174379",
      AccountNumber: "ORD-7848",
      PhoneNumber: "254712345601",
      FirstName: "Jane",
      TransactionDate: providerTime,
    });
  });

  it("repeats the notification, and lets it say something else", async () => {
    const { control, merchant } = await startTold();
    await control("POST", "/c2b", {
      ...PAYMENT,
      repeat: 3,
      overrides: { AccountNumber: null, PaymentAmount: 1, Extra: "yes" },
    });
    const bodies = (await merchant.waitFor(3)).map(({ body }) => body);
    expect(new Set(bodies).size).toBe(1);
    expect(JSON.parse(bodies[0] ?? "")).toMatchObject({
      AccountNumber: null,
      PaymentAmount: 1,
      Extra: "yes",
      ShortCode: "174379",
    });
  });

  it("goes to the payment's own address, then the short code's, then the option's", async () => {
    const c2bUrl = "http://127.0.0.1:1/all";
    const { control, merchant } = await startHarness({ c2bUrl });
    const told = async (changes: object) =>
      (await control("POST", "/c2b", { ...PAYMENT, repeat: 0, ...changes }))
        .json["callbackUrl"];
    expect(await told({})).toBe(c2bUrl);
    const own = { shortCode: "174379", url: merchant.url };
    await control("POST", "/c2b-address", own);
    expect(await told({})).toBe(merchant.url);
    expect(await told({ shortCode: "600000" })).toBe(c2bUrl);
    const callbackUrl = `${merchant.url}/mine`;
    expect(await told({ callbackUrl })).toBe(callbackUrl);
    await control("POST", "/c2b-address", { ...own, url: null });
    expect(await told({})).toBe(c2bUrl);
  });

  it("tells nobody without an address, until one is registered", async () => {
    const { control, merchant, open } = await startHarness();
    const { json } = await control("POST", "/c2b", {
      phone: "+254712345601",
      account: "ORD-1",
      amount: 5,
    });
    expect(json).toMatchObject({
      shortCode: "174379",
      name: "TEST",
      callbackUrl: null,
      callbacks: [],
    });
    const page = async () => (await open("/phone")).text;
    expect(await page()).toContain("the shop is not told");
    const again = `/c2b/${String(json["originatorConversationId"])}/callbacks`;
    expect(refusal(await control("POST", again))).toBe("409 no_address");
    await control("POST", "/c2b-address", {
      shortCode: "174379",
      url: merchant.callbackUrl,
    });
    expect((await control("POST", again)).status).toBe(202);
    await merchant.waitFor(1);
    expect(await page()).not.toContain("the shop is not told");
  });

  it.each([
    { phone: "0712345601" },
    { phone: undefined },
    { account: "" },
    { account: "x".repeat(26) },
    { amount: 0 },
    { amount: "1.005" },
    { amount: 250_001 },
    { shortCode: "12345678" },
    { callbackUrl: "ftp://shop.example" },
    { repeat: 21 },
    { overrides: { Nested: {} } },
    {
      overrides: Object.fromEntries(
        Array.from("abcdefghijklmnopqrstu", (name) => [name, 0]),
      ),
    },
    { colour: "red" },
  ])("refuses %j", async (changes) => {
    const { control } = await startHarness();
    const reply = await control("POST", "/c2b", { ...PAYMENT, ...changes });
    expect(refusal(reply)).toBe("400 invalid_body");
    expect(reply.json["accepted"]).toContain("account");
    expect(await payments(control)).toEqual([]);
  });
});

/** The same with one payment, of which the merchant has been told. */
async function startPaid() {
  const harness = await startTold();
  const { json } = await harness.control("POST", "/c2b", PAYMENT);
  await harness.merchant.waitFor(1);
  const path = `/c2b/${String(json["originatorConversationId"])}`;
  return { ...harness, path };
}

describe("POST /_sandbox/c2b/:id/callbacks", () => {
  it.each([
    ["repeated", 2],
    ["none", 0],
  ])("with %j sends the same bytes %i times", async (callbacks, times) => {
    const { control, merchant, path } = await startPaid();
    const again = await control("POST", `${path}/callbacks`, { callbacks });
    expect(again.status).toBe(202);
    const shown = await control("GET", path);
    expect(shown.json["callbacks"]).toHaveLength(1 + times);
    const bodies = (await merchant.waitFor(1 + times)).map(({ body }) => body);
    expect(new Set(bodies).size).toBe(1);
  });

  it.each([
    ["wrong_amount", "PaymentAmount"],
    ["forged", "Thirdpartyreceiptnumber"],
  ])("with %s says another %s", async (callbacks, member) => {
    const { control, merchant, path } = await startPaid();
    await control("POST", `${path}/callbacks`, { callbacks });
    const [first, second] = (await merchant.waitFor(2)).map(
      ({ body }) => JSON.parse(body) as Record<string, unknown>,
    );
    expect(second?.[member]).not.toEqual(first?.[member]);
    expect({ ...second, [member]: first?.[member] }).toEqual(first);
  });

  it("refuses an unknown payment and an unknown word", async () => {
    const { control } = await startTold();
    const again = (body?: object) =>
      control("POST", "/c2b/nobody/callbacks", body);
    expect(refusal(await again())).toBe("404 unknown_payment");
    const word = await again({ callbacks: "loud" });
    expect(refusal(word)).toBe("400 unknown_callbacks");
    expect((await control("GET", "/c2b/nobody")).status).toBe(404);
  });
});

describe("POST /_sandbox/c2b-address", () => {
  it.each([
    {},
    { shortCode: "174379" },
    { shortCode: "174379", url: "javascript:alert(1)" },
    { shortCode: "12345678", url: "http://shop.example" },
  ])("refuses %j", async (body) => {
    const { control } = await startHarness();
    const reply = await control("POST", "/c2b-address", body);
    expect(refusal(reply)).toBe("400 invalid_body");
  });

  it("is forgotten by a reset, and so are the payments", async () => {
    const { control } = await startTold();
    await control("POST", "/c2b", PAYMENT);
    await control("POST", "/reset");
    expect(await payments(control)).toEqual([]);
    const { json } = await control("POST", "/c2b", PAYMENT);
    expect(json["callbackUrl"]).toBeNull();
  });
});
