/** The public packages as npm would publish them, installed where nothing else is. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";

const ROOT = path.join(import.meta.dirname, "../..");

/** A package's own. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: unknown;
  readonly [key: string]: unknown;
}

/** The files that an "exports" or a part of it names. */
export const targets = (value: unknown): readonly string[] =>
  typeof value === "string"
    ? [value]
    : Object.values(value as object).flatMap(targets);

export const bytesOf = (file: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(file));

/** What programs and pages import. */
export const PACKAGES = [
  "protocol",
  "client",
  "relay",
  "sandbox",
  "widget",
] as const;
export type PackageName = (typeof PACKAGES)[number];

/** And what the relay only serves. */
export const ALL_PACKAGES = [...PACKAGES, "console"] as const;
export type AnyPackage = (typeof ALL_PACKAGES)[number];

/** What a tarball needs besides, as they are no packages of the registry's yet. */
const OWN_DEPENDENCIES: Readonly<Record<PackageName, readonly AnyPackage[]>> = {
  protocol: [],
  client: ["protocol"],
  relay: ["protocol", "client", "console", "widget"],
  sandbox: [],
  widget: ["protocol"],
};

export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end. */
export async function runToEnd(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Ran> {
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}

async function npm(args: readonly string[], cwd: string): Promise<string> {
  const { code, output } = await runToEnd("npm", args, cwd);
  if (code !== 0) throw new Error(`npm ${args.join(" ")}: ${output}`);
  return output;
}

/** What npm takes from a package's folder, with what runs before and after. */
const PACKED = [
  "package.json",
  "README.md",
  "LICENSE",
  "dist",
  "bin",
  "man",
  "styles",
];

export type Tarballs = Readonly<Record<AnyPackage, string>>;

/** Packs copies: packing changes package.json for a moment, and other tests read it. */
export async function packAll(): Promise<Tarballs> {
  const stage = mkdtempSync(path.join(os.tmpdir(), "malipo-packed-"));
  const out = path.join(stage, "out");
  mkdirSync(out);
  mkdirSync(path.join(stage, "scripts"));
  cpSync(
    path.join(ROOT, "scripts/published-manifest.mjs"),
    path.join(stage, "scripts/published-manifest.mjs"),
  );
  const folders = ALL_PACKAGES.map((name) => `packages/${name}`);
  for (const folder of folders)
    for (const part of PACKED)
      if (existsSync(path.join(ROOT, folder, part)))
        cpSync(path.join(ROOT, folder, part), path.join(stage, folder, part), {
          recursive: true,
        });
  await npm(
    ["pack", "--pack-destination", out, ...folders.map((at) => `./${at}`)],
    stage,
  );
  const { version } = JSON.parse(
    readFileSync(path.join(ROOT, "packages/protocol/package.json"), "utf8"),
  ) as { version: string };
  const fileOf = (name: AnyPackage): string =>
    path.join(out, `malipo-${name}-${version}.tgz`);
  return {
    protocol: fileOf("protocol"),
    client: fileOf("client"),
    console: fileOf("console"),
    relay: fileOf("relay"),
    sandbox: fileOf("sandbox"),
    widget: fileOf("widget"),
  };
}

/** Installs a package, and of the workspace only what it depends on, into an empty project. Returns the folder. */
export async function installAlone(
  name: PackageName,
  tarballs: Tarballs,
  also: readonly string[] = [],
): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), `malipo-${name}-`));
  writeFileSync(
    path.join(folder, "package.json"),
    JSON.stringify({ private: true, type: "module" }),
  );
  await npm(
    [
      "install",
      "--prefer-offline",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      ...[name, ...OWN_DEPENDENCIES[name]].map((each) => tarballs[each]),
      ...also,
    ],
    folder,
  );
  return folder;
}

/**
 * The programs to try the packages with: this one and, under MALIPO_NODE_VERSIONS ("22.19.0 24.21.0"), others, which the
 * registry has as packages without an install script.
 */
export async function nodes(): Promise<
  readonly (readonly [version: string, file: string])[]
> {
  const versions = process.env["MALIPO_NODE_VERSIONS"]?.split(" ") ?? [];
  const found: (readonly [string, string])[] = [];
  for (const version of versions) {
    const system = process.platform === "win32" ? "win" : process.platform;
    const name = `node-${system}-${process.arch}`;
    const folder = path.join(ROOT, ".cache", "nodes", version);
    const file = path.join(folder, "node_modules", name, "bin", "node");
    if (!existsSync(file)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, "package.json"), '{"private":true}');
      await npm(
        [
          "install",
          "--ignore-scripts",
          "--no-audit",
          "--no-fund",
          `${name}@${version}`,
        ],
        folder,
      );
    }
    found.push([version, file]);
  }
  return found.length > 0 ? found : [[process.versions.node, process.execPath]];
}
