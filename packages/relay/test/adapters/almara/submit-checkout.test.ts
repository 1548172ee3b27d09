import type { Line } from "@malipo/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toRequestLine } from "../../../src/adapters/almara/payments/submit-checkout.ts";
import type { Reply } from "./provider-server.ts";
import {
  CARD_PLAN,
  REFERENCE,
  ROUTES,
  aCardRequest,
  eachInItsOwnWorld,
} from "./harness.ts";

const world = eachInItsOwnWorld();
const kes = (value: number) => ({ value, currency: "KES" });
const line = (name: string, quantity: number, unit: number): Line => ({
  sku: `SKU-${name}`,
  name,
  quantity,
  unitAmount: kes(unit),
  amount: kes(unit * quantity),
});
const PAGE = "https://cards.example/pay/1?k=2";
const accepted = { kind: "accepted", action: { type: "redirect", url: PAGE } };

function submit(reply: Reply) {
  const { server, provider } = world();
  server.on(ROUTES.checkout, reply);
  return provider.submit(aCardRequest());
}

describe("the checkout order", () => {
  it("is the documented body, to the letter", async () => {
    await submit({ json: { checkoutUrl: PAGE } });
    const [request] = world().server.to(ROUTES.checkout);
    expect(request?.contentType).toBe("application/json");
    expect(JSON.parse(request?.body ?? "")).toEqual({
      originatorConversationId: CARD_PLAN.id,
      checkoutReference: REFERENCE,
      checkoutRouteId: "DED81224-70B6-ED11-AD49-0EE00E897F52",
      checkoutRouteChannelType: 172,
      checkoutNotes: `Duka la Nguo ${REFERENCE}`,
      checkoutCurrencyCode: 404,
      checkoutCurrencyName: "KES",
      checkoutDueDate: new Date(CARD_PLAN.promptExpiresAt).toISOString(),
      checkoutReturnUrl: aCardRequest().returnUrl,
      checkoutCancelUrl: aCardRequest().cancelUrl,
      checkoutCallbackUrl: aCardRequest().callbackUrl,
      checkoutAccountNo: "0072",
      checkoutRequestLines: [
        { sku: "SHRT-BLK-XL-9981", name: "Black Shirt XL", price: 2500 },
      ],
    });
  });

  it("writes each line's total as an exact decimal, and the quantity into its name", async () => {
    const { server, provider } = world();
    server.on(ROUTES.checkout, { json: { checkoutUrl: PAGE } });
    const lines = [line("Shirt", 3, 10), line("Sock", 1, 29)];
    const plan = { ...CARD_PLAN, amount: kes(59) };
    await provider.submit(aCardRequest({ lines, plan }));
    const body = server.to(ROUTES.checkout)[0]?.body ?? "";
    expect(body).toContain(
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
    const { server, provider } = world();
    server.on(ROUTES.checkout, { json: { checkoutUrl: PAGE } });
    await provider.submit(aCardRequest({ merchantName }));
    expect(server.to(ROUTES.checkout)[0]?.body).toContain(
      `"checkoutNotes":"${notes}"`,
    );
  });

  it("takes the order's reference for the account when there is none", async () => {
    const { server, create } = world();
    server.on(ROUTES.checkout, { json: { checkoutUrl: PAGE } });
    await create({ accountNo: null }).submit(aCardRequest());
    expect(server.to(ROUTES.checkout)[0]?.body).toContain(
      `"checkoutAccountNo":"${REFERENCE}"`,
    );
  });

  it("is not sent when the lines do not add up to the order", async () => {
    const { server, provider } = world();
    const lines = [line("Shirt", 1, 249_999)];
    expect(await provider.submit(aCardRequest({ lines }))).toMatchObject({
      kind: "refused",
      code: "amount_mismatch",
    });
    expect(server.received).toEqual([]);
  });

  it("is not sent where cards are not configured", async () => {
    const { server, create } = world();
    for (const missing of [{ cardRouteId: null }, { cardChannelType: null }])
      expect(await create(missing).submit(aCardRequest())).toMatchObject({
        kind: "refused",
        code: "provider_unavailable",
      });
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
    [
      "behind one we don't show",
      { checkoutUrl: "https://evil.example/", url: PAGE },
    ],
    [
      "behind one that is none",
      { checkoutUrl: 7, paymentUrl: "soon", url: PAGE },
    ],
    [
      "beside our own id, in capitals",
      { originatorConversationId: CARD_PLAN.id.toUpperCase(), url: PAGE },
    ],
  ])("is found: %s", async (_where, json) => {
    expect(await submit({ status: 202, json })).toEqual(accepted);
    expect(world().log.lines).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ["nothing", {}, []],
    ["another host", { url: "https://evil.example/pay" }, ["evil.example"]],
    [
      "another port",
      { url: "https://cards.example:8443/" },
      ["cards.example:8443"],
    ],
    [
      "a host below ours",
      { url: "https://x.cards.example/" },
      ["x.cards.example"],
    ],
    [
      "a host around ours",
      { url: "https://cards.example.evil.example/" },
      ["cards.example.evil.example"],
    ],
    [
      "our host as a user",
      { url: "https://cards.example@evil.example/" },
      ["evil.example"],
    ],
    [
      "a user on our host",
      { url: "https://a:b@cards.example/" },
      ["cards.example"],
    ],
    ["plain http", { url: "http://cards.example/" }, ["cards.example"]],
    ["a script", { url: "javascript:alert(1)" }, [""]],
    ["too deep", { data: { inner: { url: PAGE } } }, []],
  ])(
    "is refused, and the log says why: %s",
    async (_what, json, otherHosts) => {
      expect(await submit({ json })).toMatchObject({
        kind: "refused",
        code: "provider_unavailable",
      });
      expect(world().log.lines).toMatchObject([
        {
          level: "error",
          fields: { code: "upstream_contract_unknown", otherHosts },
        },
      ]);
    },
  );

  it("may be plain http between loopback names only", async () => {
    const { server, create } = world();
    const page = `${server.url}/card/1`;
    const other = "http://pay.test/card/1";
    server.on(ROUTES.checkout, { json: { url: other, checkoutUrl: page } });
    const checkoutHosts = [`127.0.0.1:${server.port}`, "pay.test"];
    expect(await create({ checkoutHosts }).submit(aCardRequest())).toEqual({
      kind: "accepted",
      action: { type: "redirect", url: page },
    });
    server.on(ROUTES.checkout, { json: { url: other } });
    expect(
      await create({ checkoutHosts }).submit(aCardRequest()),
    ).toMatchObject({ kind: "refused" });
  });

  it("of another order is not shown", async () => {
    const json = { url: PAGE, message: { originatorConversationId: "other" } };
    expect(await submit({ json })).toMatchObject({ kind: "unknown" });
    expect(world().log.codes()).toEqual(["upstream_mismatch"]);
  });
});
