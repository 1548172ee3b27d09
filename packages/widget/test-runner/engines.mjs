import { existsSync } from "node:fs";
import process from "node:process";
import { chromeLauncher } from "@web/test-runner-chrome";
import { playwrightLauncher } from "@web/test-runner-playwright";
import puppeteer from "puppeteer-core";
import { findChromium, onPath } from "../../../scripts/find-chromium.mjs";
import { findFirefox } from "../../../scripts/find-firefox.mjs";
import { webkitLauncher } from "./webkit-launcher.mjs";

function firefox() {
  const executablePath = findFirefox();
  if (!executablePath) return undefined;
  const launcher = chromeLauncher({
    puppeteer,
    concurrency: 1,
    launchOptions: { browser: "firefox", executablePath, headless: true },
  });
  return Object.assign(launcher, { name: "Firefox" });
}

/** WebKitGTK, the nearest to Safari that runs on Linux. It has no headless mode. */
function webkit() {
  const binary = ["x86_64", "aarch64"]
    .map((arch) => `/usr/lib/${arch}-linux-gnu/webkit2gtk-4.1/MiniBrowser`)
    .find((file) => existsSync(file));
  const driver = onPath("WebKitWebDriver");
  const display = onPath("Xvfb");
  return binary && driver && display
    ? webkitLauncher({ binary, driver, display })
    : undefined;
}

const HINT =
  "on Debian, the others come with: apt-get install firefox-esr webkit2gtk-driver xvfb";

async function chromium() {
  const launchOptions = await findChromium();
  return playwrightLauncher({ product: "chromium", launchOptions });
}

const LAUNCHERS = { Chromium: chromium, Firefox: firefox, WebKitGTK: webkit };

/** The launchers of these engines, by name; says in one line which this machine lacks. */
async function found(names, required) {
  const launchers = {};
  for (const name of names) {
    const launcher = await LAUNCHERS[name]();
    if (launcher) launchers[name] = launcher;
  }
  const lacking = names.filter((name) => !launchers[name]);
  if (lacking.length > 0) {
    const text = `Widget tests: no ${lacking.join(" and no ")} on this machine, so not run there; ${HINT}`;
    if (required) throw new Error(text);
    console.log(text);
  }
  return launchers;
}

/**
 * Which engines run the tests, from `ENGINES`. Not set: Chromium alone, for single files. `core`, for `npm test`: Chromium
 * runs all files, the others those of `core`, where this machine has them. `found`: each that this machine has runs all.
 * `all`, or names such as `firefox,webkitgtk`: these run all, and a missing one is an error.
 */
export async function engines(all, core) {
  const asked = process.env.ENGINES ?? "chromium";
  const known = Object.keys(LAUNCHERS);
  if (asked === "core") {
    const { Chromium, ...others } = await found(known, false);
    return {
      files: all,
      browsers: [Chromium],
      groups: Object.entries(others).map(([name, launcher]) => ({
        name,
        files: core,
        browsers: [launcher],
      })),
    };
  }
  const any = asked === "found" || asked === "all";
  const wanted = any
    ? known
    : asked.split(",").map((word) => {
        const name = known.find((it) => it.toLowerCase() === word);
        if (!name)
          throw new Error(`ENGINES=${asked}: use core, found, all or names`);
        return name;
      });
  const launchers = await found(wanted, asked !== "found");
  return { files: all, browsers: Object.values(launchers) };
}
