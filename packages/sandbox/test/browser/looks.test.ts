import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { startHarness } from "../support/harness.ts";
import { useBrowser } from "./browser.ts";

const openPage = useBrowser();

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

const SIZES = [360, 1280].flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);

describe.each(SIZES)("at $width px, $colorScheme", ({ width, colorScheme }) => {
  it("every page fits and can be used by everyone", async () => {
    const { sandbox, checkout, control, deposit } = await startHarness();
    const open = await checkout();
    const over = await checkout();
    await control("POST", `/attempts/${over.id}`, { outcome: "declined" });
    const paid = await deposit("254712345600");
    await control("POST", `/attempts/${paid}`, { outcome: "paid" });
    for (const phone of ["254712345600", "254712345605"]) await deposit(phone);

    for (const url of [
      `${sandbox.url}/`,
      `${sandbox.url}/phone`,
      open.page,
      over.page,
    ]) {
      const page = await openPage(url, {
        viewport: { width, height: 800 },
        colorScheme,
        reducedMotion: "reduce",
        // The checker itself is put into the page.
        bypassCSP: true,
      });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<AxeResult>("axe.run()");
      expect(
        violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      ).toEqual([]);
      const tooWide = await page.evaluate(
        "document.documentElement.scrollWidth - innerWidth",
      );
      expect([url, tooWide]).toEqual([url, 0]);
    }
  });
});
