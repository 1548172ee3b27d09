/** An order that is paid in parts, with the sandbox as the provider, and how the console shows it. */
import { expect, it } from "vitest";
import { consoleSuite } from "../support/console-suite.ts";
import { expectPageFit, heading } from "../support/console.ts";
import { payByHand } from "../support/sandbox-control.ts";
import { openMerchantOrder } from "../support/shopper.ts";
import { useToldStack } from "../support/stack.ts";

const { stack } = useToldStack();
const { signedIn } = consoleSuite(stack);

it("is paid by paybill and a prompt, and its page in the console says what is due", async () => {
  const order = await openMerchantOrder(
    stack,
    { value: 250_000, currency: "KES" },
    { reference: "PARTS-1", deposit: { percent: 30 } },
  );
  await order.pay("paybill");
  const { attempt } = await order.read();
  if (attempt?.action?.type !== "paybill") throw new Error("no paybill");
  await payByHand(stack, { account: attempt.action.account, amount: 1000 });
  await expect
    .poll(async () => (await order.read()).amountPaid?.value, {
      timeout: 20_000,
    })
    .toBe(100_000);
  expect((await order.read()).status).toBe("open");
  const { id } = await order.pay("mpesa", "0712345601");
  expect(id).not.toBe("");
  await expect
    .poll(async () => (await order.read()).status, { timeout: 30_000 })
    .toBe("paid");
  const other = await openMerchantOrder(
    stack,
    { value: 250_000, currency: "KES" },
    { reference: "PARTS-2", payment: "partial" },
  );
  await other.pay("paybill");
  const bill = (await other.read()).attempt?.action;
  if (bill?.type !== "paybill") throw new Error("no paybill");
  await payByHand(stack, { account: bill.account, amount: 1000 });
  await signedIn(`/orders/${other.orderId}`, async ({ page }) => {
    await page.getByText("Still due").waitFor({ timeout: 20_000 });
    await expectPageFit(page, "order-parts");

    await page.goto(`${stack.adminUrl}/console/`);
    await page.getByText("KES 1,000 paid, KES 1,500 due").waitFor();
    await page.getByRole("link", { name: "Orders: 1" }).click();
    await heading(page, "Orders").waitFor();
    await page.getByRole("row", { name: /PARTS-2/ }).waitFor();
    expect(await page.getByRole("row").count()).toBe(2);
    await page.getByLabel("Status").selectOption("paid");
    await page.getByRole("row", { name: /PARTS-1/ }).waitFor();

    await page.getByRole("link", { name: "PARTS-1" }).click();
    await page
      .getByText(/^Paid by Paybill/)
      .first()
      .waitFor();
    expect(await page.getByText("Still due").count()).toBe(0);
  });
});
