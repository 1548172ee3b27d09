/** The console's pages on a phone: the first ones below the thumb, the others in a menu. */
import { expect, it } from "vitest";
import { consoleSuite } from "../support/console-suite.ts";
import { heading, signIn } from "../support/console.ts";
import { expectFit } from "../support/looks.ts";
import { useStack } from "../support/stack.ts";

const stack = useStack();
const { atDesk } = consoleSuite(stack);

it("leads to every page by thumb and by keyboard, without a bar that scrolls", async () => {
  await atDesk(async ({ page, open }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open("/");
    await signIn(page);
    await heading(page, "Overview").waitFor();
    const bar = page.getByRole("navigation", { name: "Pages" });
    expect(
      await bar.evaluate((nav) => nav.scrollWidth - nav.clientWidth),
    ).toBeLessThanOrEqual(0);
    const keys = bar.getByRole("link", { name: "Keys" });
    expect(await keys.isVisible()).toBe(false);

    const more = bar.getByRole("button", { name: "More" });
    await more.click();
    await expectFit(page, "menu of pages", [
      { width: 360, colorScheme: "dark" },
      { width: 360, colorScheme: "light" },
    ]);
    await keys.click();
    await heading(page, "Keys").waitFor();
    expect(await keys.isVisible()).toBe(false);

    await more.focus();
    await page.keyboard.press("Enter");
    await keys.waitFor();
    await page.keyboard.press("Escape");
    expect(await keys.isVisible()).toBe(false);

    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await keys.isVisible()).toBe(true);
    expect(await more.isVisible()).toBe(false);
  });
});
