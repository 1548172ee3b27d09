import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { chromeLauncher } from "@web/test-runner-chrome";
import { playwrightLauncher } from "@web/test-runner-playwright";
import puppeteer from "puppeteer-core";
import { findChromium, onPath } from "../../../test/support/find-chromium.mjs";
import { findFirefox } from "../../../test/support/find-firefox.mjs";
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

/**
 * What an engine's driver can't do, as the names of test files say that they need it: `x.devtools.test.ts` needs the DevTools
 * protocol (pictures, the accessibility tree, media features), `x.viewport.test.ts` another size of the window.
 */
const LACKS = {
  Chromium: [],
  Firefox: ["devtools"],
  WebKitGTK: ["devtools", "viewport"],
};

/** Of these files, those that the engine can run. */
const filesFor = (name, files) => [
  ...files,
  ...LACKS[name].map((ability) => `!**/*.${ability}.test.ts`),
];

/** The files that the command line asks for. The runner itself takes them for the first engine alone. */
function askedFiles() {
  const [, , ...args] = process.argv;
  const at = args.indexOf("--files");
  if (at < 0) return undefined;
  const rest = args.slice(at + 1);
  const end = rest.findIndex((text) => text.startsWith("-"));
  return rest
    .slice(0, end < 0 ? undefined : end)
    .map((file) => path.resolve(file));
}

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

/** The first engine is the runner's own; each other one is a group, because it may run other files. */
function toConfig(launchers, files) {
  const [[first, launcher], ...others] = Object.entries(launchers);
  return {
    files: filesFor(first, files.first),
    browsers: [launcher],
    groups: others.map(([name, other]) => ({
      name,
      files: filesFor(name, files.others),
      browsers: [other],
    })),
  };
}

/**
 * Which engines run the tests, from `ENGINES`. Not set: Chromium alone, for single files. `core`, for `npm test`: Chromium
 * runs all files, the others those of `core`, where this machine has them. `found`: each that this machine has runs all.
 * `all`, or names such as `firefox,webkitgtk`: these run all, and a missing one is an error. No engine runs what its driver
 * can't do.
 */
export async function engines(all, core) {
  const asked = process.env.ENGINES ?? "chromium";
  const known = Object.keys(LAUNCHERS);
  if (asked === "core")
    return toConfig(await found(known, false), { first: [all], others: core });
  const any = asked === "found" || asked === "all";
  const wanted = any
    ? known
    : asked.split(",").map((word) => {
        const name = known.find((it) => it.toLowerCase() === word);
        if (!name)
          throw new Error(`ENGINES=${asked}: use core, found, all or names`);
        return name;
      });
  const files = askedFiles() ?? [all];
  return toConfig(await found(wanted, asked !== "found"), {
    first: files,
    others: files,
  });
}
