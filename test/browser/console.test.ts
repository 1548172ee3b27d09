/** The console in a real browser, against a real relay that has sold something. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, newShopper } from "../support/browser.ts";
import {
  EVERY_LOOK,
  MARKUP,
  atConsole,
  heading,
  makeKey,
  signIn,
} from "../support/console.ts";
import type { Desk } from "../support/console.ts";
import { expectFit } from "../support/looks.ts";
import { openMerchantOrder, openOrder } from "../support/shopper.ts";
import type { Shopper } from "../support/shopper.ts";
import { useToldStack } from "../support/stack.ts";

const { stack } = useToldStack();

let browser: Browser;
let paid: Shopper;
beforeAll(async () => {
  browser = await launchBrowser();
  paid = await openOrder(stack);
  await paid.pay("mpesa", "0712345601");
  await paid.seesPaid();
});
afterAll(() => browser.close());

const atDesk = (work: (desk: Desk) => Promise<void>): Promise<void> =>
  atConsole(browser, stack, work);

it("signs in where the person wanted to go, and out again", async () => {
  await atDesk(async ({ page, context, open }) => {
    await open("/orders?status=paid");
    await signIn(page, "nonsense");
    await page.getByText("This is not a key").waitFor();
    await expectFit(page, "sign-in", EVERY_LOOK);
    await signIn(page);
    await page.getByRole("link", { name: /^ORD-/ }).first().waitFor();
    expect(page.url()).toMatch(/\/orders\?status=paid$/);
    expect(await page.title()).toBe("Orders · Malipo");
    expect(await page.evaluate("document.cookie + localStorage.length")).toBe(
      "0",
    );
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict" });

    await page.getByText("Signed in as").waitFor({ state: "hidden" });
    await page.locator(".account summary").click();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await heading(page, "Sign in").waitFor();
    await page.reload();
    await heading(page, "Sign in").waitFor();
  });
});

it("shows on the overview what was taken, to everybody", async () => {
  await atDesk(async ({ page, open }) => {
    await open("");
    await signIn(page);
    await page
      .getByRole("region", { name: "Today" })
      .getByText("KES 7,000")
      .waitFor();
    await page.getByText("Responds").first().waitFor();
    await page.getByRole("img", { name: /Paid per day/ }).waitFor();
    await page.getByText("Show as a table").click();
    await expectFit(page, "overview", EVERY_LOOK);
  });
});

it("lists orders that come and change while it is open, and finds them", async () => {
  await atDesk(async ({ page, open }) => {
    await open("/orders");
    await signIn(page);
    await page.getByRole("link", { name: /^ORD-/ }).first().waitFor();
    const reference = "DESK-1";
    const price = { value: 150_000, currency: "KES" };
    const fresh = await openMerchantOrder(stack, price, { reference });
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
    await expectFit(page, "orders", EVERY_LOOK);

    await row.getByRole("link").click();
    await heading(page, /DESK-1/).waitFor();
    expect(await page.evaluate("document.activeElement.id")).toBe("content");
    await page.getByText("The order is paid").waitFor();
    await expectFit(page, "order", EVERY_LOOK);
  });
});

it("cancels and refunds once, after it has asked", async () => {
  const order = await openMerchantOrder(
    stack,
    { value: 99_900, currency: "KES" },
    { reference: "DESK-2", customer: { name: MARKUP, email: "a@b.example" } },
  );
  await atDesk(async ({ page, open }) => {
    await open(`/orders/${order.orderId}`);
    await signIn(page);
    // What a shopper typed is text.
    await page.getByText(MARKUP).waitFor();
    await page.getByRole("button", { name: "Cancel the order" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await expectFit(page, "dialog", EVERY_LOOK);
    await page.keyboard.press("Escape");
    expect((await order.read()).status).toBe("open");
    await page.getByRole("button", { name: "Cancel the order" }).click();
    await dialog.getByRole("button", { name: "Cancel the order" }).click();
    await page
      .getByRole("status")
      .getByText("The order was cancelled.")
      .waitFor();
    expect((await order.read()).status).toBe("cancelled");

    await open(`/orders/${paid.orderId}`);
    await page.getByRole("button", { name: "Refund" }).click();
    await dialog.getByLabel("Amount (KES)").fill("70,00");
    await dialog.getByLabel("Reason").fill("Too small");
    await dialog.getByRole("button", { name: "Refund" }).click();
    await dialog.getByText("Enter an amount such as 7000.").waitFor();
    await dialog.getByLabel("Amount (KES)").fill("1,000");
    await dialog.getByRole("button", { name: "Refund" }).dblclick();
    await page
      .getByText("A refund of KES 1,000 was asked for: Too small")
      .waitFor();
  });
});

it("says which scope a key lacks, and offers nothing that it can't do", async () => {
  const { key } = await makeKey(stack, "Links only", ["links"]);
  await atDesk(async ({ page, open }) => {
    await open("/orders");
    await signIn(page, key);
    await page.getByText("needs the scope read").waitFor();
    expect(await page.getByRole("navigation").getByRole("link").count()).toBe(
      0,
    );
  });
});

it("speaks Swahili when asked, and stays with it", async () => {
  await atDesk(async ({ page, open }) => {
    await open("/orders");
    await page.getByLabel("Language").selectOption("sw");
    await heading(page, "Ingia").waitFor();
    await page.reload();
    await heading(page, "Ingia").waitFor();
    expect(await page.getAttribute("html", "lang")).toBe("sw");
  });
});

it("can't be framed", async () => {
  const { page, context, complaints } = await newShopper(browser, [
    stack.adminUrl,
  ]);
  const refused = page.waitForEvent("console", (message) =>
    message.text().includes("frame-ancestors"),
  );
  await page.setContent(`<iframe src="${stack.adminUrl}/console"></iframe>`);
  await refused;
  const [, frame] = page.frames();
  expect(await frame?.locator("malipo-console").count()).toBe(0);
  expect(complaints).toHaveLength(1);
  await context.close();
});
