/** What a person settles in a real browser: a surplus that is sent back, what comes meanwhile, and a refund in doubt. */
import { expect, it } from "vitest";
import type { Page } from "playwright-core";
import { consoleSuite, said } from "../support/console-suite.ts";
import { expectPageFit } from "../support/console.ts";
import { callAsMerchant } from "../support/merchant-call.ts";
import { askForRefund, kes, refundIn } from "../support/refunds.ts";
import { letFail, payByHand } from "../support/sandbox-control.ts";
import { makePayoutAs } from "../support/sandbox-payouts.ts";
import { openMerchantOrder } from "../support/shopper.ts";
import { useStack } from "../support/stack.ts";

const stack = useStack();
const { signedIn } = consoleSuite(stack);

const orderOf = (value: number, reference: string) =>
  openMerchantOrder(stack, kes(value), { reference });
const section = (page: Page, name: string) =>
  page.getByRole("region", { name: new RegExp(`^${name}`) });
const within = (page: Page, name: string, text: string) =>
  section(page, name)
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading") })
    .filter({ hasText: text });

/** The other payment is by hand. */
async function paidTwice(reference: string) {
  const paid = await orderOf(300_000, reference);
  await paid.pay("mpesa", "0712345601");
  await paid.seesPaid();
  await payFor(paid.orderId, 3000);
}

async function payFor(orderId: string, amount: number): Promise<void> {
  const { receipt } = await payByHand(stack, { account: "BY HAND", amount });
  await callAsMerchant(stack, "POST", `/unmatched-payments/${receipt}/assign`, {
    body: { orderId },
  });
}

it("offers a surplus until it is on its way back, and tells a second person", async () => {
  await paidTwice("RETURN-1");
  await signedIn("/attention", async ({ page, context }) => {
    const second = await context.newPage();
    await second.goto(`${stack.adminUrl}/console/attention`);
    const open = async (each: Page) => {
      await within(each, "Overpaid orders", "RETURN-1")
        .getByRole("button", { name: "Refund the surplus" })
        .click();
      const dialog = each.getByRole("dialog");
      await dialog.getByText("not on its way back yet: KES 3,000").waitFor();
      await dialog.getByLabel("Reason").fill("Paid twice");
      return dialog;
    };
    const [first, other] = [await open(page), await open(second)];
    await first.getByRole("button", { name: "Refund" }).click();
    await said(page, "The refund was handed to the provider.");
    await within(page, "Overpaid orders", "RETURN-1").waitFor({
      state: "detached",
    });
    const wait = { timeout: 20_000 };
    await other.getByText(/(?:changed|decided) this .*meanwhile/).waitFor(wait);
    await other.getByText("not on its way back yet: KES 0").waitFor();
    await expectPageFit(second, "refund of a surplus");
    await second.keyboard.press("Escape");
    await within(second, "Overpaid orders", "RETURN-1").waitFor({
      state: "detached",
    });
  });
});

it("settles nothing that came since, and shows it", async () => {
  const part = await orderOf(250_000, "SINCE-1");
  await payFor(part.orderId, 1000);
  await signedIn("/attention", async ({ page }) => {
    await within(page, "Payments to review", "SINCE-1")
      .getByRole("button", { name: "Mark as settled" })
      .click();
    const dialog = page.getByRole("dialog");
    const settle = dialog.getByRole("button", { name: "Mark as settled" });
    await dialog.getByLabel("What you found").fill("They send the rest");
    await payFor(part.orderId, 2500);
    await settle.click();
    await dialog.getByText("has changed since you opened this").waitFor();
    await dialog.getByText("KES 1,000 more than the order's").waitFor();
    await dialog.getByLabel("What you found").fill("Sent KES 1,000 back");
    await settle.click();
    await said(page, "The order was marked as settled.");
    await within(page, "Overpaid orders", "SINCE-1").waitFor({
      state: "detached",
    });
  });
});

it("settles a refund that needs a review", async () => {
  const paid = await orderOf(100_000, "REFUND-1");
  await paid.pay("mpesa", "0712345601");
  await paid.seesPaid();
  await letFail(stack, { call: "payout", status: 400 });
  const made = refundIn(await askForRefund(stack, { id: paid.orderId }));
  expect(made.status).toBe("failed");
  // It went out all the same, with another amount.
  const phone = "254712345601";
  await makePayoutAs(stack, made.id, { phone, amount: 999 });
  await signedIn("/attention", async ({ page }) => {
    const refund = within(page, "Refunds to review", "REFUND-1");
    await refund
      .getByRole("button", { name: "Mark as settled" })
      .click({ timeout: 60_000 });
    const dialog = page.getByRole("dialog");
    await dialog.getByText("contradicted itself about a refund").waitFor();
    await dialog.getByLabel("What you found").fill("KES 999 went out");
    await dialog.getByRole("button", { name: "Mark as settled" }).click();
    await said(page, "The order was marked as settled.");
    await section(page, "Refunds to review")
      .getByText("No refund needs a review.")
      .waitFor();
  });
});
