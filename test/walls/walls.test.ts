import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { brokenWalls } from "./tree.ts";

const { forbidden } = createRequire(import.meta.url)(
  "../../.dependency-cruiser.cjs",
) as { forbidden: { name: string }[] };

const protocol = "packages/protocol/src";
const client = "packages/client/src";
const relay = "packages/relay/src";
const widget = "packages/widget/src";
const sandbox = "packages/sandbox/src";

/** A file that breaks a wall by what is in it. */
const breaches: [wall: string, file: string, content: string][] = [
  ["unresolvable", `${relay}/http/lost.ts`, 'import "./nowhere.ts";'],
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
  ["no-sandbox", `${relay}/odd.ts`, 'import "@malipo/sandbox";'],
  [
    "no-sandbox",
    "packages/relay/test/odd.test.ts",
    'import "@malipo/sandbox";',
  ],
  ["no-sandbox", "scripts/odd.mjs", 'import "@malipo/sandbox";'],
];

describe("the import walls", () => {
  it("let a workspace pass that breaks none", async () => {
    expect(await brokenWalls({})).toEqual([]);
  });

  it.each(breaches)("%s: stops %s with %s", async (wall, file, content) => {
    expect(await brokenWalls({ [file]: content })).toEqual([wall]);
  });

  it("no-circular: stops two files that import each other", async () => {
    const files = {
      [`${relay}/domain/a.ts`]: 'import "./b.ts";',
      [`${relay}/domain/b.ts`]: 'import "./a.ts";',
    };
    expect(await brokenWalls(files)).toEqual(["no-circular"]);
  });

  it("are each broken here", () => {
    const broken = new Set(["no-circular", ...breaches.map(([wall]) => wall)]);
    expect(forbidden.map(({ name }) => name).sort()).toEqual(
      [...broken].sort(),
    );
  });
});
