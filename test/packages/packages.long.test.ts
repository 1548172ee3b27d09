/** What npm would publish: what is in it, what package checkers say of it, and that each runs where nothing else is. */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  checkPackage,
  createPackageFromTarballData,
} from "@arethetypeswrong/core";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ALL_PACKAGES,
  PACKAGES,
  bytesOf,
  installAlone,
  nodes,
  packAll,
  runToEnd,
  targets,
} from "../support/packed.ts";
import type {
  AnyPackage,
  Manifest,
  PackageName,
  Tarballs,
} from "../support/packed.ts";
import { relayEnvironment } from "../support/relay-environment.ts";
import { CANARIES } from "../support/canaries.ts";
import { freePort, writeCatalog } from "../support/stack.ts";
import { until } from "../support/until.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const TSC = path.join(ROOT, "node_modules/typescript/bin/tsc");

/** Code with its compressed forms, types, style sheets, the manual page, and what editors read. */
const EXPECTED =
  /^(?:package\.json|README\.md|LICENSE|bin\/[\w-]+\.js|man\/malipo\.1|dist\/[\w./-]+\.(?:d\.ts|svg|(?:js|css|html)(?:\.br|\.gz)?)|styles\/[\w/-]+\.css|dist\/[\w-]+(?:\.[\w-]+)?\.json)$/;

/** The rules of attw for packages of ES modules alone: its profile "esm-only". */
const ESM_ONLY = ["node10", "node16-cjs"];

let tarballs: Tarballs;
beforeAll(async () => {
  tarballs = await packAll();
}, 180_000);
afterAll(() => {
  rmSync(path.dirname(path.dirname(tarballs.relay)), { recursive: true });
});

function filesOf(name: AnyPackage) {
  const packed = createPackageFromTarballData(bytesOf(tarballs[name]));
  const root = `/node_modules/@malipo/${name}/`;
  const names = packed.listFiles().map((file) => file.slice(root.length));
  return { names, text: (file: string) => packed.readFile(root + file) };
}

describe.each(ALL_PACKAGES)("the tarball of %s", (name) => {
  const files = () => filesOf(name);

  it("has code, types, the licence and the README, and nothing else", () => {
    const { names, text } = files();
    expect(names.filter((file) => !EXPECTED.test(file))).toEqual([]);
    expect(names).toEqual(
      expect.arrayContaining(["package.json", "README.md", "LICENSE"]),
    );
    expect(text("LICENSE")).toBe(
      readFileSync(path.join(ROOT, "LICENSE"), "utf8"),
    );
    const dangling = names
      .filter((file) => /\.(?:js|d\.ts)$/.test(file))
      .filter((file) => text(file).includes("\n//# sourceMappingURL="));
    expect(dangling).toEqual([]);
  });

  it("says where it comes from, and exports only what is in it", () => {
    const { names, text } = files();
    const manifest = JSON.parse(text("package.json")) as Manifest;
    expect(manifest).toMatchObject({
      name: `@malipo/${name}`,
      license: "MIT",
      repository: { type: "git", directory: `packages/${name}` },
      homepage: expect.stringMatching(/^https:/) as string,
      bugs: { url: expect.stringMatching(/^https:/) as string },
      publishConfig: { access: "public", provenance: true },
      engines: { node: ">=22.19" },
    });
    expect(manifest["keywords"]).toEqual(expect.arrayContaining(["malipo"]));
    expect(manifest).toHaveProperty("sideEffects");
    expect(manifest).not.toHaveProperty("scripts");
    expect(manifest).not.toHaveProperty("devDependencies");
    const named = [manifest.exports, manifest["bin"], manifest["man"]];
    for (const target of named.flatMap((each) => targets(each ?? [])))
      expect(names).toContain(target.replace(/^\.\//, ""));
  });

  it("passes publint", async () => {
    const tarball = bytesOf(tarballs[name]).buffer;
    const { messages } = await publint({ pack: { tarball }, strict: true });
    expect(messages).toEqual([]);
  });
});

describe.each(PACKAGES)("the types of %s", (name) => {
  const files = () => filesOf(name);

  it("has types whose packages are its dependencies", () => {
    const { names, text } = files();
    const manifest = JSON.parse(text("package.json")) as Manifest;
    const dependencies = {
      ...(manifest["dependencies"] as object),
      ...(manifest["peerDependencies"] as object),
    };
    const imported = names
      .filter((file) => file.endsWith(".d.ts"))
      .flatMap((file) => [
        ...text(file).matchAll(/(?:from|import)\s*\(?"([^."][^"]*)"/g),
      ])
      .map(([, specifier = ""]) =>
        specifier.startsWith("node:")
          ? "@types/node"
          : specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/"),
      )
      .filter((needed) => needed !== `@malipo/${name}`);
    const untyped = [...new Set(imported)].filter(
      (needed) =>
        !(needed in dependencies) && !(`@types/${needed}` in dependencies),
    );
    expect(untyped).toEqual([]);
    if (imported.includes("express"))
      expect(dependencies).toHaveProperty("@types/express");
  });

  it("passes attw", async () => {
    const packed = createPackageFromTarballData(
      new Uint8Array(readFileSync(tarballs[name])),
    );
    const result = await checkPackage(packed);
    const problems = result.types === false ? ["no types"] : result.problems;
    expect(
      problems.filter(
        (problem) =>
          typeof problem === "string" ||
          !("resolutionKind" in problem) ||
          !ESM_ONLY.includes(problem.resolutionKind),
      ),
    ).toEqual([]);
  });
});

/** What a TypeScript project without `skipLibCheck` makes of the package's types. */
async function compile(folder: string, code: string): Promise<string> {
  writeFileSync(path.join(folder, "consumer.ts"), code);
  writeFileSync(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        module: "NodeNext",
        target: "ES2023",
        lib: ["ES2023", "DOM", "DOM.Iterable"],
        types: [],
        skipLibCheck: false,
        skipDefaultLibCheck: true,
      },
      files: ["consumer.ts"],
    }),
  );
  const { output } = await runToEnd(process.execPath, [TSC, "-p", "."], folder);
  return output;
}

describe("a package alone in an empty project", async () => {
  const runtimes = await nodes();
  const folders = {} as Record<PackageName, string>;
  const started: ChildProcess[] = [];
  beforeAll(async () => {
    await Promise.all(
      PACKAGES.map(async (name) => {
        folders[name] = await installAlone(name, tarballs);
      }),
    );
  }, 600_000);
  afterAll(() => {
    for (const child of started) child.kill("SIGKILL");
    for (const folder of Object.values(folders))
      rmSync(folder, { recursive: true, force: true });
  });

  const evaluate = (
    node: string,
    name: PackageName,
    code: string,
    conditions: readonly string[] = [],
  ) => {
    const given = conditions.map((condition) => `--conditions=${condition}`);
    const args = [...given, "--input-type=module", "--eval", code];
    return runToEnd(node, args, folders[name]);
  };

  /** Starts a command of the package; gives what it has written so far. */
  function start(
    node: string,
    name: PackageName,
    bin: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): () => string {
    const file = path.join(folders[name], "node_modules/.bin", bin);
    const child = spawn(node, [file, ...args], {
      cwd: folders[name],
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    started.push(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    return () => output;
  }

  describe.each(runtimes)("on Node %s", (_version, node) => {
    it("protocol reads an order's amount", async () => {
      const { output } = await evaluate(
        node,
        "protocol",
        `import { amountSchema } from "@malipo/protocol";
        import { WEBHOOK_EVENTS } from "@malipo/protocol/merchant";
        console.log(amountSchema.parse({ value: 1, currency: "KES" }).value, WEBHOOK_EVENTS[0]);`,
      );
      expect(output.trim()).toBe("1 order.paid");
    });

    it.each([
      "node",
      "browser", // the page's own file, as bundlers take it that know no better
      "worker",
      "workerd",
      "edge-light",
      "react-server",
      "deno",
      "bun",
    ])("widget is harmless under the condition %s", async (condition) => {
      const { output } = await evaluate(
        node,
        "widget",
        `import { defineMalipo, MalipoCheckout, TAG_NAME } from "@malipo/widget";
        import * as page from "@malipo/widget/malipo.js";
        import "@malipo/widget/malipo.classic.js";
        defineMalipo(); page.defineMalipo();
        console.log(TAG_NAME, typeof MalipoCheckout, typeof globalThis.document);`,
        [condition],
      );
      expect(output.trim()).toBe("malipo-checkout function undefined");
    });

    it("sandbox starts, and says what it is", async () => {
      const output = start(node, "sandbox", "malipo-sandbox", ["--port", "0"]);
      const url = await until(
        "the sandbox starts",
        () => /http:\/\/localhost:\d+/.exec(output())?.[0],
      );
      const { status } = await fetch(`${url}/api_health_check`);
      expect(status).toBe(200);
    });

    it("sandbox pays a test order by one command from an empty folder", async () => {
      const paid = await runToEnd(
        node,
        [
          path.join(folders.sandbox, "node_modules/.bin/malipo-sandbox"),
          "--port=0",
          "--pay",
        ],
        folders.sandbox,
      );
      expect(paid).toMatchObject({ code: 0 });
      expect(paid.output).toMatch(/: callback received\n.*: paid, receipt \w+/);
    });

    it("relay explains itself, starts and answers, also the client", async () => {
      const help = await runToEnd(
        node,
        [path.join(folders.relay, "node_modules/.bin/malipo"), "--help"],
        folders.relay,
      );
      expect(help).toMatchObject({ code: 0 });
      expect(help.output).toMatch(/^ *serve /m);
      const relayUrl = `http://localhost:${await freePort()}`;
      const shopUrl = "https://shop.example";
      start(node, "relay", "malipo", ["serve"], {
        ...relayEnvironment({
          relayUrl,
          sandboxUrl: "http://localhost:9",
          shopUrl,
          databaseFile: path.join(folders.relay, `${_version}.sqlite`),
          catalogFile: writeCatalog(folders.relay, shopUrl),
          webhookUrl: undefined,
        }),
      });
      await until(
        "the relay starts",
        () =>
          fetch(`${relayUrl}/livez`).then(
            ({ ok }) => ok,
            () => false,
          ),
        60_000,
      );
      const widget = await fetch(`${relayUrl}/widget/v1/malipo.js`);
      expect(await widget.text()).toContain("malipo-checkout");
      const { output } = await evaluate(
        node,
        "client",
        `import { createMerchantClient } from "@malipo/client";
        const malipo = createMerchantClient({ relay: "${relayUrl}", key: "${CANARIES.merchantKey}" });
        const { order } = await malipo.post("/v1/merchant/orders", { body: { lines: [
          { sku: "A", name: "Apron", quantity: 1, unitAmount: { value: 150000, currency: "KES" } } ] } });
        for await (const { id } of malipo.list("/v1/merchant/orders")) console.log(id === order.id);`,
      );
      expect(output.trim()).toBe("true");
    }, 120_000);
  });

  const CONSUMERS: Readonly<Record<PackageName, string>> = {
    protocol: `import { orderSchema } from "@malipo/protocol"; orderSchema;`,
    client: `import { createMerchantClient, verifyWebhook } from "@malipo/client"; [createMerchantClient, verifyWebhook];`,
    relay: `/// <reference types="node" />
      import { createRelay, parseConfig } from "@malipo/relay";
      import { signTestWebhook } from "@malipo/relay/testing";
      [createRelay, parseConfig, signTestWebhook];`,
    sandbox: `import { startSandbox } from "@malipo/sandbox"; startSandbox;`,
    widget: `import { MalipoCheckout } from "@malipo/widget";
      import { defineMalipo } from "@malipo/widget/malipo.js";
      import "@malipo/widget/malipo.classic.js";
      const checkout: MalipoCheckout | null = document.querySelector("malipo-checkout");
      checkout?.open(); defineMalipo();`,
  };

  it.each(PACKAGES)(
    "%s has types that compile",
    async (name) => {
      expect(await compile(folders[name], CONSUMERS[name])).toBe("");
    },
    180_000,
  );
});
