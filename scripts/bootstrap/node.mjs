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

const byHand =
  "install Node 24 from https://nodejs.org, then run the command again";

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
  const windows = process.platform === "win32";
  const system = windows ? "win" : process.platform;
  const name = `node-${system}-${process.arch}`;
  const pinned = readJson(path.join(home, "package.json")).optionalDependencies;
  const here = `This needs Node ${required} and ${process.versions.node} is running`;
  if (!(name in pinned)) throw new Sentence(`${here}: ${byHand}.`);

  const bin = path.join(home, "node_modules", name, "bin");
  const file = path.join(bin, windows ? "node.exe" : "node");
  if (versionOf(file) !== pinned[name]) {
    console.error(`${here}: fetching Node ${pinned[name]} into scripts/node …`);
    const code = await npm(
      ["ci", "--ignore-scripts", "--include=optional"],
      home,
    );
    // The packages are optional, one for each platform, so npm is content when it cannot reach ours.
    if (code !== 0 || !existsSync(file))
      throw new Sentence(
        `Node ${pinned[name]} could not be fetched: check the connection to the npm registry, or ${byHand}.`,
      );
    if (versionOf(file) !== pinned[name])
      throw new Sentence(
        `The fetched Node ${pinned[name]} does not run on this machine: ${byHand}.`,
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
