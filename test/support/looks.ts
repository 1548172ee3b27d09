/** What every page that people open has to fit. */
import axe from "axe-core";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const RULES = {
  runOnly: [
    ...["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "best-practice",
  ],
};
/** Contrast depends on the theme and fit on the width, so not every pair of them is needed. */
const LOOKS: readonly Look[] = [
  { width: 320, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
];

export interface Look {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
}

/** On a small phone in light and on a desktop in dark: nobody is kept out, and nothing sticks out. The page must let scripts in. */
export async function expectFit(
  page: Page,
  where: string,
  looks = LOOKS,
): Promise<void> {
  await page.evaluate(axe.source);
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 740 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await page.evaluate<AxeResults>(
      `axe.run(${JSON.stringify(RULES)})`,
    );
    const found = violations.map(({ id, nodes }) => [
      id,
      nodes.map(({ html }) => html),
    ]);
    const tooWide = await page.evaluate<number>(
      "document.documentElement.scrollWidth - innerWidth",
    );
    expect([where, width, found, tooWide]).toEqual([where, width, [], 0]);
  }
}
