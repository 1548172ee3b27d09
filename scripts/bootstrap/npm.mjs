import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { run, stopAsked } from "./children.mjs";
import { Sentence } from "./sentence.mjs";

const isNpm = (file) => path.basename(file) === "npm-cli.js";

/** The npm that started us, else the one on PATH: its script, to run under a Node of our choice. */
function npmScript() {
  const started = process.env.npm_execpath;
  if (started && isNpm(started)) return started;
  for (const dir of (process.env.PATH || "").split(path.delimiter)) {
    const link = path.join(dir, "npm");
    if (!existsSync(link)) continue;
    const real = realpathSync(link);
    if (isNpm(real)) return real;
    const beside = path.join(dir, "node_modules", "npm", "bin", "npm-cli.js");
    if (existsSync(beside)) return beside;
  }
  throw new Sentence(
    "npm was not found: install Node.js with its npm, then run the command again.",
  );
}

/** Runs npm in `cwd` and resolves with its exit code. What it prints goes to stderr: stdout is the task's own. */
export async function npm(args, cwd) {
  const env = { ...process.env };
  // Inherited from `npm test --silent`, it would hide why the inner npm failed.
  delete env.npm_config_loglevel;
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier"];
  const code = await run(process.execPath, [npmScript(), ...args, ...quiet], {
    cwd,
    env,
    stdio: ["ignore", 2, 2],
  });
  if (stopAsked()) throw new Sentence("Stopped.");
  return code;
}
