/** Whether git would commit a file. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

export type GitState =
  /** Not in a work tree. */
  | "outside"
  | "ignored"
  /** `git add .` would take it. */
  | "visible"
  /** It is committed already, or will be with the next commit. */
  | "tracked"
  /** In a work tree, and git can't be asked. */
  | "unknown";

export function gitState(folder: string, name: string): GitState {
  if (!isInWorkTree(folder)) return "outside";
  const tracked = git(folder, ["ls-files", "--error-unmatch", "--", name]);
  if (tracked === null) return "unknown";
  if (tracked === 0) return "tracked";
  const ignored = git(folder, ["check-ignore", "--quiet", "--", name]);
  if (ignored === 0) return "ignored";
  return ignored === 1 ? "visible" : "unknown";
}

function isInWorkTree(folder: string): boolean {
  if (existsSync(path.join(folder, ".git"))) return true;
  const parent = path.dirname(folder);
  return parent !== folder && isInWorkTree(parent);
}

/** The exit code; null if git didn't run. */
function git(folder: string, args: readonly string[]): number | null {
  // A hook of the repository, or variables of a running git command, must not decide.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")),
  );
  const { status } = spawnSync("git", ["-c", "core.fsmonitor=false", ...args], {
    cwd: folder,
    env,
    stdio: "ignore",
    timeout: 10_000,
  });
  return status;
}
