import { createRequire } from "node:module";
import { beforeAll, describe, expect, it } from "vitest";
import { brokenWalls } from "./tree.ts";

const { forbidden } = createRequire(import.meta.url)(
  "../../.dependency-cruiser.cjs",
) as { forbidden: { name: string }[] };

const protocol = "packages/protocol/src";
const client = "packages/client/src";
const relay = "packages/relay/src";
const widget = "packages/widget/src";
const sandbox = "packages/sandbox/src";

/** What breaks a wall, and where. */
const breaches: [wall: string, place: string, content: string][] = [
  ["unresolvable", `${relay}/http/odd.ts`, 'import "./nowhere.ts";'],
  ["source-alone", `${widget}/odd.ts`, 'import "../../../test/paid.test.ts";'],
  ["source-alone", `${relay}/odd.ts`, 'import "../../../scripts/run.mjs";'],
  ["declared", `${relay}/adapters/odd.ts`, 'import "undeclared";'],
  [
    "protocol-alone",
    `${protocol}/odd.ts`,
    'import { config } from "../../relay/src/config.ts"; config;',
  ],
  [
    "protocol-text",
    `${protocol}/text.ts`,
    'import z from "zod"; export { z };',
  ],
  [
    "widget-packages",
    `${widget}/odd.ts`,
    'import type {} from "@malipo/relay";',
  ],
  [
    "widget-types-only",
    `${widget}/odd.ts`,
    'import { schema } from "@malipo/protocol";',
  ],
  [
    "widget-types-only",
    `${widget}/state/odd.ts`,
    'import { schema } from "@malipo/protocol";',
  ],
  ["widget-state", `${widget}/state/odd.ts`, 'import "lit";'],
  ["widget-state", `${widget}/state/odd.ts`, 'import "../client.ts";'],
  ["client-packages", `${client}/odd.ts`, 'import "@malipo/relay";'],
  [
    "console-packages",
    "packages/console/src/odd.ts",
    'import "@malipo/relay";',
  ],
  [
    "console-light",
    "packages/console/src/odd.ts",
    'import { schema } from "@malipo/protocol";',
  ],
  ["relay-packages", `${relay}/odd.ts`, 'import "@malipo/widget";'],
  ["relay-client", `${relay}/http/odd.ts`, 'import "@malipo/client";'],
  [
    "relay-domain",
    `${relay}/domain/odd.ts`,
    'import type { Store } from "../ports/store.ts";',
  ],
  ["relay-domain", `${relay}/domain/odd.ts`, 'import "zod";'],
  ["relay-domain", `${relay}/domain/odd.ts`, 'import "node:crypto";'],
  [
    "relay-use-cases",
    `${relay}/use-cases/odd.ts`,
    'import "../adapters/store.ts";',
  ],
  ["relay-use-cases", `${relay}/use-cases/odd.ts`, 'import "node:crypto";'],
  ["relay-use-cases", `${relay}/use-cases/odd.ts`, 'import "zod";'],
  ["relay-use-cases", `${relay}/use-cases/odd.ts`, 'import "../config.ts";'],
  [
    "relay-ports",
    `${relay}/ports/odd.ts`,
    'import type { pay } from "../use-cases/pay.ts";',
  ],
  [
    "relay-ports-types-only",
    `${relay}/ports/odd.ts`,
    'import { order } from "../domain/order.ts";',
  ],
  ["relay-http", `${relay}/http/odd.ts`, 'import "../adapters/store.ts";'],
  ["relay-adapters", `${relay}/adapters/odd.ts`, 'import "../http/route.ts";'],
  [
    "relay-adapters",
    `${relay}/adapters/odd.ts`,
    'import "../use-cases/pay.ts";',
  ],
  [
    "sandbox-alone",
    `${sandbox}/odd.ts`,
    'import type { Order } from "@malipo/protocol";',
  ],
  [
    "sandbox-almara",
    `${sandbox}/almara/odd.ts`,
    'import "../flexpay/flexpay.ts";',
  ],
  ["sandbox-almara", `${sandbox}/almara/odd.ts`, 'import "../app.ts";'],
  [
    "sandbox-flexpay",
    `${sandbox}/flexpay/odd.ts`,
    'import type {} from "../almara/almara.ts";',
  ],
  ["sandbox-web", `${sandbox}/web/odd.ts`, 'import "../almara/almara.ts";'],
  ["sandbox-shop", `${sandbox}/shop/odd.ts`, 'import "../almara/almara.ts";'],
  ["no-sandbox", `${relay}/odd.ts`, 'import "@malipo/sandbox";'],
  [
    "no-sandbox",
    "packages/relay/test/odd.test.ts",
    'import "@malipo/sandbox";',
  ],
  ["no-sandbox", "scripts/odd.mjs", 'import "@malipo/sandbox";'],
];

/** Each in a file of its own, so that one look at the tree finds them all. */
const files = breaches.map(([wall, place, content], index) => ({
  wall,
  content,
  file: place.replace("odd.", `odd-${index}.`),
}));

/** Two files that import each other. */
const circle = {
  [`${relay}/domain/a.ts`]: 'import "./b.ts";',
  [`${relay}/domain/b.ts`]: 'import "./a.ts";',
};

let broken: Map<string, string[]>;
beforeAll(async () => {
  const odd = Object.fromEntries(
    files.map(({ file, content }) => [file, content]),
  );
  broken = await brokenWalls({ ...odd, ...circle });
});

describe("the import walls", () => {
  it("let a workspace pass that breaks none", async () => {
    expect([...(await brokenWalls({}))]).toEqual([]);
  });

  it.each(files)("$wall: stops $file with $content", ({ wall, file }) => {
    expect(broken.get(file)).toEqual([wall]);
  });

  it("no-circular: stops two files that import each other", () => {
    const walls = Object.keys(circle).flatMap((file) => broken.get(file) ?? []);
    expect(new Set(walls)).toEqual(new Set(["no-circular"]));
  });

  it("stop nothing else", () => {
    const odd = [...files.map(({ file }) => file), ...Object.keys(circle)];
    expect(odd).toEqual(expect.arrayContaining([...broken.keys()]));
  });

  it("are each broken here", () => {
    const walls = new Set(["no-circular", ...breaches.map(([wall]) => wall)]);
    expect(forbidden.map(({ name }) => name).sort()).toEqual([...walls].sort());
  });
});
