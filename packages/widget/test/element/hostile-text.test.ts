import { expect } from "@open-wc/testing";
import { line, order, outcome, paidOrder } from "../support/orders.ts";
import { handOver, withRelay } from "../support/harness.ts";

const HOSTILE = `"'><img src="x" onerror="window.hacked=1"><script>hacked=1</script>\u202E`;

describe("texts of the shop and the provider", () => {
  const it_ = withRelay();

  const texts = {
    reference: HOSTILE,
    merchant: { name: HOSTILE },
    lines: [{ ...line(), name: HOSTILE }],
  };
  for (const [screen, stored] of [
    ["review", order(texts)],
    [
      "succeeded",
      paidOrder({ ...texts, outcome: outcome({ receipt: HOSTILE }) }),
    ],
  ] as const)
    it(`are shown and never parsed: ${screen}`, async () => {
      const checkout = await handOver(it_, stored, screen);
      expect(checkout.text).to.include("<script>");
      expect(checkout.root.querySelector("script, img")).to.equal(null);
    });
});
