import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { writeCheckoutCallback } from "../../../src/almara/callbacks/checkout-callback.ts";
import type { CheckoutAttempt } from "../../../src/almara/attempts/attempts.ts";
import type { Outcome } from "../../../src/almara/attempts/outcomes.ts";
import { OUTCOMES } from "../../../src/almara/attempts/outcomes.ts";

const DOCUMENTED = readFileSync(
  new URL(
    "../../samples/almara-checkout-callback.as-documented.txt",
    import.meta.url,
  ),
  "utf8",
);

const ATTEMPT: CheckoutAttempt = {
  kind: "checkout",
  id: "id",
  checkoutId: "checkout-id",
  conversationId: "conversation-id",
  originatorConversationId: "00a9f0d4-6e2b-4a8f-b9d3-5f7c2e1a4b66",
  reference: "ORD-20260126-7848",
  routeId: "DED81224-70B6-ED11-AD49-0EE00E897F52",
  channelType: 172,
  notes: "Customer checkout for apparel purchase",
  currencyCode: 404,
  currency: "KES",
  dueDate: "2026-12-31T23:59:59Z",
  returnUrl: "https://checkout.merchant.com/payment/response",
  cancelUrl: "https://checkout.merchant.com/payment/cancel",
  callbackUrl: "https://checkout.merchant.com/api/payment/result",
  accountNo: "0072",
  lines: [
    { sku: "SHRT-BLK-XL-9981", name: "Black Shirt XL", priceCents: 250_000 },
    { sku: "SHRT-BLU-L-4421", name: "Blue Shirt Large", priceCents: 220_000 },
    { sku: "SHRT-GRN-M-7712", name: "Green Shirt Medium", priceCents: 230_000 },
  ],
  amountCents: 700_000,
  createdAt: new Date(),
  decision: null,
  deliveries: [],
};

const write = (outcome: Outcome) =>
  writeCheckoutCallback(ATTEMPT, {
    outcome,
    at: new Date(),
    reference: "TXN565FDR43211",
  });

describe("the checkout callback", () => {
  it("is the documented one, byte for byte", () => {
    expect(write("paid")).toBe(DOCUMENTED.trimEnd());
  });

  it("is no valid JSON, because of one comma", () => {
    expect(() => JSON.parse(write("paid")) as unknown).toThrow(SyntaxError);
    const mended: unknown = JSON.parse(
      write("paid").replace('"TXN565FDR43211",', '"TXN565FDR43211"'),
    );
    expect(mended).toHaveProperty("checkoutOutcome.ThirdPartyPayload");
  });

  it.each(OUTCOMES.filter((outcome) => outcome !== "paid"))(
    "never looks paid when it says %s",
    (outcome) => {
      const text = write(outcome);
      expect(text).toMatch(/"Status": [678],/);
      expect(text).not.toContain('"000"');
    },
  );
});
