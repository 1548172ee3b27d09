/** Orders in the console: the live list, and one order with all that can be done with it. */
import { expect, it } from "vitest";
import type { Page } from "playwright-core";
import { consoleSuite, said } from "../support/console-suite.ts";
import { expectPageFit, MARKUP, heading } from "../support/console.ts";
import { callAsMerchant } from "../support/merchant-call.ts";
import { takePicture } from "../support/pictures.ts";
import { decide, payByHand } from "../support/sandbox-control.ts";
import { openMerchantOrder, openOrder } from "../support/shopper.ts";
import { useToldStack } from "../support/stack.ts";

const { stack } = useToldStack();
const { signedIn } = consoleSuite(stack);

const kes = (value: number) => ({ value, currency: "KES" });

it("lists orders that come and change while it is open, and finds them", async () => {
  await signedIn("/orders", async ({ page }) => {
    await page.getByText("No orders here yet.").waitFor();
    const reference = "DESK-1";
    const fresh = await openMerchantOrder(stack, kes(150_000), { reference });
    const row = page.getByRole("row", { name: new RegExp(reference) });
    await row.getByText("Open").waitFor({ timeout: 15_000 });
    await fresh.pay("mpesa", "0712345601");
    await row.getByText("Paid").waitFor({ timeout: 15_000 });

    await page.getByLabel("Search").fill("desk-1");
    await page.getByLabel("Search").press("Enter");
    await page.waitForURL(/\?q=desk-1$/);
    await page.reload();
    await row.waitFor();
    expect(await page.getByRole("row").count()).toBe(2);
    await page.getByLabel("Status").selectOption("cancelled");
    await page.getByText("No order matches these filters.").waitFor();
    await page.goBack();
    await row.waitFor();
    await page.getByLabel("Needs a person").selectOption("review");
    await page.waitForURL(/attention=review/);
    await page.getByText("No order matches these filters.").waitFor();
    await page.goBack();
    await row.waitFor();
    await expectPageFit(page, "orders");

    await row.getByRole("link").click();
    await heading(page, /DESK-1/).waitFor();
    expect(await page.evaluate("document.activeElement.id")).toBe("content");
    await page.getByText("The order is paid").waitFor();
    await expectPageFit(page, "order");
    await takePicture(page, "order", { width: 1280, colorScheme: "light" });
  });
});

it("asks the provider now, and says in words what happened", async () => {
  const order = await openMerchantOrder(stack, kes(120_000), {
    reference: "NOW-1",
  });
  const { id } = await order.pay("mpesa", "0712345600");
  await signedIn(`/orders/${order.orderId}`, async ({ page }) => {
    const check = page.getByRole("button", { name: "Ask the provider now" });
    await check.click();
    await said(page, /The order is now: Pending\.|Try again in \d s\./);
    // Paid, and the provider tells nobody.
    await decide(stack, id, "paid", "none");
    await page.getByText("The order is paid").or(check).waitFor();
    await expect
      .poll(
        async () => {
          if (await check.isVisible()) await check.click();
          return (await order.read()).status;
        },
        { timeout: 20_000, interval: 2_000 },
      )
      .toBe("paid");
    await page.getByText("The provider confirms the payment").waitFor();
    const timeline = await page.locator(".timeline").innerText();
    expect(timeline).toContain("The provider took the request");
    expect(timeline).not.toMatch(/[a-z]_[a-z]|\bsucceeded\b|\bpending\b/);

    const receipt = page.getByRole("link", { name: "Receipt" });
    expect(await receipt.getAttribute("href")).toBe(
      (await order.read()).outcome?.receiptUrl,
    );
    await page.locator(".account summary").click();
    await page.getByLabel("Language").selectOption("sw");
    await page.getByText("Mtoa huduma anathibitisha malipo").waitFor();
    await page.keyboard.press("Escape");
    await expectPageFit(page, "order in Swahili");
  });
});

it("cancels once, after it has asked, and says so to a second person", async () => {
  const order = await openMerchantOrder(stack, kes(99_900), {
    reference: "DESK-2",
    customer: { name: MARKUP, email: "a@b.example" },
    metadata: { note: MARKUP },
    lines: [{ sku: "X", name: MARKUP, quantity: 1, unitAmount: kes(99_900) }],
    adjustments: [{ kind: "discount", label: MARKUP, amount: kes(900) }],
  });
  const path = `/orders/${order.orderId}`;
  await signedIn(path, async ({ page, context }) => {
    // What a shopper typed is text.
    await page.getByText(MARKUP).first().waitFor();
    const ask = (each: Page) =>
      each.getByRole("button", { name: "Cancel the order" }).click();
    await ask(page);
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await expectPageFit(page, "dialog");
    await page.keyboard.press("Escape");
    expect((await order.read()).status).toBe("open");

    const second = await context.newPage();
    await second.goto(`${stack.adminUrl}/console${path}`);
    await ask(second);
    await ask(page);
    await dialog.getByRole("button", { name: "Cancel the order" }).click();
    await said(page, "The order was cancelled.");
    expect((await order.read()).status).toBe("cancelled");
    const other = second.getByRole("dialog");
    await other.getByText("It is now: Cancelled.").waitFor({ timeout: 15_000 });
    // A second cancel changes nothing, so it is no error.
    await other.getByRole("button", { name: "Cancel the order" }).click();
    await said(second, "The order was cancelled.");
  });
});

it("refunds one of two payments, up to what is left, and keeps what was typed when it is refused", async () => {
  const paid = await openOrder(stack);
  await paid.pay("mpesa", "0712345601");
  await paid.seesPaid();
  const { receipt } = await payByHand(stack, { account: "X", amount: 7000 });
  await callAsMerchant(stack, "POST", `/unmatched-payments/${receipt}/assign`, {
    body: { orderId: paid.orderId },
  });
  await signedIn(`/orders/${paid.orderId}`, async ({ page, context }) => {
    await page.getByRole("button", { name: "Refund" }).click();
    const dialog = page.getByRole("dialog");
    const refund = dialog.getByRole("button", { name: "Refund" });
    const amount = dialog.getByLabel("Amount (KES)");
    const reason = dialog.getByLabel("Reason");
    // The paybill payment names no phone to send it to.
    const ways = dialog.getByRole("radio");
    expect(await ways.count()).toBe(2);
    expect(await ways.nth(1).isDisabled()).toBe(true);
    expect(await amount.inputValue()).toBe("7000");
    await refund.click();
    await dialog.getByText("Write why.").waitFor();
    await reason.fill("Too small");
    await amount.fill("70,00");
    await refund.click();
    await dialog.getByText("Enter an amount such as 7000.").waitFor();
    await amount.fill("7,001");
    await refund.click();
    await dialog.locator("#field-amount-error", { hasText: "7,000" }).waitFor();
    expect(await amount.getAttribute("aria-invalid")).toBe("true");
    await expectPageFit(page, "refund");
    await takePicture(page, "refund", { width: 360, colorScheme: "light" });

    // Somebody else is quicker: less is left than is asked for.
    const second = await context.newPage();
    await second.goto(page.url());
    await second.getByRole("button", { name: "Refund" }).click();
    const other = second.getByRole("dialog");
    await other.getByLabel("Amount (KES)").fill("6,500");
    await other.getByLabel("Reason").fill("Sent twice");
    await other.getByRole("button", { name: "Refund" }).dblclick();
    await said(second, "The refund was handed to the provider.");
    await amount.fill("1,000");
    await refund.click();
    await dialog.locator("#field-amount-error").waitFor();
    expect([await amount.inputValue(), await reason.inputValue()]).toEqual([
      "1,000",
      "Too small",
    ]);
    await dialog
      .getByText("changed this order meanwhile")
      .waitFor({ timeout: 15_000 });
    await amount.fill("500");
    await refund.click();
    await page
      .getByText("A refund of KES 500 was asked for: Too small")
      .waitFor();
    await page
      .getByText("A refund of KES 6,500 was asked for: Sent twice")
      .waitFor();
    await page.getByText("It can't be refunded here").waitFor();
  });
});
