/** Payments without an order as a whole list: those that are open, and those that somebody has decided about. */
import { beforeAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { consoleSuite, said } from "../support/console-suite.ts";
import {
  MARKUP,
  expectConsoleFit,
  expectPageFit,
  heading,
  makeKey,
} from "../support/console.ts";
import { payByHand } from "../support/sandbox-control.ts";
import { openMerchantOrder } from "../support/shopper.ts";
import { useStack } from "../support/stack.ts";

const stack = useStack();
const { signedIn } = consoleSuite(stack);

const PATH = "/unmatched-payments";
const kes = (value: number) => ({ value, currency: "KES" });
const row = (page: Page, receipt: string) =>
  page.getByRole("row", { name: new RegExp(receipt) });

let first: string;
let marked: string;
beforeAll(async () => {
  ({ receipt: first } = await payByHand(stack, { account: "OLD", amount: 50 }));
  ({ receipt: marked } = await payByHand(stack, {
    account: "<img src=x onerror=1>",
    amount: 1500,
    name: MARKUP,
  }));
});

it("is found from what needs a person, keeps its filter in the address, and shows the provider's message", async () => {
  await signedIn("/attention", async ({ page }) => {
    await page.getByRole("link", { name: "All of them" }).click();
    await heading(page, "Payments without an order").waitFor();
    await row(page, marked).getByText(MARKUP).waitFor();
    await row(page, marked).getByText("The provider's message").click();
    await row(page, marked).locator("pre", { hasText: marked }).waitFor();
    await page.evaluate("scrollTo(0, 0)");
    await expectConsoleFit(page, "payments without an order");

    await page.getByLabel("State").selectOption("dismissed");
    await page.waitForURL(/\?state=dismissed$/);
    await page.getByText("No payment is in this state.").waitFor();
    await page.reload();
    await page.getByText("No payment is in this state.").waitFor();
    await page.goBack();
    await row(page, first).waitFor();
  });
});

it("dismisses with a note, and assigns later what was dismissed", async () => {
  const order = await openMerchantOrder(stack, kes(5_000), {
    reference: "LATER-1",
  });
  await signedIn(`${PATH}?state=open`, async ({ page, context }) => {
    const dialog = page.getByRole("dialog");
    await row(page, first).getByRole("button", { name: "Dismiss" }).click();
    await dialog.getByLabel("Why").fill(MARKUP);
    await expectPageFit(page, "dismiss");
    await dialog.getByRole("button", { name: "Dismiss" }).click();
    await said(page, "The payment was dismissed.");
    await row(page, first).waitFor({ state: "detached" });
    await expect
      .poll(() => page.evaluate("document.activeElement.tagName"))
      .toBe("SECTION");

    await page.getByLabel("State").selectOption("dismissed");
    await row(page, first).getByText(MARKUP).waitFor();
    const assign = row(page, first).getByRole("button", { name: "Assign" });
    expect(await row(page, first).getByRole("button").count()).toBe(1);

    // A second person opens the same dialog; the first is quicker.
    const second = await context.newPage();
    await second.goto(page.url());
    await row(second, first).getByRole("button", { name: "Assign" }).click();
    await assign.press("Enter");
    for (const each of [page, second]) {
      const search = each.getByRole("dialog").getByLabel("Find the order");
      await search.fill("later-1");
      await search.press("Enter");
      await each.getByRole("radio", { name: /LATER-1/ }).check();
    }
    await dialog.getByText("The order will be paid.").waitFor();
    await dialog.getByRole("button", { name: "Assign to an order" }).click();
    await said(page, "The payment counts for the order now.");
    await second
      .getByText("Somebody has decided this meanwhile.")
      .waitFor({ timeout: 20_000 });

    await page.getByLabel("State").selectOption("assigned");
    await row(page, first).getByRole("link", { name: "Its order" }).click();
    await heading(page, /LATER-1/).waitFor();
  });
  expect((await order.read()).status).toBe("paid");
});

it("offers nothing that the key can't do, and says what it lacks", async () => {
  const { key } = await makeKey(stack, "Reads only", ["read"]);
  await signedIn(
    PATH,
    async ({ page }) => {
      await page.getByText("Your API key lacks the scope orders").waitFor();
      await row(page, marked).waitFor();
      expect(await row(page, marked).getByRole("button").count()).toBe(0);
      expect(await page.getByText("The provider's message").count()).toBe(0);
    },
    key,
  );
});

it("goes on past the newest 25, and leads there from what needs a person", async () => {
  for (let paid = 0; paid < 26; paid += 1)
    await payByHand(stack, { account: `M${paid}`, amount: 10 });
  await signedIn("/attention", async ({ page }) => {
    await page.getByRole("link", { name: "27 in all" }).click();
    await page.waitForURL(/\/unmatched-payments\?state=open$/);
    await page.getByRole("link", { name: "Older" }).click();
    await row(page, marked).waitFor();
    expect(new URL(page.url()).searchParams.get("state")).toBe("open");
    await page.getByRole("link", { name: "Newest" }).click();
    await row(page, marked).waitFor({ state: "detached" });
  });
});
