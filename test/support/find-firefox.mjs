import { execFileSync } from "node:child_process";
import process from "node:process";
import { onPath } from "./find-chromium.mjs";

/** The first Firefox ESR that knows every WebDriver BiDi command that puppeteer sends. */
const FLOOR = 153;

/** Returns `FIREFOX_PATH` or the installed Firefox; undefined if there is none, or it is too old. */
export function findFirefox() {
  const file = process.env.FIREFOX_PATH || onPath("firefox-esr", "firefox");
  if (!file) return undefined;
  const text = execFileSync(file, ["--version"], { encoding: "utf8" });
  const major = Number(/Firefox (\d+)/.exec(text)?.[1]);
  if (major >= FLOOR) return file;
  console.log(`Not used: ${text.trim()}, the tests need ${FLOOR} or newer.`);
  return undefined;
}
