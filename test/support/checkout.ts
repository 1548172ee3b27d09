/** What a shopper does on a page with the checkout, in the words that stand on it. */
import type { Locator, Page } from "playwright-core";

export interface Checkout {
  readonly element: Locator;
  heading(name: string | RegExp): Locator;
  button(name: string | RegExp): Locator;
  /** The first place where it stands. */
  text(text: string | RegExp): Locator;
  /** From a payment link, or from a cart that the checkout shows, to the choice of a method. */
  proceed(): Promise<void>;
  payByMpesa(phone: string): Promise<void>;
  payByCard(): Promise<void>;
  /** By a method that asks for nothing more, by its name on the page. */
  pay(method: string): Promise<void>;
  /** What stands beside a name ("Account number"). */
  detail(name: string): Locator;
}

export function checkoutOn(page: Page): Checkout {
  const element = page.locator("malipo-checkout");
  const button = (name: string | RegExp): Locator =>
    element.getByRole("button", { name });
  const choose = (name: string): Promise<void> =>
    element.getByRole("radio", { name: new RegExp(name) }).check();
  const payByPhone = async (method: string, phone: string): Promise<void> => {
    await choose(method);
    await element.getByLabel(/phone number/).fill(phone);
    await button(/^Pay /).click();
  };
  const pay = async (method: string): Promise<void> => {
    await choose(method);
    await button(/^(Continue to|Show) /).click();
  };
  return {
    element,
    button,
    heading: (name) => element.getByRole("heading", { name }),
    text: (text) => element.getByText(text).first(),
    proceed: () => button("Continue").click(),
    payByMpesa: (phone) => payByPhone("M-Pesa", phone),
    payByCard: () => pay("Card"),
    pay,
    detail: (name) =>
      element
        .locator("dl > div")
        .filter({ hasText: name })
        .locator("dd > span"),
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

/** The same. The shop shows the cart itself, so its checkout begins at the methods. */
export async function beginCheckout(
  page: Page,
  shopUrl: string,
  skus?: readonly string[],
): Promise<Checkout> {
  await fillCart(page, shopUrl, skus);
  return checkoutOn(page);
}

/** From the receipt, which the shop leaves on the screen, to its own page. */
export async function leaveReceipt(page: Page): Promise<void> {
  await page.getByRole("link", { name: "What happens next" }).click();
  await page.waitForURL(/\/thanks/);
}
