import { describe, it } from "vitest";
import { browserSuite } from "../support/browser-suite.ts";
import { checkoutOn } from "../support/checkout.ts";
import { askAsMerchant } from "../support/merchant.ts";

const kes = (value: number) => ({ value, currency: "KES" });

describe("a payment link in a browser", () => {
  const { stack, shopping } = browserSuite();

  const createLink = async (wish: object): Promise<string> => {
    const made = await askAsMerchant<{ url: string }>(
      stack(),
      "/payment-links",
      wish,
    );
    return made.url;
  };

  it("asks for its fixed amount, and shows a code for another phone's camera", () =>
    shopping(async ({ page }) => {
      await page.goto(
        await createLink({ title: "Gift card", amount: kes(100_000) }),
      );
      await page
        .getByRole("img", { name: /QR|scan/i })
        .first()
        .waitFor();
      const checkout = checkoutOn(page);
      await checkout
        .text(/KES\s1,000/)
        .first()
        .waitFor();
      await checkout.proceed();
      await checkout.payByMpesa("0712 345 601");
      await checkout.heading("Payment received").waitFor();
      await checkout
        .text(/KES\s1,000/)
        .first()
        .waitFor();
    }));
});
