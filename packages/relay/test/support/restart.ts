import { onTestFinished } from "vitest";
import { assembleRelay } from "../../src/assemble.ts";
import type { AssembledRelay } from "../../src/assemble.ts";
import type { TestRelay } from "./test-relay.ts";

/** Another process over the same store; the first one has stopped. */
export async function restart(relay: TestRelay): Promise<AssembledRelay> {
  await relay.relay.stop();
  const next = assembleRelay(relay.deps, {
    isMerchantKey: null,
    trustProxy: false,
    version: "0.0.0-test",
    widgetFiles: { handle: () => false },
  });
  onTestFinished(() => next.stop());
  next.start();
  return next;
}
