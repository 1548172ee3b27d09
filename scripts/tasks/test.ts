import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { stopAsked } from "../bootstrap/children.mjs";
import { Sentence } from "../bootstrap/sentence.mjs";
import { closing } from "../lib/closing.ts";
import type { StepOutcome } from "../lib/closing.ts";
import { runCommand } from "../lib/command.ts";
import { resultsDir } from "../lib/paths.ts";
import { testSteps } from "../lib/steps.ts";
import type { Step } from "../lib/steps.ts";

/** A hung test must not hang whoever waits for us: by then the step that runs is ended, and counts as failed. */
const LIMIT_MINUTES = 20;

/** Runs all of a step's commands, also after a failed one; resolves with the first exit code that is not 0. */
async function runStep(step: Step, deadline: number): Promise<number> {
  step.prepare?.();
  let first = 0;
  for (const command of step.commands) {
    if (stopAsked()) break;
    const code = await runCommand(command, {
      ownGroup: true,
      wholeGroup: true,
      limitMs: Math.max(0, deadline - Date.now()),
    });
    first ||= code;
  }
  if (Date.now() >= deadline)
    console.log(`Ended: all steps together have ${LIMIT_MINUTES} minutes.`);
  return first;
}

async function outcomeOf(step: Step, deadline: number): Promise<StepOutcome> {
  console.log(`\n──── ${step.name} ${"─".repeat(72 - step.name.length)}`);
  const started = performance.now();
  const exitCode = await runStep(step, deadline);
  const seconds = (performance.now() - started) / 1_000;
  const word = exitCode === 0 ? "ok" : "FAILED";
  console.log(`──── ${step.name}: ${word}, ${seconds.toFixed(1)} s`);
  const outcome = { name: step.name, exitCode, seconds };
  return step.results ? { ...outcome, tests: step.results() } : outcome;
}

/** Neighbours that may run side by side, together; every other step by itself. */
function groupsOf(steps: readonly Step[]): Step[][] {
  const groups: Step[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (step.sideBySide && last?.[0]?.sideBySide) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

/** As many at a time as there are processors. */
async function runGroup(
  group: readonly Step[],
  deadline: number,
): Promise<StepOutcome[]> {
  const outcomes: StepOutcome[] = [];
  const waiting = group.values();
  const work = async (): Promise<void> => {
    for (const step of waiting)
      if (!stopAsked()) outcomes.push(await outcomeOf(step, deadline));
  };
  const workers = Math.min(group.length, availableParallelism());
  await Promise.all(Array.from({ length: workers }, work));
  return outcomes;
}

const chosen = (names: readonly string[]): Step[] => {
  const steps = testSteps();
  const known = steps.map(({ name }) => name);
  const stranger = names.find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new Sentence(
      `There is no step ${stranger}; the steps are ${known.join(", ")}.`,
    );
  return steps.filter(({ name }) => names.length === 0 || names.includes(name));
};

/** Every check and every test, or only the steps named. All run, also after a failure. */
export async function test(names: readonly string[]): Promise<number> {
  const steps = chosen(names);
  const deadline = Date.now() + LIMIT_MINUTES * 60_000;
  rmSync(resultsDir, { recursive: true, force: true });
  mkdirSync(resultsDir, { recursive: true });
  const outcomes: StepOutcome[] = [];
  for (const group of groupsOf(steps)) {
    outcomes.push(...(await runGroup(group, deadline)));
    if (stopAsked()) return 130;
  }
  const { lines, failed } = closing(outcomes);
  console.log(`\n${lines.join("\n")}`);
  return failed === 0 ? 0 : 1;
}
