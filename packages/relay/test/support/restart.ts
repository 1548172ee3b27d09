import { onTestFinished } from "vitest";
import { assembleRelay } from "../../src/assemble.ts";
import type { AssembledRelay } from "../../src/assemble.ts";
import type { Deps } from "../../src/use-cases/shared/deps.ts";
import { ClockSteps } from "../../src/use-cases/shared/clock-steps.ts";
import { SubmitEnds } from "../../src/use-cases/shared/submit-ends.ts";
import type { TestRelay } from "./test-relay.ts";

/** The ports as they are, and nothing of what the process measured. */
export const forgetful = ({ deps }: TestRelay): Deps => ({
  ...deps,
  submitEnds: new SubmitEnds(deps.clock),
  clockSteps: new ClockSteps(deps.clock),
});

type Options = Partial<Parameters<typeof assembleRelay>[1]>;

/** Another relay with these ports; stopped with the test. */
export function assembleOn(deps: Deps, options: Options = {}): AssembledRelay {
  const relay = assembleRelay(deps, {
    merchantKeyDigest: null,
    trustProxy: false,
    version: "0.0.0-test",
    readSettings: () => Promise.reject(new Error("nobody asks")),
    widgetFiles: { handle: () => false },
    callsEndWithinMs: 50,
    ...options,
  });
  onTestFinished(() => relay.stop());
  return relay;
}

/** Another process over the same store, with other ports where `changes` says so; the first one has stopped. */
export async function restart(
  relay: TestRelay,
  changes: Partial<Deps> = {},
): Promise<AssembledRelay> {
  await relay.relay.stop();
  const next = assembleOn({ ...forgetful(relay), ...changes });
  next.start();
  return next;
}
