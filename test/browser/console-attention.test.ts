/** "Needs a person" in a real browser: what waits, what can be done, and two people who do it at once. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { consoleSuite, said } from "../support/console-suite.ts";
import {
  expectPageFit,
  MARKUP,
  heading,
  makeKey,
  signIn,
} from "../support/console.ts";
import { callAsMerchant } from "../support/merchant-call.ts";
import { takePicture } from "../support/pictures.ts";
import {
  payByHand,
  readTransfer,
  sendTransfer,
} from "../support/sandbox-control.ts";
import { openMerchantOrder } from "../support/shopper.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";
import { until } from "../support/until.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";
import type { WebhookReceiver } from "../support/webhook-receiver.ts";

const stack = {} as Stack;
let receiver: WebhookReceiver;
const { signedIn } = consoleSuite(stack);

const kes = (value: number) => ({ value, currency: "KES" });
const orderOf = (value: number, reference: string) =>
  openMerchantOrder(stack, kes(value), { reference });
const statusOf = async (id: string): Promise<unknown> => {
  const { json } = await callAsMerchant(stack, "GET", `/orders/${id}`);
  return (json as { order: { status: string; flags: object } }).order;
};

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  Object.assign(
    stack,
    await startStack({
      webhookUrl: receiver.url,
      env: { FLEXPAY_UNMATCHED: "leave" },
    }),
  );
});
afterAll(async () => {
  await stack.close();
  await receiver.close();
});

const section = (page: Page, name: string) =>
  page.getByRole("region", { name: new RegExp(`^${name}`) });
const item = (page: Page, text: string | RegExp) =>
  page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading") })
    .filter({
      hasText: text,
    });

it("shows by itself what comes up, with what happened and what each choice means", async () => {
  await signedIn("/attention", async ({ page }) => {
    await section(page, "Payments to review")
      .getByText("No payment needs a review.")
      .waitFor();
    await expectPageFit(page, "nothing");

    // Gone: the backend says that it wants no more.
    receiver.answer = 410;
    const part = await orderOf(250_000, "PART-1");
    const { action } = await part.pay("paybill");
    if (action?.type !== "paybill") throw new Error("no account to pay to");
    await payByHand(stack, { account: action.account, amount: 1000 });
    const paid = await orderOf(700_000, "TWICE-1");
    await paid.pay("mpesa", "0712345601");
    await paid.seesPaid();
    const again = await payByHand(stack, { account: "TWICE", amount: 7000 });
    await callAsMerchant(
      stack,
      "POST",
      `/unmatched-payments/${again.receipt}/assign`,
      { body: { orderId: paid.orderId } },
    );
    const account = "<img src=x onerror=1>";
    await payByHand(stack, { account, amount: 2500, name: MARKUP });
    await sendTransfer(stack, {
      amount: "1500.00",
      narration: MARKUP,
      webhook: "normal",
    });

    const wait = { timeout: 40_000 };
    await item(page, "PART-1")
      .getByText("Less than the order's amount was paid.")
      .waitFor(wait);
    await item(page, "TWICE-1")
      .getByText("KES 7,000 more than the order's KES 7,000 was paid.")
      .waitFor(wait);
    await section(page, "Payments without an order")
      .getByText(`account “${account}”`)
      .waitFor(wait);
    await section(page, "Transfers waiting").getByText(MARKUP).waitFor(wait);
    await section(page, "Webhooks that gave up")
      .getByText("it responded 410")
      .first()
      .waitFor(wait);
    await expectPageFit(page, "attention");
    await takePicture(page, "attention", { width: 1280, colorScheme: "light" });
    await takePicture(page, "attention-phone", {
      width: 360,
      colorScheme: "dark",
    });
  });
});

it("is where the overview leads, and speaks Swahili", async () => {
  await signedIn("", async ({ page }) => {
    await page.getByRole("link", { name: "Payments without an order" }).click();
    await heading(page, "Needs a person").waitFor();
    await section(page, "Payments without an order").waitFor();
    await page.locator(".account summary").click();
    await page.getByLabel("Language").selectOption("sw");
    await page.getByText("Mtoa huduma").first().waitFor();
    await expectPageFit(page, "attention in Swahili");
  });
});

it("assigns a payment to the order that was meant, after it has said what comes of it", async () => {
  const wrong = await orderOf(99_000, "WRONG-1");
  const meant = await orderOf(150_000, "MEANT-1");
  await payByHand(stack, { account: "SHOES", amount: 1500 });
  await signedIn("/attention", async ({ page }) => {
    await item(page, "“SHOES”").getByRole("button", { name: "Assign" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Assign to an order" }).click();
    await dialog.getByText("Choose an order.").waitFor();
    const search = dialog.getByLabel("Find the order");
    await search.fill("nothing like it");
    await search.press("Enter");
    await dialog.getByText("No order was found.").waitFor();
    await search.fill("wrong-1");
    await dialog.getByRole("button", { name: "Search" }).click();
    await dialog.getByRole("radio", { name: /WRONG-1/ }).check();
    await dialog
      .getByText("The order will be paid, and overpaid by KES 510.")
      .waitFor();
    await search.fill("meant-1");
    await search.press("Enter");
    await dialog.getByRole("radio", { name: /MEANT-1/ }).check();
    await dialog.getByText("The order will be paid.").waitFor();
    await expectPageFit(page, "assign");
    await takePicture(page, "assign", { width: 360, colorScheme: "light" });
    await dialog.getByRole("button", { name: "Assign to an order" }).click();
    await said(page, "The payment counts for the order now.");
    await item(page, "“SHOES”").waitFor({ state: "detached" });
  });
  expect(await statusOf(meant.orderId)).toMatchObject({ status: "paid" });
  expect(await statusOf(wrong.orderId)).toMatchObject({ status: "open" });
});

it("tells a second person what the first decided, and keeps what they typed", async () => {
  await payByHand(stack, { account: "BOTH", amount: 300 });
  await signedIn("/attention", async ({ page, context }) => {
    const open = async (each: Page, note: string) => {
      await item(each, "“BOTH”")
        .getByRole("button", { name: "Dismiss" })
        .click();
      await each.getByRole("dialog").getByLabel("Why").fill(note);
    };
    const second = await context.newPage();
    await second.goto(`${stack.adminUrl}/console/attention`);
    await open(page, "Sent back by hand");
    await open(second, "Belongs to the other shop");
    const dismiss = (each: Page) =>
      each.getByRole("dialog").getByRole("button", { name: "Dismiss" }).click();
    await dismiss(page);
    await said(page, "The payment was dismissed.");
    const dialog = second.getByRole("dialog");
    await dialog
      .getByText("Somebody has decided this meanwhile.")
      .waitFor({ timeout: 20_000 });
    await dismiss(second);
    await dialog
      .getByText("Somebody has dismissed this payment already.")
      .waitFor();
    expect(await dialog.getByLabel("Why").inputValue()).toBe(
      "Belongs to the other shop",
    );
    await second.keyboard.press("Escape");
    await item(second, "“BOTH”").waitFor({ state: "detached" });
  });
});

it("settles an overpaid order with a note, which the order keeps", async () => {
  await signedIn("/attention", async ({ page }) => {
    const twice = item(page, "TWICE-1").first();
    await twice.getByRole("button", { name: "Mark as settled" }).click();
    const dialog = page.getByRole("dialog");
    const settle = dialog.getByRole("button", { name: "Mark as settled" });
    await settle.click();
    await dialog.getByText("Write a few words.").waitFor();
    await dialog.getByLabel("What you found and did").fill(MARKUP);
    await expectPageFit(page, "settle");
    await settle.click();
    await said(page, "The order was marked as settled.");
    await section(page, "Overpaid orders")
      .getByText("No order is overpaid.")
      .waitFor();
    await page.getByRole("link", { name: "Orders", exact: true }).click();
    await page.getByRole("link", { name: "TWICE-1" }).click();
    await page.getByText(MARKUP).waitFor();
    await page.getByText("Overpaid").first().waitFor();
  });
});

it("is worked with the keyboard alone", async () => {
  await payByHand(stack, { account: "KEYS", amount: 200 });
  await signedIn("/attention", async ({ page }) => {
    await item(page, "“KEYS”").waitFor();
    const focused = () =>
      page.evaluate<string>("document.activeElement.innerText");
    /** The newest payment is the first. */
    const reach = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press("Tab");
        if ((await focused()).trim() === name) return;
      }
      throw new Error(`${name} can't be reached`);
    };
    await reach("Dismiss");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("By the keyboard");
    await reach("Dismiss");
    await page.keyboard.press("Enter");
    await said(page, "The payment was dismissed.");
    await item(page, "“KEYS”").waitFor({ state: "detached" });
    await expect
      .poll(() => page.evaluate("document.activeElement.id"))
      .toBe("payments");
  });
});

it("accepts a transfer, and rejects one with a reason", async () => {
  const sent = (narration: string) =>
    sendTransfer(stack, { amount: "900.00", narration, webhook: "normal" });
  const [good, bad] = [await sent("keep me"), await sent("send me back")];
  await signedIn("/attention", async ({ page }) => {
    const dialog = page.getByRole("dialog");
    const choose = async (text: string, name: string) => {
      await item(page, text)
        .getByRole("button", { name, exact: true })
        .click({ timeout: 30_000 });
    };
    await choose("keep me", "Accept");
    await dialog.getByRole("button", { name: "Accept" }).click();
    await said(page, "The transfer was accepted.");
    await choose("send me back", "Reject");
    await dialog.getByRole("button", { name: "Reject" }).click();
    await dialog.getByText("Write a few words.").waitFor();
    await dialog.getByLabel("Reason").fill("Not our customer");
    await dialog.getByRole("button", { name: "Reject" }).click();
    await said(page, "The transfer was rejected.");
    await item(page, "send me back").waitFor({ state: "detached" });
  });
  expect((await readTransfer(stack, good.reference)).status).toBe("COMPLETED");
  expect(await readTransfer(stack, bad.reference)).toMatchObject({
    status: "REJECTED",
    rejectionReason: "Not our customer",
  });
});

it("sends webhooks again, one and all", async () => {
  receiver.answer = 204;
  await signedIn("/attention", async ({ page }) => {
    const dead = section(page, "Webhooks that gave up");
    const before = dead.getByRole("listitem").filter({
      has: page.getByRole("heading"),
    });
    await before.first().waitFor();
    const count = await before.count();
    expect(count).toBeGreaterThan(2);
    await dead.getByRole("button", { name: "Send again" }).first().click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: "Send again" })
      .click();
    await said(page, "The webhook will be sent now.");
    await dead.getByRole("button", { name: "Send all again" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: "Send all again" })
      .click();
    await said(page, `${String(count - 1)} webhooks will be sent now.`);
    await dead.getByText("No webhook has given up.").waitFor();
  });
  await until("all are delivered", async () => {
    const { json } = await callAsMerchant(
      stack,
      "GET",
      "/deliveries?status=delivered",
    );
    return (json as { deliveries: unknown[] }).deliveries.length > 2;
  });
});

it("offers nothing that the key can't do, and says what it lacks", async () => {
  await payByHand(stack, { account: "READ", amount: 100 });
  const { key } = await makeKey(stack, "Reads only", ["read"]);
  await signedIn(
    "/attention",
    async ({ page }) => {
      await page.getByText("Your API key lacks the scope orders").waitFor();
      await item(page, "“READ”").waitFor();
      const buttons = page.getByRole("main").getByRole("button");
      expect(await buttons.count()).toBe(0);
    },
    key,
  );
});

it("leads back here after the session has ended", async () => {
  await signedIn("/attention", async ({ page, context }) => {
    await heading(page, "Needs a person").waitFor();
    await context.clearCookies();
    await page.reload();
    await signIn(page);
    await heading(page, "Needs a person").waitFor();
  });
});
