import { describe, it } from "vitest";
import { browserSuite } from "../support/browser-suite.ts";
import { beginCheckout, leaveReceipt } from "../support/checkout.ts";

describe("M-Pesa without an answer in time", () => {
  const { stack, shopping } = browserSuite({
    sandbox: { promptSeconds: 11, lateAfterSeconds: 16 },
    env: { MALIPO_PROMPT_SECONDS: "10", MALIPO_DEADLINE_GRACE_SECONDS: "2" },
  });

  it("says that nobody knows yet, never that it failed, and then that it was paid", () =>
    shopping(async ({ page }) => {
      const checkout = await beginCheckout(page, stack().shopUrl);
      await checkout.payByMpesa("0712 345 608");
      await checkout.heading("Check your phone").waitFor();
      await checkout.heading("Checking your payment").waitFor();
      await checkout.heading("No answer yet").waitFor();
      await checkout.text(/Do not pay again/).waitFor();
      await leaveReceipt(page);
    }));
});
