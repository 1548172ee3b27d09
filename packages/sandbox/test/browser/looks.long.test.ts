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

/** What fits goes by the width, and contrast by the theme. */
const SIZES = [
  { width: 360, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
] as const;

describe.each(SIZES)("at $width px, $colorScheme", ({ width, colorScheme }) => {
  it("every page fits and can be used by everyone", async () => {
    const { sandbox, checkout, control, decide, deposit, payout } =
      await startHarness();
    const open = await checkout();
    const over = await checkout();
    await decide(over.id, "declined");
    await decide(await deposit("254712345600"), "paid");
    for (const phone of ["254712345600", "254712345605"]) await deposit(phone);
    await deposit("254733345600", { ServiceCode: "AIRTEL" });
    const received = await payout("254712345600");
    await control("POST", `/payouts/${received}`, { outcome: "paid" });
    await control("POST", "/c2b", {
      phone: "254712345600",
      account: "ORD-7848",
      amount: 2500,
    });
    const transfers = ["ORD-1", "x".repeat(500)].map((narration) =>
      control("POST", "/transfers", { amount: 1500, narration }),
    );
    const [sent] = await Promise.all(transfers);
    const reference = String(sent?.json["reference"]);
    await control("POST", `/transfers/${reference}/expire`);

    for (const url of [
      `${sandbox.url}/`,
      `${sandbox.url}/nothing`,
      `${sandbox.url}/phone`,
      `${sandbox.url}/wallet?tag=@duka&amount=1500`,
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
      // What is folded away has to fit, too.
      const folded = page.locator("details:not([open]) > summary");
      while ((await folded.count()) > 0) await folded.first().click();
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<AxeResult>(
        `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`,
      );
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
