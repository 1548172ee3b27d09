/** examples/compose/Dockerfile: its commands, run one after the other without a container. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CANARIES } from "../support/canaries.ts";
import { readPage } from "../support/marked-blocks.ts";
import { packAll, runToEnd } from "../support/packed.ts";
import { startRegistry } from "../support/registry.ts";
import { relayEnvironment } from "../support/relay-environment.ts";
import { freePort, writeCatalog } from "../support/stack.ts";
import { until } from "../support/until.ts";

/** Name and arguments; lines that go on are one. */
const INSTRUCTIONS = readPage("examples/compose/Dockerfile")
  .replaceAll(/^ *#.*\n/gm, "")
  .replaceAll(/\\\n/g, " ")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => {
    const [, name = "", args = ""] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
    return { name, args };
  });

const only = (name: string): string => {
  const found = INSTRUCTIONS.filter((each) => each.name === name);
  expect(found, name).toHaveLength(1);
  return found[0]?.args ?? "";
};

const words = (json: string): readonly string[] => JSON.parse(json) as string[];

function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, {
    recursive: true,
    withFileTypes: true,
  }))
    if (entry.isFile())
      bytes += statSync(path.join(entry.parentPath, entry.name)).size;
  return bytes;
}

describe("the image", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "malipo-image-"));
  const root = path.join(folder, "root");
  let stage = "";
  beforeAll(async () => {
    const tarballs = await packAll();
    stage = path.dirname(path.dirname(tarballs.relay));
    const registry = await startRegistry(tarballs);
    mkdirSync(root);
    writeFileSync(
      path.join(folder, "npmrc"),
      `@malipo:registry=${registry.url}\nprefer-offline=true\n`,
    );
    const [install] = INSTRUCTIONS.filter(({ name }) => name === "RUN");
    const { code, output } = await runToEnd(
      "/bin/sh",
      ["-c", install?.args ?? ""],
      root,
      { ...process.env, npm_config_globalconfig: path.join(folder, "npmrc") },
    );
    await registry.close();
    expect(code, output).toBe(0);
  }, 300_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(stage, { recursive: true, force: true });
  });

  it("is small, and lists what is in it", () => {
    expect(sizeOf(root)).toBeLessThan(60e6);
    const { components } = JSON.parse(
      readFileSync(path.join(root, "sbom.json"), "utf8"),
    ) as {
      readonly components: readonly {
        readonly name: string;
        readonly version: string;
      }[];
    };
    for (const { name, version } of components) {
      const file = path.join(root, "node_modules", name, "package.json");
      const found = JSON.parse(readFileSync(file, "utf8")) as object;
      expect(found, name).toMatchObject({ name });
      expect(version, name).toMatch(/^\d/);
    }
    const names = components.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["@malipo/relay", "@malipo/widget", "zod"]),
    );
  });

  it("runs as nobody in particular, and takes no file of its folder", () => {
    expect(only("USER")).toMatch(/^[1-9]\d*$/);
    expect(only("COPY")).toMatch(/^--from=install /);
    const ignored = readPage("examples/compose/.dockerignore");
    expect(ignored.split("\n")).toContain("*");
  });

  it("starts a relay that is healthy, and stops it by its signal alone", async () => {
    const at = (name: string): string => path.join(folder, name);
    mkdirSync(at("data"), { mode: 0o700 });
    writeFileSync(at("master-key"), `${CANARIES.masterKey}\n`);
    const relayUrl = `http://localhost:${await freePort()}`;
    const adminPort = String(await freePort());
    const env = relayEnvironment({
      relayUrl,
      sandboxUrl: "http://localhost:9",
      shopUrl: "https://shop.example",
      databaseFile: path.join(at("data"), "malipo.sqlite"),
      catalogFile: writeCatalog(folder, "https://shop.example"),
      webhookUrl: undefined,
    });
    const [program = "", ...args] = [
      ...words(only("ENTRYPOINT")),
      ...words(only("CMD")),
    ];
    expect(program).toBe("node");
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: {
        NODE_ENV: "production",
        ...env,
        MALIPO_MASTER_KEY: "",
        MALIPO_MASTER_KEY_FILE: at("master-key"),
        MALIPO_ADMIN_PORT: adminPort,
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const ended = once(child, "close");
    const [, check = ""] = /CMD (\[.*\])$/.exec(only("HEALTHCHECK")) ?? [];
    const [, ...checkArgs] = words(check);
    const isHealthy = async (): Promise<boolean> => {
      const { code } = await runToEnd(process.execPath, checkArgs, root, {
        MALIPO_ADMIN_PORT: adminPort,
      });
      return code === 0;
    };
    expect(await isHealthy()).toBe(false);
    await until("the relay is healthy", isHealthy, 60_000);
    const before = readdirSync(root).toSorted();
    child.kill(only("STOPSIGNAL") as NodeJS.Signals);
    expect(await ended).toEqual([0, null]);
    expect(await isHealthy()).toBe(false);
    // Nothing is written outside of the volume.
    expect(readdirSync(root).toSorted()).toEqual(before);
    expect(readdirSync(at("data"))).toContain("malipo.sqlite");
  }, 120_000);
});
