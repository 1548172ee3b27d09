/**
 * axe finds nothing on any screen, in any theme, direction and language. `npm test` reads each screen in both themes, and
 * one other language and direction; `LONG=1`, as in `npm run test:long`, all of them.
 */
import { LOCALES } from "@malipo/protocol";
import { expect } from "@open-wc/testing";
import { executeServerCommand } from "@web/test-runner-commands";
import type Axe from "axe-core";
import "axe-core/axe.min.js";
import { SCENES } from "../gallery/scenes.ts";
import type { Checkout } from "../support/harness.ts";
import { withRelay } from "../support/harness.ts";
import { withHostPage } from "../support/host-page.ts";
import { showScene } from "../support/show-scene.ts";

declare const axe: typeof Axe;

const TAGS = [
  ...["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
  "best-practice",
];
const DIRECTIONS = ["ltr", "rtl"] as const;
const THEMES = ["light", "dark"] as const;

interface Look {
  readonly locale: string;
  readonly direction: (typeof DIRECTIONS)[number];
  readonly theme: (typeof THEMES)[number];
}

const ALL: readonly Look[] = LOCALES.flatMap((locale) =>
  DIRECTIONS.flatMap((direction) =>
    THEMES.map((theme) => ({ locale, direction, theme })),
  ),
);

/** English in both themes, and another look for each place in the list of scenes. */
function sampled(place: number): readonly Look[] {
  const [light, dark] = ALL;
  const others = ALL.slice(2);
  return [light, dark, others[place % others.length]].filter(
    (look) => look !== undefined,
  );
}

/** Only colours differ between the themes. */
async function violations(rules?: readonly string[]): Promise<string[]> {
  const { violations: found } = await axe.run(document, {
    ...(rules
      ? { runOnly: { type: "rule", values: [...rules] } }
      : {
          runOnly: { type: "tag", values: TAGS },
          rules: { "target-size": { enabled: true } },
        }),
    resultTypes: ["violations"],
    elementRef: false,
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

describe("axe", function () {
  this.timeout(60_000);
  const it_ = withRelay();
  const page = withHostPage();
  let long = false;
  let runs = 0;
  before(async () => {
    ({ long } = await executeServerCommand<{ long: boolean }, null>("long"));
  });
  after(() => {
    console.log(
      `axe: ${Object.keys(SCENES).length} screens, ${runs} of ${Object.keys(SCENES).length * ALL.length} variants (${LOCALES.length} languages, ${DIRECTIONS.length} directions, ${THEMES.length} themes), without a violation`,
    );
  });

  const look = async (
    checkout: Checkout,
    { locale, direction, theme }: Look,
  ): Promise<void> => {
    document.documentElement.dir = direction;
    await checkout.set("locale", locale);
    await checkout.until(
      () => checkout.find("[lang]").lang === locale,
      `the texts in ${locale}`,
    );
    await checkout.set("theme", theme);
    checkout.finishAnimations();
  };

  for (const [place, name] of Object.keys(SCENES).entries())
    it(`finds nothing on ${name}`, async () => {
      const checkout = await showScene(it_.relay, name, {}, "", page.main);
      let words = "";
      for (const each of long ? ALL : sampled(place)) {
        await look(checkout, each);
        const known = words === `${each.locale} ${each.direction}`;
        words = `${each.locale} ${each.direction}`;
        const found = await violations(known ? ["color-contrast"] : undefined);
        expect(found, Object.values(each).join(", ")).to.deep.equal([]);
        runs++;
      }
    });

  it("finds nothing in a dialog, nor with headings of another level", async () => {
    const attributes = { mode: "dialog", "heading-level": "2" };
    await showScene(
      it_.relay,
      "method",
      attributes,
      '<a href="#pay">Pay now</a>',
      page.main,
    );
    expect(await violations()).to.deep.equal([]);
  });
});
