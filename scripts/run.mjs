// Entry point of the scripts in the root package.json. Runs on Node 16 and newer, before anything is installed: downloads
// a newer Node if necessary, installs the dependencies, then runs the task.
import process from "node:process";
import { fileURLToPath } from "node:url";
import { followParent, run } from "./bootstrap/children.mjs";
import { satisfies } from "./bootstrap/engines.mjs";
import { installDependencies } from "./bootstrap/install.mjs";
import { fetchedNode, requiredNode } from "./bootstrap/node.mjs";
import { Sentence } from "./bootstrap/sentence.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const [task = "", ...args] = process.argv.slice(2);

async function main() {
  const required = requiredNode(root);
  if (!satisfies(process.versions.node, required)) {
    const { file, env } = await fetchedNode(root, required);
    return run(file, process.argv.slice(1), { env });
  }
  await installDependencies(root);
  const { tasks } = await import("./tasks/index.ts");
  if (!Object.hasOwn(tasks, task))
    throw new Sentence(
      `Say what to do, one of: ${Object.keys(tasks).join(", ")}.`,
    );
  return tasks[task](args);
}

followParent();
try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Sentence)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
