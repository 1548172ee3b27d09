import { execFile } from "node:child_process";
import {
  mkdir,
  mkdtemp,
  realpath,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { wallsCommand } from "../../scripts/lib/checks.ts";
import { scriptOf } from "../../scripts/lib/command.ts";

const config = fileURLToPath(
  new URL("../../.dependency-cruiser.cjs", import.meta.url),
);

/** Paths and contents. */
export type Files = Record<string, string>;

const manifest = (
  name: string,
  dependencies: string[],
  subpaths: string[] = [],
): string =>
  JSON.stringify({
    name,
    type: "module",
    exports: {
      ".": { "@malipo/source": "./src/index.ts" },
      ...Object.fromEntries(
        subpaths.map((each) => [
          `./${each}`,
          { "@malipo/source": `./src/${each}.ts` },
        ]),
      ),
    },
    dependencies: Object.fromEntries(dependencies.map((it) => [it, "1.0.0"])),
  });

const installed = (name: string): Files => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({
    name,
    version: "1.0.0",
    type: "module",
    exports: "./dist/index.js",
  }),
  [`node_modules/${name}/dist/index.js`]: "export default 1;",
});

/** The smallest workspace that has every part which a wall speaks of, and breaks none. */
const clean: Files = {
  "package.json": JSON.stringify({ private: true, type: "module" }),
  ...installed("lit"),
  ...installed("zod"),
  ...installed("undeclared"),

  "packages/protocol/package.json": manifest(
    "@malipo/protocol",
    ["zod"],
    ["text"],
  ),
  "packages/protocol/src/text.ts": "export const fold = 1;",
  "packages/protocol/src/index.ts":
    'import z from "zod"; export const schema = z; export type Order = string;',

  "packages/widget/package.json": manifest("@malipo/widget", [
    "@malipo/protocol",
    "lit",
  ]),
  "packages/widget/src/index.ts":
    'import lit from "lit"; import { fold } from "@malipo/protocol/text"; import { next } from "./state/state.ts"; export const it = [lit, fold, next];',
  "packages/widget/src/client.ts": "export const client = 1;",
  "packages/widget/src/state/state.ts":
    'import type { Order } from "@malipo/protocol"; export const next: Order = "";',

  "packages/client/package.json": manifest("@malipo/client", [
    "@malipo/protocol",
  ]),
  "packages/client/src/index.ts":
    'import { fold } from "@malipo/protocol/text"; export const call = fold;',

  "packages/console/package.json": manifest("@malipo/console", [
    "@malipo/client",
    "@malipo/protocol",
    "lit",
  ]),
  "packages/console/src/main.ts":
    'import lit from "lit"; import { call } from "@malipo/client"; import { fold } from "@malipo/protocol/text"; export const page = [lit, call, fold];',

  "packages/relay/package.json": manifest("@malipo/relay", [
    "@malipo/client",
    "@malipo/protocol",
    "zod",
  ]),
  "packages/relay/src/index.ts":
    'export * from "./http/route.ts"; export * from "./adapters/store.ts";',
  "packages/relay/src/config.ts": "export const config = 1;",
  "packages/relay/src/cli/orders.ts":
    'import { call } from "@malipo/client"; export const orders = call;',
  "packages/relay/src/domain/order.ts":
    'import { schema } from "@malipo/protocol"; export const order = schema; export type Id = string;',
  "packages/relay/src/ports/store.ts":
    'import type { Id } from "../domain/order.ts"; export interface Store { get(id: Id): void }',
  "packages/relay/src/use-cases/pay.ts":
    'import { order } from "../domain/order.ts"; import type { Store } from "../ports/store.ts"; export const pay = (store: Store) => [order, store];',
  "packages/relay/src/http/route.ts":
    'import "node:http"; import z from "zod"; import { pay } from "../use-cases/pay.ts"; export const route = [z, pay];',
  "packages/relay/src/adapters/store.ts":
    'import "node:fs"; import z from "zod"; import type { Store } from "../ports/store.ts"; export const make = (): Store => z;',

  "packages/sandbox/package.json": manifest("@malipo/sandbox", ["zod"]),
  "packages/sandbox/src/index.ts":
    'import { app } from "./app.ts"; export const sandbox = app;',
  "packages/sandbox/src/app.ts":
    'import { almara } from "./almara/almara.ts"; import { flexpay } from "./flexpay/flexpay.ts"; export const app = [almara, flexpay];',
  "packages/sandbox/src/almara/almara.ts":
    'import z from "zod"; import { html } from "../web/html.ts"; export const almara = [z, html];',
  "packages/sandbox/src/flexpay/flexpay.ts":
    'import { html } from "../web/html.ts"; export const flexpay = html;',
  "packages/sandbox/src/web/html.ts": "export const html = 1;",

  "examples/shop/shop.ts":
    'import { sandbox } from "@malipo/sandbox"; import { route } from "@malipo/relay"; export const shop = [sandbox, route];',
  "test/paid.test.ts": 'import { sandbox } from "@malipo/sandbox"; sandbox;',
  "scripts/run.mjs": 'import "node:fs";',
};

const names = ["protocol", "client", "console", "widget", "relay", "sandbox"];

/** Writes the clean tree, with `changes` in it, to a folder of its own. The caller removes it. */
async function writeTree(changes: Files): Promise<string> {
  const root = await realpath(
    await mkdtemp(path.join(os.tmpdir(), "malipo-walls-")),
  );
  for (const [file, text] of Object.entries({ ...clean, ...changes })) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
  const scope = path.join(root, "node_modules", "@malipo");
  await mkdir(scope, { recursive: true });
  for (const name of names)
    await symlink(
      path.join("..", "..", "packages", name),
      path.join(scope, name),
    );
  return root;
}

interface Cruise {
  summary: {
    totalCruised: number;
    violations: { from: string; rule: { name: string } }[];
  };
}

const cruise = (cwd: string): Promise<Cruise> =>
  new Promise((resolve, reject) => {
    const args = ["--config", config, "--output-type", "json"];
    execFile(
      process.execPath,
      [scriptOf(wallsCommand), ...args, ...wallsCommand.args],
      { cwd },
      (_failed, stdout, stderr) => {
        // The exit code says no more than the violations do; without a report there is something to tell.
        if (stdout === "") reject(new Error(stderr));
        else resolve(JSON.parse(stdout) as Cruise);
      },
    );
  });

/** The walls that the clean tree with `changes` breaks, each once, by the file that breaks them. */
export async function brokenWalls(
  changes: Files,
): Promise<Map<string, string[]>> {
  const root = await writeTree(changes);
  try {
    const { summary } = await cruise(root);
    const broken = new Map<string, string[]>();
    for (const { from, rule } of summary.violations) {
      const walls = broken.get(from) ?? [];
      if (!walls.includes(rule.name)) broken.set(from, [...walls, rule.name]);
    }
    return broken;
  } finally {
    await rm(root, { recursive: true });
  }
}
