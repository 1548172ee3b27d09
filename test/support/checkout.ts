/** What a shopper does on a page with the checkout, in the words that stand on it. */
import type { Locator, Page } from "playwright-core";

export interface Checkout {
  readonly element: Locator;
  heading(name: string | RegExp): Locator;
  button(name: string | RegExp): Locator;
  text(text: string | RegExp): Locator;
  /** From the cart to the choice of a method. */
  proceed(): Promise<void>;
  payByMpesa(phone: string): Promise<void>;
  payByCard(): Promise<void>;
}

export function checkoutOn(page: Page): Checkout {
  const element = page.locator("malipo-checkout");
  const button = (name: string | RegExp): Locator =>
    element.getByRole("button", { name });
  const choose = (name: string): Promise<void> =>
    element.getByRole("radio", { name: new RegExp(name) }).check();
  return {
    element,
    button,
    heading: (name) => element.getByRole("heading", { name }),
    text: (text) => element.getByText(text),
    proceed: () => button("Continue").click(),
    async payByMpesa(phone) {
      await choose("M-Pesa");
      await element.getByLabel(/phone number/).fill(phone);
      await button(/^Pay /).click();
    },
    async payByCard() {
      await choose("Card");
      await button(/^Pay /).click();
    },
  };
}

/** Puts one of each shirt in the cart and goes to the checkout. */
export async function fillCart(
  page: Page,
  shopUrl: string,
  skus: readonly string[] = ["SHRT-BLK-XL-9981"],
): Promise<void> {
  for (const sku of skus) {
    await page.goto(`${shopUrl}/shirts/${sku}`);
    await page.getByRole("button", { name: "Add to cart" }).first().click();
  }
  await page.goto(`${shopUrl}/checkout`);
}
