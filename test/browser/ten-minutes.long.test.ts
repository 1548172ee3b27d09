/**
 * docs/ten-minutes.md is walked as it stands: each command is run, each file written, and a shirt is bought. With LONG, npm
 * installs the packages as it would publish them.
 */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { at } from "../../scripts/lib/paths.ts";
import { launchBrowser } from "../support/browser.ts";
import { checkoutOn } from "../support/checkout.ts";
import {
  blockOf,
  countBlocks,
  markedBlocks,
  readPage,
} from "../support/marked-blocks.ts";
import { packAll } from "../support/packed.ts";
import { startRegistry } from "../support/registry.ts";
import { openShell } from "../support/shell.ts";
import type { Running } from "../support/shell.ts";
import { freePort } from "../support/stack.ts";
import { until } from "../support/until.ts";

const text = readPage("docs/ten-minutes.md");
const COMMANDS = markedBlocks(text, "run", "sh");
const PROGRAMS = markedBlocks(text, "start", "sh");
const FILES = markedBlocks(text, "file", "js");

const isLong = process.env["LONG"] !== undefined;
const shell = openShell({ realNpx: isLong });
afterAll(() => {
  rmSync(shell.folder, { recursive: true });
});

const TEN_MINUTES_MS = 600_000;

/** What npm needs of the machine, and nothing that it says beside its work. */
const NPM: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["HOME", "NODE_EXTRA_CA_CERTS"].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  ),
  npm_config_update_notifier: "false",
  npm_config_prefer_offline: "true",
};

describe("docs/ten-minutes.md", () => {
  it("has a mark for each of its commands and files", () => {
    expect(countBlocks(text, "sh")).toBe(COMMANDS.size + PROGRAMS.size);
    expect(countBlocks(text, "js")).toBe(FILES.size);
  });

  it(
    "leads from an empty folder to a paid order",
    async () => {
      const ports = {
        3000: await freePort(),
        4001: await freePort(),
        4002: await freePort(),
      };
      const adminPort = await freePort();
      /** On ports of this test. */
      const here = (script: string): string =>
        script.replaceAll(
          /localhost:(3000|4001|4002)/g,
          (_, port: keyof typeof ports) => `localhost:${ports[port]}`,
        );
      const began = Date.now();
      const env = {
        ...(isLong ? NPM : {}),
        PORT: String(ports[3000]),
        MALIPO_PORT: String(ports[4001]),
        MALIPO_ADMIN_PORT: String(adminPort),
        MALIPO_SANDBOX_PORT: String(ports[4002]),
      };
      const flags = here(
        " --public-url http://localhost:4001 --origins http://localhost:3000 --sandbox-url http://localhost:4002\n",
      );
      const run = async (name: string): Promise<string> => {
        const script = here(blockOf(COMMANDS, name));
        const ended = await shell.run(
          name === "init" ? script.replace("\n", flags) : script,
          env,
        );
        expect(ended, name).toMatchObject({ exitCode: 0, stderr: "" });
        return ended.stdout;
      };
      const start = (name: string): Running => {
        const program = shell.start(blockOf(PROGRAMS, name), env);
        onTestFinished(() => program.stop());
        return program;
      };

      if (isLong) await installForReal();
      else installPackages();
      expect(await run("check-install")).toMatch(/^\d+\.\d+\.\d+\n$/);
      await run("init");
      expect(await run("check-init")).toMatch(
        /Methods offered: mpesa, card\n$/,
      );
      start("sandbox");
      start("relay");
      const ready = await until("the relay responds", async () => {
        const script = here(blockOf(COMMANDS, "check-relay"));
        const { exitCode, stdout } = await shell.run(script, env);
        return exitCode === 0 && stdout;
      });
      expect(ready).toMatch(/^\{"status":"ready"/);
      for (const [name, code] of FILES)
        writeFileSync(path.join(shell.folder, name), code);
      const shop = start("shop");
      await until("the shop listens", () =>
        shop.output().includes("shop on port"),
      );

      await payAt(here("http://localhost:3000"));
      const reference = await until(
        "the webhook arrives",
        () =>
          /order\.paid (ORD-\S+) \{ value: 250000, currency: 'KES' \}/.exec(
            shop.output(),
          )?.[1],
      );
      expect(await run("check-paid")).toContain(reference);
      expect(Date.now() - began).toBeLessThan(TEN_MINUTES_MS);
    },
    TEN_MINUTES_MS,
  );
});

async function installForReal(): Promise<void> {
  const tarballs = await packAll();
  onTestFinished(() => {
    rmSync(path.dirname(path.dirname(tarballs.relay)), { recursive: true });
  });
  const registry = await startRegistry(tarballs);
  const npmrc = path.join(shell.folder, ".npmrc");
  writeFileSync(npmrc, `@malipo:registry=${registry.url}\n`);
  // The folder is there already.
  const script = blockOf(COMMANDS, "install").replace(/^mkdir .*\n/, "");
  const { exitCode, stderr } = await shell.run(script, NPM);
  await registry.close();
  expect(exitCode, stderr).toBe(0);
}

/** What `npm install` does, from this repository instead of a registry. */
function installPackages(): void {
  const names = [
    ...blockOf(COMMANDS, "install").matchAll(/@malipo\/(\w+)/g),
  ].map(([, name = ""]) => name);
  expect(names).toEqual(["relay", "sandbox"]);
  const scope = path.join(shell.folder, "node_modules", "@malipo");
  mkdirSync(scope, { recursive: true });
  for (const name of names)
    symlinkSync(at("packages", name), path.join(scope, name));
}

async function payAt(url: string): Promise<void> {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ locale: "en-KE" });
  await page.goto(url);
  const checkout = checkoutOn(page);
  await checkout.heading("Your order").waitFor();
  await checkout.proceed();
  await checkout.payByMpesa("0712 345 601");
  await checkout.heading("Payment received").waitFor();
}
