/** The page of a link that takes no more payments, for those whose own order it still is. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserSuite } from "../support/browser-suite.ts";
import { checkoutOn } from "../support/checkout.ts";
import { expectFit } from "../support/looks.ts";
import { callAsMerchant } from "../support/merchant-call.ts";
import { askAsMerchant } from "../support/merchant.ts";
import { answerPrompt } from "../support/sandbox-control.ts";

interface Made {
  readonly id: string;
  readonly url: string;
}

const PAID = "Already paid, or being paid";
const TICKET = {
  title: "Concert ticket",
  amount: { value: 250_000, currency: "KES" },
};

describe("a link that takes no more payments", () => {
  const { stack, shopping } = browserSuite({
    sandbox: { promptSeconds: 30 },
    env: { MALIPO_PROMPT_SECONDS: "30" },
  });

  const createLink = (wish: object): Promise<Made> =>
    askAsMerchant<Made>(stack(), "/payment-links", { ...TICKET, ...wish });
  const change = async ({ id }: Made, body: object): Promise<void> => {
    const path = `/payment-links/${id}`;
    const { status } = await callAsMerchant(stack(), "PATCH", path, { body });
    expect(status).toBe(200);
  };
  const notice = (page: Page, title: string) =>
    page.getByRole("heading", { name: title });
  /** The provider's page, and the status of the page that it leads back to. */
  const payByCard = async (page: Page): Promise<number | undefined> => {
    const checkout = checkoutOn(page);
    await checkout.proceed();
    await checkout.payByCard();
    await page.waitForURL(`${stack().sandboxUrl}/card/**`);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().includes("/pay/pl_")),
      page.getByRole("button", { name: /^Pay / }).click(),
    ]);
    return answer.status();
  };
  const payDeposit = async (page: Page, link: Made): Promise<void> => {
    await page.goto(link.url);
    const checkout = checkoutOn(page);
    await checkout.proceed();
    await checkout.payByMpesa("0712 345 601");
    await checkout.text(/1,750/).waitFor();
  };

  it("shows the payer who comes back from the provider what they paid, and others the notice", () =>
    shopping(async ({ page, context }) => {
      const link = await createLink({ maxPayments: 1 });
      await page.goto(link.url);
      expect(await payByCard(page)).toBe(410);
      const checkout = checkoutOn(page);
      await checkout.heading("Payment received").waitFor();
      expect(await notice(page, PAID).isVisible()).toBe(false);
      await page.reload();
      await checkout.heading("Payment received").waitFor();
      const other = await context.browser()?.newContext();
      const stranger = await other?.newPage();
      if (stranger === undefined) throw new Error("no browser");
      const asked = stranger.waitForResponse(/v1\/payment-links/);
      await stranger.goto(link.url);
      await asked;
      await notice(stranger, PAID).waitFor();
      await expectFit(stranger, "closed link");
      expect(await checkoutOn(stranger).element.isVisible()).toBe(false);
      await other?.close();
    }));

  it("keeps a prompt on the screen over a reload", () =>
    shopping(async ({ page }) => {
      const link = await createLink({ maxPayments: 1 });
      await page.goto(link.url);
      const checkout = checkoutOn(page);
      await checkout.proceed();
      await checkout.payByMpesa("0712 345 600");
      await checkout.heading("Check your phone").waitFor();
      expect((await page.reload())?.status()).toBe(410);
      await checkout.heading("Check your phone").waitFor();
      expect(await notice(page, PAID).isVisible()).toBe(false);
      await answerPrompt(stack(), "254712345600", "paid");
      await checkout.heading("Payment received").waitFor();
    }));

  it("takes the rest on another device, which the receipt leads there", () =>
    shopping(async ({ page, context }) => {
      const link = await createLink({
        payment: "partial",
        deposit: { percent: 30 },
        maxPayments: 1,
      });
      await payDeposit(page, link);
      const { orders } = await askAsMerchant<{
        orders: { receiptUrl: string }[];
      }>(stack(), `/orders?paymentLink=${link.id}`);
      const other = await context.browser()?.newContext();
      const phone = await other?.newPage();
      await phone?.goto(orders[0]?.receiptUrl ?? "");
      await phone?.getByRole("link", { name: /1,750/ }).click();
      if (phone === undefined) throw new Error("no browser");
      const checkout = checkoutOn(phone);
      await checkout.payByMpesa("0712 345 601");
      await checkout.heading("Payment received").waitFor();
      await other?.close();
    }));

  it.each([
    ["used up", { maxPayments: 1 }, null],
    ["deactivated", {}, { active: false }],
    ["expired", {}, { expiresAt: "2020-01-01T00:00:00.000Z" }],
  ])("takes the rest of a deposit when %s", (_why, wish, end) =>
    shopping(async ({ page }) => {
      const link = await createLink({
        payment: "partial",
        deposit: { percent: 30 },
        ...wish,
      });
      await payDeposit(page, link);
      if (end !== null) await change(link, end);
      expect((await page.goto(link.url))?.status()).toBe(410);
      const checkout = checkoutOn(page);
      await checkout.payByMpesa("0712 345 601");
      await checkout.heading("Payment received").waitFor();
    }),
  );
});
