import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

const DIRECTORY = fileURLToPath(new URL("../test/snapshots/", import.meta.url));
const MADE_BY = "made-by.json";
/** The part of the pixels that may differ. */
const TOLERANCE = 0.002;
const updating = process.env.SNAPSHOTS === "update";

function save(name, data) {
  const file = path.join(DIRECTORY, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, data);
}

const load = (name) => {
  const file = path.join(DIRECTORY, name);
  return existsSync(file) ? readFileSync(file) : undefined;
};

/** What a picture depends on besides the page: the browser's version and the fonts, by the width of a text in them. */
async function drawnBy(page) {
  const version = page.context().browser()?.version() ?? "";
  const width = await page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d");
    if (canvas === null) return 0;
    canvas.font = "100px system-ui";
    return Math.round(canvas.measureText("Malipo KES 2,500").width);
  });
  return { browser: `Chromium ${version.split(".")[0]}`, textWidth: width };
}

function comparePicture(name, taken) {
  const kept = load(name);
  if (!kept) return "there is no picture to compare with";
  const before = PNG.sync.read(kept);
  const after = PNG.sync.read(taken);
  const { width, height } = before;
  if (width !== after.width || height !== after.height)
    return `it is ${after.width} x ${after.height}, not ${width} x ${height}`;
  const marks = new PNG({ width, height });
  const differing = pixelmatch(
    before.data,
    after.data,
    marks.data,
    width,
    height,
    { threshold: 0.15 },
  );
  if (differing <= width * height * TOLERANCE) return "";
  const ours = `../../../../.cache/snapshots/${name}`;
  save(ours, taken);
  save(ours.replace(".png", ".marked.png"), PNG.sync.write(marks));
  return `${differing} pixels differ, see .cache/snapshots/${name}`;
}

async function picture(page, name) {
  const taken = await page.screenshot({ animations: "disabled" });
  const drawn = await drawnBy(page);
  if (updating) {
    save(name, taken);
    save(MADE_BY, `${JSON.stringify(drawn, null, 2)}\n`);
    return { compared: true, wrong: "" };
  }
  const madeBy = JSON.parse(load(MADE_BY)?.toString() ?? "{}");
  const same =
    madeBy.browser === drawn.browser && madeBy.textWidth === drawn.textWidth;
  return same
    ? { compared: true, wrong: comparePicture(name, taken) }
    : { compared: false, madeBy, drawn, wrong: "" };
}

function keptText({ name, text }) {
  if (updating) save(name, `${text}\n`);
  return (load(name)?.toString() ?? "").trim();
}

/**
 * `picture` and `text` compare with the files of `test/snapshots`; with `SNAPSHOTS=update` they write them. `long`: whether
 * the long run was asked for; in Chromium, as one engine is enough for that. `timezone` keeps times of day the same everywhere.
 */
export const snapshots = {
  name: "snapshots",
  async executeCommand({ command, payload, session: { browser, id } }) {
    if (command === "long")
      return {
        long: process.env.LONG === "1" && browser.type === "playwright",
      };
    if (command === "text") return keptText(payload);
    if (command !== "picture" && command !== "timezone") return undefined;
    const page = browser.getPage(id);
    if (command === "picture") return picture(page, payload);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Emulation.setTimezoneOverride", {
      timezoneId: payload,
    });
    return true;
  },
};
