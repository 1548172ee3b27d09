import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { chromeLauncher } from "@web/test-runner-chrome";
import { playwrightLauncher } from "@web/test-runner-playwright";
import puppeteer from "puppeteer-core";
import { findChromium, onPath } from "../../../scripts/find-chromium.mjs";
import { webkitLauncher } from "./webkit-launcher.mjs";

/** The first Firefox ESR that knows every WebDriver BiDi command that puppeteer sends. */
const FIREFOX_FLOOR = 153;

function firefox() {
  const executablePath =
    process.env.FIREFOX_PATH || onPath("firefox-esr", "firefox");
  if (!executablePath) return undefined;
  const text = execFileSync(executablePath, ["--version"], {
    encoding: "utf8",
  });
  const major = Number(/Firefox (\d+)/.exec(text)?.[1]);
  if (!(major >= FIREFOX_FLOOR)) {
    console.log(
      `Not used: ${text.trim()}, the tests need ${FIREFOX_FLOOR} or newer.`,
    );
    return undefined;
  }
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

/**
 * Chromium alone, which keeps `npm test` within its time. `ENGINES=found` adds Firefox and WebKitGTK where this machine
 * has them, `ENGINES=all` makes a missing one an error.
 */
export async function engines() {
  const asked = process.env.ENGINES ?? "chromium";
  const chromium = playwrightLauncher({
    product: "chromium",
    launchOptions: await findChromium(),
  });
  if (asked === "chromium") return [chromium];
  const found = [chromium, firefox(), webkit()].filter(Boolean);
  if (found.length < 3) {
    const text = `Widget tests: ${found.length} of 3 engines found; on Debian the others come with: apt-get install firefox-esr webkit2gtk-driver xvfb`;
    if (asked === "all") throw new Error(text);
    console.log(text);
  }
  return found;
}
