import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { npm } from "./npm.mjs";
import { Sentence } from "./sentence.mjs";

/** What the installed packages depend on: the lock file, and the machine and Node their binaries are for. */
export const stampOf = (lockFile, { platform, arch, nodeVersion }) =>
  createHash("sha256")
    .update([lockFile, platform, arch, nodeVersion.split(".")[0]].join("\n"))
    .digest("hex");

/** Whether node_modules holds what the lock file names. Contents are compared, not times: git sets those. */
export const isInstalled = (stampFile, stamp) =>
  existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;

/** Installs the workspace's packages unless that was done for this lock file, machine and Node. */
export async function installDependencies(root) {
  const { platform, arch } = process;
  const stamp = stampOf(
    readFileSync(path.join(root, "package-lock.json"), "utf8"),
    { platform, arch, nodeVersion: process.versions.node },
  );
  const stampFile = path.join(root, "node_modules", ".run-stamp");
  if (isInstalled(stampFile, stamp)) return;

  console.error("Installing the dependencies (once, one to three minutes) …");
  rmSync(stampFile, { force: true });
  // The tools are dev dependencies: a machine set to production (NODE_ENV, npm's `omit`) must get them all the same.
  const code = await npm(
    ["ci", "--include=dev", "--include=optional", "--loglevel=error"],
    root,
  );
  if (code !== 0)
    throw new Sentence(
      "The dependencies could not be installed (npm says above why): check the connection to the npm registry, then run the command again.",
    );
  writeFileSync(stampFile, stamp);
}
