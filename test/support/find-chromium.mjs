import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));
const packed = path.join(modules, "@sparticuz", "chromium");

/** Finds the first of these programs on PATH. */
export const onPath = (...names) =>
  (process.env.PATH || "")
    .split(path.delimiter)
    .flatMap((dir) => names.map((name) => path.join(dir, name)))
    .find((file) => existsSync(file));

// Chromium's sandbox refuses to run as root. The other flags prevent network requests of its own.
const args = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** The launch options of an installed browser that people use; undefined where there is none. */
export function findChrome() {
  const executablePath = installed();
  return executablePath ? { executablePath, args } : undefined;
}

function installed() {
  const places = {
    darwin: ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
    win32: [process.env.PROGRAMFILES, process.env.LOCALAPPDATA]
      .filter(Boolean)
      .map((dir) => path.join(dir, "Google/Chrome/Application/chrome.exe")),
  };
  return (
    (places[process.platform] ?? []).find((file) => existsSync(file)) ??
    onPath(
      "chromium",
      "google-chrome-stable",
      "google-chrome",
      "chromium-browser",
    )
  );
}

/** Chromium without windows. A whole browser draws its own interface beside each page, which takes tests half as long again. */
const installedShell = () =>
  onPath("chromium-headless-shell", "chrome-headless-shell");

/**
 * Unpacks Chromium from its npm package. The package is made for AWS Lambda: it unpacks to the shared temporary folder,
 * trusts existing files there, and adds its libraries only on Lambda. So it runs in a separate process with its own
 * temporary folder and Lambda's environment variable. The folder is renamed only when it is complete.
 */
function unpack(home) {
  mkdirSync(path.dirname(home), { recursive: true });
  const temporary = mkdtempSync(`${home}-`);
  const script =
    'import("@sparticuz/chromium").then((it) => it.default.executablePath())';
  try {
    execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: modules,
      env: {
        ...process.env,
        TMPDIR: temporary,
        AWS_LAMBDA_JS_RUNTIME: "nodejs24.x",
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (!existsSync(home)) renameSync(temporary, home);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Pages crash without any font, so machines without fonts need a fonts.conf that points to the packaged ones. */
function fontsFile(home) {
  const file = path.join(home, "fonts.conf");
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${home}/fonts</dir><cachedir>${home}/font-cache</cachedir></fontconfig>
`,
  );
  return file;
}

function packedChromium() {
  const { version } = JSON.parse(
    readFileSync(path.join(packed, "package.json"), "utf8"),
  );
  const home = path.join(modules, ".cache", `chromium-${version}`);
  if (!existsSync(home)) unpack(home);
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: path.join(home, "al2023", "lib"),
  };
  if (!existsSync("/etc/fonts/fonts.conf"))
    env.FONTCONFIG_FILE = fontsFile(home);
  return { executablePath: path.join(home, "chromium"), args, env };
}

/** Returns `CHROME_PATH`, an installed Chromium without windows, the one from npm, or an installed browser. */
export async function findChromium() {
  const shell = process.env.CHROME_PATH || installedShell();
  if (shell) return { executablePath: shell, args };
  const packedRuns =
    process.platform === "linux" &&
    process.arch === "x64" &&
    existsSync(packed);
  if (packedRuns) return packedChromium();
  const chrome = findChrome();
  if (chrome) return chrome;
  throw new Error(
    "No Chrome or Chromium was found: install one, or set CHROME_PATH to its program.",
  );
}
