/** The audit log, exports and settings at the console, against a real relay. */
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { CANARIES } from "../support/canaries.ts";
import {
  MARKUP,
  atConsole,
  expectConsoleFit,
  heading,
  makeKey,
  signIn,
} from "../support/console.ts";
import { callAsMerchant } from "../support/merchant-call.ts";
import { takePicture } from "../support/pictures.ts";
import { openMerchantOrder } from "../support/shopper.ts";
import { useToldStack } from "../support/stack.ts";

const { stack } = useToldStack();

let browser: Browser;
let orderId: string;
let clerk: { readonly id: string; readonly key: string };
beforeAll(async () => {
  browser = await launchBrowser();
  const price = { value: 99_900, currency: "KES" };
  const name = { customer: { name: MARKUP } };
  ({ orderId } = await openMerchantOrder(stack, price, name));
  clerk = await makeKey(stack, "Counter", ["read"]);
  await callAsMerchant(stack, "POST", `/orders/${orderId}/cancel`, {
    body: {},
  });
  // Refused, and in the log.
  await fetch(`${stack.relayUrl}/v1/merchant/orders/${orderId}/cancel`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${clerk.key}`,
      "Content-Type": "application/json",
    },
    body: "{}",
  });
});
afterAll(() => browser.close());

const rows = (page: Page) => page.locator("tbody tr");

it("shows who changed what, from what to what, and finds it by person, action, object and day", async () => {
  await atConsole(browser, stack, async ({ page, open }) => {
    await open("/audit");
    await signIn(page);
    await heading(page, "Audit log").waitFor();
    await page.getByText("open → cancelled").waitFor();
    const refused = page.getByRole("row", { name: /insufficient_scope/ });
    await refused.getByText("Refused").waitFor();
    await refused.getByText("Counter").waitFor();
    await expectConsoleFit(page, "the audit log");
    await takePicture(page, "audit", { width: 1280, colorScheme: "light" });

    await page.getByLabel("Who").selectOption({ label: "Counter" });
    await page.waitForURL((url) => url.searchParams.get("actor") === clerk.id);
    await refused.waitFor();
    expect(await rows(page).count()).toBe(1);
    await page.goBack();
    await page.getByLabel("Action").selectOption("Cancel an order");
    await page.waitForURL(/action=cancelOrder/);
    await page.reload();
    await refused.waitFor();
    expect(await rows(page).count()).toBe(2);
    await page.getByLabel("Object").fill("ord_none");
    await page.getByLabel("Object").press("Enter");
    await page.getByText("No entry matches these filters.").waitFor();
    await page.getByRole("link", { name: "Clear the filters" }).click();
    await refused.waitFor();
    await page.getByLabel("From").fill("2020-01-01");
    await page.getByRole("textbox", { name: "To" }).fill("2020-01-02");
    await page.getByText("No entry matches these filters.").waitFor();

    await open(`/audit?actor=${clerk.id}&action=somethingNewer`);
    await page.getByText("No entry matches these filters.").waitFor();
    expect(await page.getByLabel("Action").inputValue()).toBe("somethingNewer");
  });
});

it("goes through a long log page by page", async () => {
  const body = { name: "Till", scopes: ["read"] };
  for (let made = 0; made < 26; made += 1)
    await callAsMerchant(stack, "POST", "/api-keys", { body });
  await atConsole(browser, stack, async ({ page, open }) => {
    await open("/audit");
    await signIn(page);
    const older = page.getByRole("link", { name: "Older" });
    await older.waitFor();
    expect(await rows(page).count()).toBe(25);
    await older.press("Enter");
    await page.getByText("open → cancelled").waitFor();
    await page.reload();
    await page.getByText("open → cancelled").waitFor();
    await page.getByRole("link", { name: "Newest" }).click();
    await older.waitFor();
  });
});

it("exports the month, as a file with all of it", async () => {
  await atConsole(browser, stack, async ({ page, open }) => {
    await open("/exports");
    await signIn(page);
    await heading(page, "Exports").waitFor();
    const from = page.getByLabel("From");
    const to = page.getByLabel("To, included");
    expect(await from.inputValue()).toBe(
      `${(await to.inputValue()).slice(0, 7)}-01`,
    );
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe(
      `orders-${await from.inputValue()}-${await to.inputValue()}.csv`,
    );
    const text = await readFile(await file.path(), "utf8");
    expect(text.split("\r\n")[0]).toContain("reference");
    expect(text).toContain(orderId);
    await page
      .getByRole("form", { name: "Exports" })
      .getByText(/was downloaded: [\d.]+\u00a0k?B/)
      .waitFor();
    await expectConsoleFit(page, "the exports");
    await takePicture(page, "exports", { width: 360, colorScheme: "light" });

    await page.getByLabel("Refunds").check();
    await page.getByRole("link", { name: "Last month" }).click();
    await page.reload();
    expect(await page.getByLabel("Refunds").isChecked()).toBe(true);
    await from.fill("2026-12-02");
    await to.fill("2026-12-01");
    await page.getByRole("button", { name: "Download" }).click();
    await page.getByText("Choose two days").waitFor();
    await expectConsoleFit(page, "wrong days");
  });
});

it("exports the days of the audit log's filter, and stops when it is told to", async () => {
  await atConsole(browser, stack, async ({ page, open }) => {
    await open("/audit?from=2026-01-01");
    await signIn(page);
    await page.getByRole("link", { name: "Export as CSV" }).click();
    await heading(page, "Exports").waitFor();
    expect(await page.getByLabel("Audit log").isChecked()).toBe(true);
    expect(await page.getByLabel("From").inputValue()).toBe("2026-01-01");
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/exports/audit-log.csv*", async (route) => {
      answer();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue().catch(() => undefined);
    });
    await page.getByRole("button", { name: "Download" }).click();
    await asked;
    await page.getByRole("progressbar").waitFor();
    // It goes on while another page is open.
    await page.getByRole("link", { name: "Orders" }).click();
    await heading(page, "Orders").waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("No file was saved.").first().waitFor();
    await page.unroute("**/exports/audit-log.csv*");
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    const text = await readFile(await (await coming).path(), "utf8");
    expect(text).toContain("cancelOrder");
    // No spreadsheet takes a name for a formula, and no export holds a key.
    expect(text).not.toContain(clerk.key);
  });
});

it("says in words why an export is refused", async () => {
  await atConsole(browser, stack, async ({ page, open }) => {
    await open("/exports?what=audit-log");
    await signIn(page, clerk.key);
    expect(await page.getByLabel("Audit log").isDisabled()).toBe(true);
    await page.getByText("needs the scope admin").waitFor();
    // As if the page offered it all the same.
    await page.evaluate(
      "document.querySelector('[value=audit-log]').disabled = false",
    );
    await page.getByLabel("Audit log").check();
    await page.getByRole("button", { name: "Download" }).click();
    await page.getByText("Your API key lacks the scope admin.").waitFor();
    await page.getByLabel("Orders").check();
    // Its key was deleted meanwhile: the page asks to sign in again, and nothing is saved.
    await fetch(`${stack.relayUrl}/v1/merchant/api-keys/${clerk.id}`, {
      method: "DELETE",
      headers: { Authorization: `Bearer ${CANARIES.merchantKey}` },
    });
    await page.getByRole("button", { name: "Download" }).click();
    await heading(page, "Sign in").waitFor();
  });
});

it("shows the configuration, the versions and the addresses, and no secret", async () => {
  await atConsole(browser, stack, async ({ page, open }) => {
    await open("/settings");
    await signIn(page);
    await heading(page, "Settings").waitFor();
    await page.getByText(`${stack.relayUrl}/callbacks/flexpay`).waitFor();
    await page.getByText("malipo doctor --addresses").waitFor();
    const mac = new URL(stack.c2bUrl).searchParams.get("s") ?? "";
    const text = await page.content();
    for (const secret of [mac, ...Object.values(CANARIES)])
      expect(text.includes(secret), secret).toBe(false);
    await page.getByText(process.versions.node).waitFor();
    await takePicture(page, "settings", { width: 1280, colorScheme: "dark" });
    await page.getByText("The relay", { exact: true }).click();
    await page.getByText("Set, not shown").first().waitFor();
    await page.getByRole("button", { name: "Send a test message" }).click();
    await page
      .getByRole("alert")
      .getByText("has to set MALIPO_ALERT_EMAIL")
      .waitFor();
    await expectConsoleFit(page, "the settings");

    await page.getByLabel("Find a variable").fill("smtp_url");
    await page.getByLabel("Find a variable").press("Enter");
    await page.waitForURL(/\?q=smtp_url$/);
    await page.reload();
    await page.getByText("MALIPO_SMTP_URL", { exact: true }).waitFor();
    expect(await page.locator("dt code").count()).toBe(1);
    await page.getByLabel("Find a variable").fill("nonsense");
    await page.getByLabel("Find a variable").press("Enter");
    await page.getByText("No variable has such a name.").waitFor();
  });
});

it("keeps the settings and the log from a key without admin, and leaves them out of the menu", async () => {
  const reader = await makeKey(stack, "Reader", ["read"]);
  await atConsole(browser, stack, async ({ page, open }) => {
    await open("/settings");
    await signIn(page, reader.key);
    await page.getByText("needs the scope admin").waitFor();
    // At the side, where all pages are listed.
    await page.setViewportSize({ width: 1280, height: 800 });
    const menu = page.getByRole("navigation", { name: "Pages" });
    await menu.getByRole("link", { name: "Exports" }).waitFor();
    expect(
      await menu.getByRole("link", { name: /Settings|Audit log/ }).count(),
    ).toBe(0);
    await open("/audit");
    await page.getByText("needs the scope admin").waitFor();
    const refused = await page.evaluate<number[]>(
      `Promise.all(["settings", "audit-log", "exports/audit-log.csv"].map((path) => fetch("/v1/merchant/" + path).then((r) => r.status)))`,
    );
    expect(refused).toEqual([403, 403, 403]);
    await expectConsoleFit(page, "without the scope");
  });
});
