/** The pages about compared days, against a real relay and a provider that lies. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import {
  atConsole,
  expectConsoleFit,
  heading,
  makeKey,
  signIn,
} from "../support/console.ts";
import { becomeTomorrow } from "../support/day-after.ts";
import { callAsMerchant } from "../support/merchant-call.ts";
import { paidOrder } from "../support/paid-order.ts";
import type { PaidOrder } from "../support/paid-order.ts";
import { control } from "../support/sandbox-control.ts";
import { useStack } from "../support/stack.ts";

const stack = useStack({ env: { MALIPO_TIME_ZONE: "UTC" } });

let browser: Browser;
let order: PaidOrder;
let tomorrow: Awaited<ReturnType<typeof becomeTomorrow>>;
beforeAll(async () => {
  browser = await launchBrowser();
  order = await paidOrder(stack, "254712348901");
  tomorrow = await becomeTomorrow(stack);
});
afterAll(async () => {
  tomorrow.restore();
  await browser.close();
});

const agreed = "The relay and the provider agree.";

it("compares a day while a person watches, and lists what differs", async () => {
  const { day } = tomorrow;
  await callAsMerchant(stack, "POST", `/reconciliations/${day}`, { body: {} });
  await atConsole(browser, stack, async ({ page, open }) => {
    await open("/reconciliation");
    await signIn(page);
    await page.getByRole("cell", { name: "1 of 1" }).first().waitFor();
    await expectConsoleFit(page, "reconciliations");
    await page.getByRole("rowheader").getByRole("link").first().click();
    await page.getByText(agreed).waitFor();

    // From now on the provider lies: it has heard of nothing.
    await control(stack, "/reset", {});
    await page.getByRole("button", { name: "Compare again" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: "Compare" })
      .click();
    const found = page.getByRole("row", { name: /Unknown to the provider/ });
    await found.getByText("KES 7,000").waitFor({ timeout: 15_000 });
    await page.getByText("Compared", { exact: true }).waitFor();
    await expectConsoleFit(page, "reconciliation");
    await page.getByLabel("Show").selectOption("resolved");
    await page.getByText(agreed).waitFor();
    await page.goBack();
    await found.getByRole("link", { name: order.reference }).click();
    await heading(page, `Order ${order.reference}`).waitFor();
  });
});

it("begins a day, and says what is none", async () => {
  await atConsole(browser, stack, async ({ page, open }) => {
    await open("/reconciliation");
    await signIn(page);
    await page.getByLabel("Day").fill("2026-01-05");
    await page.getByRole("button", { name: "Compare" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Compare" }).click();
    await heading(page, "Reconciliation of 5 Jan 2026").waitFor();
    await page.getByText(agreed).waitFor();
    await open("/reconciliation/2026-02-30");
    await page.getByText("That did not work").waitFor();
  });
});

it("offers to read alone what the key may only read", async () => {
  const { key } = await makeKey(stack, "Books", ["read"]);
  await atConsole(browser, stack, async ({ page, open }) => {
    await open(`/reconciliation/${tomorrow.day}`);
    await signIn(page, key);
    await page.getByText("Unknown to the provider").waitFor();
    const again = page.getByRole("button", { name: "Compare again" });
    expect(await again.count()).toBe(0);
  });
});
