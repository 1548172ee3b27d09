import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { brokenWalls } from "./tree.ts";
import type { Files } from "./tree.ts";

const { forbidden } = createRequire(import.meta.url)(
  "../../.dependency-cruiser.cjs",
) as { forbidden: { name: string }[] };

const relay = "packages/relay/src";
const widget = "packages/widget/src";
const sandbox = "packages/sandbox/src";

/** What breaks a wall, and that wall's name. */
const breaches: [wall: string, what: string, files: Files][] = [
  [
    "no-circular",
    "two files that import each other",
    {
      [`${relay}/domain/a.ts`]: 'import "./b.ts";',
      [`${relay}/domain/b.ts`]: 'import "./a.ts";',
    },
  ],
  [
    "unresolvable",
    "an import of a file that is not there",
    { [`${relay}/http/lost.ts`]: 'import "./nowhere.ts";' },
  ],
  [
    "source-alone",
    "a source that imports a test",
    { [`${widget}/odd.ts`]: 'import "../../../test/paid.test.ts";' },
  ],
  [
    "source-alone",
    "a source that imports a script",
    { [`${relay}/odd.ts`]: 'import "../../../scripts/run.mjs";' },
  ],
  [
    "declared",
    "a package that is installed but not in package.json",
    { [`${relay}/adapters/odd.ts`]: 'import "undeclared";' },
  ],
  [
    "protocol-alone",
    "the protocol that imports the relay",
    {
      "packages/protocol/src/odd.ts":
        'import { config } from "../../relay/src/config.ts"; config;',
    },
  ],
  [
    "widget-packages",
    "the widget that imports the relay, be it a type",
    { [`${widget}/odd.ts`]: 'import type { route } from "@malipo/relay";' },
  ],
  [
    "widget-types-only",
    "the widget that imports the protocol's code",
    { [`${widget}/odd.ts`]: 'import { schema } from "@malipo/protocol";' },
  ],
  [
    "widget-types-only",
    "the widget's state that imports the protocol's code",
    {
      [`${widget}/state/odd.ts`]: 'import { schema } from "@malipo/protocol";',
    },
  ],
  [
    "protocol-text",
    "the text that the widget bundles, where it imports zod",
    {
      "packages/protocol/src/text.ts":
        'import z from "zod"; export const fold = z;',
    },
  ],
  [
    "widget-state",
    "the widget's state that imports Lit",
    { [`${widget}/state/odd.ts`]: 'import "lit";' },
  ],
  [
    "widget-state",
    "the widget's state that imports the client",
    { [`${widget}/state/odd.ts`]: 'import "../client.ts";' },
  ],
  [
    "relay-packages",
    "the relay that imports the widget",
    { [`${relay}/odd.ts`]: 'import "@malipo/widget";' },
  ],
  [
    "relay-domain",
    "the domain that imports a port",
    {
      [`${relay}/domain/odd.ts`]:
        'import type { Store } from "../ports/store.ts";',
    },
  ],
  [
    "relay-domain",
    "the domain that imports a package",
    { [`${relay}/domain/odd.ts`]: 'import "zod";' },
  ],
  [
    "relay-domain",
    "the domain that imports a part of Node",
    { [`${relay}/domain/odd.ts`]: 'import "node:crypto";' },
  ],
  [
    "relay-use-cases",
    "a use case that imports an adapter",
    { [`${relay}/use-cases/odd.ts`]: 'import "../adapters/store.ts";' },
  ],
  [
    "relay-use-cases",
    "a use case that imports node:crypto",
    { [`${relay}/use-cases/odd.ts`]: 'import "node:crypto";' },
  ],
  [
    "relay-use-cases",
    "a use case that imports a package",
    { [`${relay}/use-cases/odd.ts`]: 'import "zod";' },
  ],
  [
    "relay-use-cases",
    "a use case that reads the configuration",
    { [`${relay}/use-cases/odd.ts`]: 'import "../config.ts";' },
  ],
  [
    "relay-ports",
    "a port that imports a use case",
    {
      [`${relay}/ports/odd.ts`]:
        'import type { pay } from "../use-cases/pay.ts";',
    },
  ],
  [
    "relay-ports-types-only",
    "a port that imports the domain's code",
    {
      [`${relay}/ports/odd.ts`]: 'import { order } from "../domain/order.ts";',
    },
  ],
  [
    "relay-http",
    "HTTP that imports an adapter",
    { [`${relay}/http/odd.ts`]: 'import "../adapters/store.ts";' },
  ],
  [
    "relay-adapters",
    "an adapter that imports HTTP",
    { [`${relay}/adapters/odd.ts`]: 'import "../http/route.ts";' },
  ],
  [
    "relay-adapters",
    "an adapter that imports a use case",
    { [`${relay}/adapters/odd.ts`]: 'import "../use-cases/pay.ts";' },
  ],
  [
    "sandbox-alone",
    "the sandbox that imports the protocol, be it a type",
    {
      "packages/sandbox/src/odd.ts":
        'import type { Order } from "@malipo/protocol";',
    },
  ],
  [
    "sandbox-almara",
    "a room of Almara's that imports FlexPay's",
    { [`${sandbox}/almara/odd.ts`]: 'import "../flexpay/flexpay.ts";' },
  ],
  [
    "sandbox-almara",
    "a room of Almara's that imports the application",
    { [`${sandbox}/almara/odd.ts`]: 'import "../app.ts";' },
  ],
  [
    "sandbox-flexpay",
    "a room of FlexPay's that imports Almara's",
    {
      [`${sandbox}/flexpay/odd.ts`]:
        'import type {} from "../almara/almara.ts";',
    },
  ],
  [
    "sandbox-web",
    "a shared part of the sandbox that imports a provider's",
    { [`${sandbox}/web/odd.ts`]: 'import "../almara/almara.ts";' },
  ],
  [
    "no-sandbox",
    "the relay that imports the sandbox",
    { [`${relay}/odd.ts`]: 'import "@malipo/sandbox";' },
  ],
  [
    "no-sandbox",
    "a test of the relay alone that imports the sandbox",
    { "packages/relay/test/odd.test.ts": 'import "@malipo/sandbox";' },
  ],
  [
    "no-sandbox",
    "a script that imports the sandbox",
    { "scripts/odd.mjs": 'import "@malipo/sandbox";' },
  ],
];

describe("the import walls", () => {
  it("let a workspace pass that breaks none", async () => {
    expect(await brokenWalls({})).toEqual([]);
  });

  it.each(breaches)("%s: stops %s", async (wall, _what, files) => {
    expect(await brokenWalls(files)).toEqual([wall]);
  });

  it("are each broken here", () => {
    const broken = new Set(breaches.map(([wall]) => wall));
    expect(forbidden.map(({ name }) => name).sort()).toEqual(
      [...broken].sort(),
    );
  });
});
