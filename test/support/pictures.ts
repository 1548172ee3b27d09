/** The pictures in docs/console.md: written anew with `SNAPSHOTS=update`, as the test has the page before it. */
import path from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Look } from "./looks.ts";

const FOLDER = path.join(import.meta.dirname, "../../docs/console");

export async function takePicture(
  page: Page,
  name: string,
  { width, colorScheme }: Look,
): Promise<void> {
  if (process.env["SNAPSHOTS"] !== "update") return;
  await page.setViewportSize({ width, height: width < 600 ? 740 : 800 });
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  // What was said before is not what the picture is about.
  await expect
    .poll(() => page.locator(".announcement").count(), { timeout: 15_000 })
    .toBe(0);
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
}
