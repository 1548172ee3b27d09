import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { npm } from "./npm.mjs";
import { Sentence } from "./sentence.mjs";

const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

/** The Node that the tools of this workspace need, as the root package.json says it. */
export const requiredNode = (root) =>
  readJson(path.join(root, "package.json")).engines.node;

const versionOf = (file) => {
  if (!existsSync(file)) return undefined;
  const { status, stdout } = spawnSync(file, ["--version"], {
    encoding: "utf8",
  });
  return status === 0 ? stdout.trim().replace(/^v/, "") : undefined;
};

/**
 * A newer Node than the machine's, kept in scripts/node: the registry has them as packages that need no install
 * script, pinned with their integrity by the lock file there. Resolves with the program and the environment in which
 * everything started from it finds the same Node.
 */
export async function fetchedNode(root, required) {
  const home = path.join(root, "scripts", "node");
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const pinned = readJson(path.join(home, "package.json")).optionalDependencies;
  const here = `This needs Node ${required} and ${process.versions.node} is running`;
  if (!(name in pinned))
    throw new Sentence(
      `${here}: install Node 24 from https://nodejs.org, then run the command again.`,
    );

  const windows = process.platform === "win32";
  const bin = path.join(home, "node_modules", name, "bin");
  const file = path.join(bin, windows ? "node.exe" : "node");
  if (versionOf(file) !== pinned[name]) {
    console.error(`${here}: fetching Node ${pinned[name]} into scripts/node …`);
    const code = await npm(
      ["ci", "--ignore-scripts", "--include=optional"],
      home,
    );
    if (code !== 0)
      throw new Sentence(
        `Node ${pinned[name]} could not be fetched (npm says above why): check the connection to the npm registry, or install Node 24 from https://nodejs.org, then run the command again.`,
      );
    if (versionOf(file) !== pinned[name])
      throw new Sentence(
        `The fetched Node ${pinned[name]} does not run on this machine: install Node 24 from https://nodejs.org, then run the command again.`,
      );
  }
  return { file, env: environmentOf(file, bin) };
}

const environmentOf = (file, bin) => ({
  ...process.env,
  NODE: file,
  npm_node_execpath: file,
  PATH: [bin, process.env.PATH].filter(Boolean).join(path.delimiter),
});
