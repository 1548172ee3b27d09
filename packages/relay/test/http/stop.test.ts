import { describe, expect, it } from "vitest";
import type { SubmitResult } from "../../src/ports/provider.ts";
import { startAttempt, startOrder } from "../support/attempts.ts";
import { createGate } from "../support/gate.ts";
import { until } from "../support/until.ts";

describe("a relay that stops", () => {
  it("lets a submit that is under way end, and keeps its answer", async () => {
    const { relay, order } = await startOrder({ callsEndWithinMs: 30_000 });
    const gate = createGate<SubmitResult>();
    relay.provider.onSubmit = () => gate.opened;
    const answer = startAttempt(relay, order, {
      method: "mpesa",
      phone: "0712 345 678",
    });
    await until("the submit", () => relay.provider.submits.length === 1);
    let hasStopped = false;
    const stopped = relay.relay.stop().then(() => {
      hasStopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(hasStopped).toBe(false);
    gate.open({ kind: "accepted", action: null });
    await stopped;
    const kept = await relay.store.getOrder(order.id);
    expect(kept?.attempts[0]?.facts.accepted).not.toBeNull();
    expect((await answer).status).toBe(201);
  });
});
