import type { Line } from "@malipo/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toRequestLine } from "../../../src/adapters/almara/payments/submit-checkout.ts";
import type { SubmitRequest } from "../../../src/ports/provider.ts";
import {
  CARD_PLAN,
  NOT_ACCEPTED,
  REFERENCE,
  ROUTES,
  UNKNOWN,
  aCardRequest,
  eachInItsOwnWorld,
  kes,
  refused,
} from "./harness.ts";

const world = eachInItsOwnWorld();
const line = (name: string, quantity: number, unit: number): Line => ({
  sku: `SKU-${name}`,
  name,
  quantity,
  unitAmount: kes(unit),
  amount: kes(unit * quantity),
});
const PAGE = "https://cards.example/pay/1?k=2";
const accepted = (url = PAGE) => ({
  kind: "accepted",
  action: { type: "redirect", url },
});

const submit = (json: unknown, changes?: Partial<SubmitRequest>) =>
  world()
    .answering({ json }, ROUTES.checkout)
    .provider.submit(aCardRequest(changes));

async function sentText(changes?: Partial<SubmitRequest>): Promise<string> {
  await submit({ checkoutUrl: PAGE }, changes);
  return world().server.sent(ROUTES.checkout);
}

describe("the checkout order", () => {
  it("is the documented body, to the letter", async () => {
    const { returnUrl, cancelUrl, callbackUrl } = aCardRequest();
    expect(JSON.parse(await sentText())).toEqual({
      originatorConversationId: CARD_PLAN.id,
      checkoutReference: REFERENCE,
      checkoutRouteId: "DED81224-70B6-ED11-AD49-0EE00E897F52",
      checkoutRouteChannelType: 172,
      checkoutNotes: `Duka la Nguo ${REFERENCE}`,
      checkoutCurrencyCode: 404,
      checkoutCurrencyName: "KES",
      checkoutDueDate: new Date(CARD_PLAN.promptExpiresAt).toISOString(),
      checkoutReturnUrl: returnUrl,
      checkoutCancelUrl: cancelUrl,
      checkoutCallbackUrl: callbackUrl,
      checkoutAccountNo: "0072",
      checkoutRequestLines: [
        { sku: "SHRT-BLK-XL-9981", name: "Black Shirt XL", price: 2500 },
      ],
    });
    const [request] = world().server.to(ROUTES.checkout);
    expect(request?.contentType).toBe("application/json");
  });

  it("writes each line's total as an exact decimal, and the quantity into its name", async () => {
    const lines = [line("Shirt", 3, 10), line("Sock", 1, 29)];
    const plan = { ...CARD_PLAN, amount: kes(59) };
    expect(await sentText({ lines, plan })).toContain(
      '"checkoutRequestLines":[{"sku":"SKU-Shirt","name":"Shirt × 3","price":0.30},{"sku":"SKU-Sock","name":"Sock","price":0.29}]',
    );
  });

  it("carries every price digit for digit", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        const text = JSON.stringify(
          toRequestLine({ ...line("x", 1, 0), amount: kes(value) }),
        );
        const price = /"price":(\d+)\.(\d\d)\}$/.exec(text);
        expect(Number(`${price?.[1] ?? ""}${price?.[2] ?? ""}`)).toBe(value);
      }),
    );
  });

  it.each([
    ["n".repeat(300), "n".repeat(255)],
    ["😀".repeat(150), "😀".repeat(127)],
  ])("keeps the notes within 255 characters", async (merchantName, notes) => {
    expect(await sentText({ merchantName })).toContain(
      `"checkoutNotes":"${notes}"`,
    );
  });

  it("takes the order's reference for the account when there is none", async () => {
    const { server, create } = world();
    await create({ accountNo: null }).provider.submit(aCardRequest());
    expect(server.sent(ROUTES.checkout)).toContain(
      `"checkoutAccountNo":"${REFERENCE}"`,
    );
  });

  it("is not sent when the lines do not add up, nor where cards are not configured", async () => {
    const { server, create } = world();
    const lines = [line("Shirt", 1, 249_999)];
    expect(await submit({}, { lines })).toMatchObject(
      refused("amount_mismatch"),
    );
    for (const missing of [{ cardRouteId: null }, { cardChannelType: null }])
      expect(
        await create(missing).provider.submit(aCardRequest()),
      ).toMatchObject(NOT_ACCEPTED);
    expect(server.received).toEqual([]);
  });
});

describe("the hosted page", () => {
  it.each<[string, unknown]>([
    ["checkoutUrl", { checkoutUrl: PAGE }],
    ["paymentUrl", { paymentUrl: PAGE }],
    ["redirectUrl", { redirectUrl: PAGE }],
    ["checkoutLink", { checkoutLink: PAGE }],
    ["url", { url: PAGE }],
    ["another case", { CHECKOUTURL: PAGE }],
    ["message", { message: { PaymentUrl: PAGE } }],
    ["data", { Data: { url: PAGE }, message: "accepted" }],
    ["behind another's", { checkoutUrl: "https://evil.example/", url: PAGE }],
    ["behind one that is none", { checkoutUrl: 7, paymentUrl: "?", url: PAGE }],
    [
      "our id",
      { originatorConversationId: CARD_PLAN.id.toUpperCase(), url: PAGE },
    ],
  ])("is found: %s", async (_where, json) => {
    expect(await submit(json)).toEqual(accepted());
    expect(world().log.lines).toEqual([]);
  });

  it.each<[unknown, string[]]>([
    [undefined, []],
    [{ inner: PAGE }, []],
    ["https://evil.example/pay", ["evil.example"]],
    ["https://cards.example:8443/", ["cards.example:8443"]],
    ["https://x.cards.example/", ["x.cards.example"]],
    ["https://cards.example.evil.example/", ["cards.example.evil.example"]],
    ["https://cards.example@evil.example/", ["evil.example"]],
    ["https://a:b@cards.example/", ["cards.example"]],
    ["http://cards.example/", ["cards.example"]],
    ["javascript:alert(1)", [""]],
  ])("is refused, and the log says why: %j", async (url, otherHosts) => {
    expect(await submit({ url })).toMatchObject(NOT_ACCEPTED);
    const fields = { code: "upstream_contract_unknown", otherHosts };
    expect(world().log.lines).toMatchObject([{ level: "error", fields }]);
  });

  it("may be plain http between loopback names only", async () => {
    const { server, create } = world();
    const page = `${server.url}/card/1`;
    const other = "http://pay.test/card/1";
    const checkoutHosts = [`127.0.0.1:${server.port}`, "pay.test"];
    const { provider } = create({ checkoutHosts });
    server.on(ROUTES.checkout, { json: { url: other, checkoutUrl: page } });
    expect(await provider.submit(aCardRequest())).toEqual(accepted(page));
    server.on(ROUTES.checkout, { json: { url: other } });
    expect(await provider.submit(aCardRequest())).toMatchObject(NOT_ACCEPTED);
  });

  it("of another order is not shown", async () => {
    const message = { originatorConversationId: "other" };
    expect(await submit({ url: PAGE, message })).toMatchObject(UNKNOWN);
    expect(world().log.codes()).toEqual(["upstream_mismatch"]);
  });
});
