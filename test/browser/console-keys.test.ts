/** API keys in the console, in a real browser against a real relay. */
import { expect, it } from "vitest";
import { consoleSuite } from "../support/console-suite.ts";
import {
  MARKUP,
  expectConsoleFit,
  heading,
  makeKey,
  signIn,
} from "../support/console.ts";
import { expectFit } from "../support/looks.ts";
import { takePicture } from "../support/pictures.ts";
import { useStack } from "../support/stack.ts";

const stack = useStack();
const { atDesk } = consoleSuite(stack);

const statusOf = async (key: string): Promise<number> => {
  const { status } = await fetch(`${stack.relayUrl}/v1/merchant/orders`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  return status;
};

it("rotates and revokes a key, each asked once", async () => {
  const { key } = await makeKey(stack, "Till", ["read"]);
  await atDesk(async ({ page, open }) => {
    await open("/keys");
    await signIn(page);
    const row = page.getByRole("row", { name: /Till/ });
    const dialog = page.getByRole("dialog");
    const shown = page.locator(".secret code");
    await row.waitFor();
    await takePicture(page, "keys", { width: 1280, colorScheme: "light" });
    await row.getByRole("button", { name: "Rotate" }).click();
    await expectFit(page, "rotate");
    await dialog.getByLabel("The old value ends").selectOption("0");
    await dialog.getByRole("button", { name: "Rotate" }).click();
    await shown.waitFor();
    const next = (await shown.textContent()) ?? "";
    expect([await statusOf(key), await statusOf(next)]).toEqual([401, 200]);
    await page.getByRole("button", { name: "I have stored it" }).click();
    await row.getByRole("button", { name: "Revoke" }).click();
    await dialog.getByText("Every relay refuses it at once").waitFor();
    await page.keyboard.press("Escape");
    expect(await statusOf(next)).toBe(200);
    await row.getByRole("button", { name: "Revoke" }).click();
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await row.waitFor({ state: "detached" });
    expect(await statusOf(next)).toBe(401);
  });
});

it("makes a key, shown once, with the scopes and the end that were chosen", async () => {
  await atDesk(async ({ page, open }) => {
    await open("/keys");
    await signIn(page);
    await page.getByText("Set in the relay’s configuration").waitFor();
    await page.getByRole("link", { name: "New key" }).click();
    await heading(page, "New key").waitFor();
    const create = page.getByRole("button", { name: "Create the key" });
    await create.click();
    await page.getByText("Choose at least one.").waitFor();
    await page.getByLabel("Name").fill(MARKUP);
    await page.getByLabel("read", { exact: true }).check();
    await page.getByLabel("Ends at").fill("2031-01-31T18:30");
    await expectConsoleFit(page, "new key");
    await page.reload();
    expect(await page.getByLabel("Name").inputValue()).toBe(MARKUP);
    await create.click();
    const shown = page.locator(".secret code");
    const key = (await shown.textContent()) ?? "";
    expect(key).toMatch(/^malipo_test_/);
    expect(await statusOf(key)).toBe(200);
    await expectFit(page, "key shown once");
    await page.getByRole("link", { name: "All keys" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("It is not shown again.").waitFor();
    await page.keyboard.press("Escape");
    expect(await shown.textContent()).toBe(key);
    await page.getByRole("button", { name: "I have stored it" }).click();
    await page.getByRole("link", { name: "All keys" }).click();
    const row = page.getByRole("row", { name: /stolen/ });
    await row.getByText("31 Jan 2031, 18:30").waitFor();
    await expectConsoleFit(page, "keys");
  });
});

it("says that one's own key signs oneself out, and does so", async () => {
  const { key } = await makeKey(stack, "Mine", ["read", "admin"]);
  await atDesk(async ({ page, open }) => {
    await open("/keys");
    await signIn(page, key);
    const row = page.getByRole("row", { name: /Mine/ });
    await row.getByText("Yours").waitFor();
    await row.getByRole("button", { name: "Revoke" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("you are signed out, too").waitFor();
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await heading(page, "Sign in").waitFor();
    expect(await statusOf(key)).toBe(401);
  });
});

it("gives away no scope that the key lacks, and is closed to those without admin", async () => {
  const admin = await makeKey(stack, "Admin", ["admin"]);
  const reader = await makeKey(stack, "Reader", ["read"]);
  await atDesk(async ({ page, open }) => {
    await open("/keys/new");
    await signIn(page, admin.key);
    await page.getByLabel("admin", { exact: true }).waitFor();
    expect(await page.getByLabel("money_out", { exact: true }).count()).toBe(0);
  });
  await atDesk(async ({ page, open }) => {
    await open("/keys");
    await signIn(page, reader.key);
    await page.getByText("needs the scope admin").waitFor();
    expect(await page.getByRole("link", { name: "Keys" }).count()).toBe(0);
  });
});
