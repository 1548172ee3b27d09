import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { call, keyActions, mouseActions, moveTo, press } from "./webdriver.mjs";

const START_MS = 10_000;

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

/** A screen for the browser to draw on; Xvfb chooses the number and writes it to descriptor 3. */
async function startDisplay(program) {
  const child = spawn(
    program,
    ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
    { stdio: ["ignore", "ignore", "ignore", "pipe"] },
  );
  const [number] = await once(child.stdio[3], "data");
  return { child, name: `:${String(number).trim()}` };
}

async function startDriver(program, display) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(program, ["--host=127.0.0.1", `--port=${port}`], {
    env: {
      ...process.env,
      DISPLAY: display,
      GDK_BACKEND: "x11",
      WAYLAND_DISPLAY: "",
    },
    stdio: "ignore",
  });
  for (const end = Date.now() + START_MS; ; await sleep(50)) {
    try {
      await call(base, "GET", "/status");
      return { child, base };
    } catch (error) {
      // It does not listen yet.
      if (child.exitCode !== null || Date.now() > end) throw error;
    }
  }
}

/** Keys and focus events reach only a window that has the focus, which a busy display gives it late. */
async function haveFocus(send) {
  const script = "return document.hasFocus()";
  for (const end = Date.now() + START_MS; ; await sleep(20)) {
    if (await send("POST", "/execute/sync", { script, args: [] })) return;
    if (Date.now() > end)
      throw new Error("The window of WebKitGTK has not got the focus.");
  }
}

/** A browser window under WebDriver: `send(method, path, body)` speaks to it, `stop()` ends everything again. */
async function openBrowser({ binary, driver, display }) {
  const screen = await startDisplay(display);
  const { child, base } = await startDriver(driver, screen.name);
  const { sessionId, capabilities } = await call(base, "POST", "/session", {
    capabilities: {
      alwaysMatch: {
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary, args: ["--automation"] },
      },
    },
  });
  const send = (method, path, body) =>
    call(base, method, `/session/${sessionId}${path}`, body);
  return {
    version: capabilities.browserVersion,
    send,
    async stop() {
      try {
        await send("DELETE", "");
      } finally {
        child.kill();
        screen.child.kill();
      }
    },
  };
}

/**
 * Runs tests in WebKitGTK's MiniBrowser. `type: "webdriver"` and the methods from `sendKeys` on are what
 * @web/test-runner-commands expects of a browser driven by WebDriver.
 */
export function webkitLauncher(programs) {
  let browser;
  let active;
  let address;
  const act = (actions) => browser.send("POST", "/actions", actions);

  return {
    name: "WebKitGTK",
    type: "webdriver",
    concurrency: 1,
    async startSession(id, url) {
      if (!browser) {
        browser = await openBrowser(programs);
        this.name = `WebKitGTK ${browser.version}`;
      }
      active = id;
      address = url;
      await haveFocus(browser.send);
      await browser.send("POST", "/url", { url });
    },
    isActive: (id) => active === id,
    getBrowserUrl: () => address,
    async stopSession() {
      active = undefined;
      await browser.send("POST", "/url", { url: "about:blank" });
      return {};
    },
    async stop() {
      await browser?.stop();
      browser = undefined;
    },
    sendKeys: (_id, keys) => act(keyActions(keys)),
    sendMouseMove: (_id, x, y) => act(mouseActions(moveTo(x, y))),
    sendMouseClick: (_id, x, y, button) =>
      act(
        mouseActions(
          moveTo(x, y),
          press("pointerDown", button),
          press("pointerUp", button),
        ),
      ),
    sendMouseDown: (_id, button) =>
      act(mouseActions(press("pointerDown", button))),
    sendMouseUp: (_id, button) => act(mouseActions(press("pointerUp", button))),
    resetMouse: () => browser.send("DELETE", "/actions"),
    async takeScreenshot() {
      return Buffer.from(await browser.send("GET", "/screenshot"), "base64");
    },
  };
}
