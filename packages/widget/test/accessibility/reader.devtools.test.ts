/**
 * What a screen reader reads on each screen, and where the Tab key leads. The browser's own accessibility tree is compared
 * with `test/snapshots/reader/`; `npm run snapshots -- --update` writes these files anew, for a reader to check.
 */
import { expect } from "@open-wc/testing";
import { executeServerCommand } from "@web/test-runner-commands";
import { SCENES } from "../gallery/scenes.ts";
import { atRest, loadLateFiles } from "../support/at-rest.ts";
import { withFrozenTime } from "../support/frozen-time.ts";
import { withRelay } from "../support/harness.ts";
import { showScene } from "../support/show-scene.ts";

interface Read {
  readonly nodes: readonly string[];
  readonly stops: readonly string[];
}

const read = (): Promise<Read> => executeServerCommand<Read, null>("read");

const asItem = (line: string): string => `- \`${line}\``;

/** What would turn up in the host page's list of landmarks. */
const LANDMARK =
  /^(banner|complementary|contentinfo|form|main|navigation|region|search) /;
const NAMELESS = /^(button|checkbox|combobox|dialog|link|radio|textbox) ""/;

describe("a screen reader", () => {
  const it_ = withRelay();
  withFrozenTime();
  before(loadLateFiles);

  for (const name of Object.keys(SCENES))
    it(`reads ${name}`, async () => {
      await atRest(await showScene(it_.relay, name, {}));
      const { nodes, stops } = await read();
      const headings = nodes.filter((line) => line.startsWith("heading "));
      expect(headings).to.not.deep.equal([]);
      expect(nodes.filter((line) => LANDMARK.test(line))).to.deep.equal([]);
      expect(
        [...nodes, ...stops].filter((line) => NAMELESS.test(line)),
      ).to.deep.equal([]);
      const lines = [`# ${name}`, "", "Read:", "", ...nodes.map(asItem)];
      lines.push("", "Tab stops:", "", ...stops.map(asItem));
      const now = lines.join("\n").trim();
      const kept = await executeServerCommand<string, object>("text", {
        name: `reader/${name}.md`,
        text: now,
      });
      expect(now.split("\n")).to.deep.equal(kept.split("\n"));
    });
});
