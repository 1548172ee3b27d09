import { describe, expect, it } from "vitest";
import { paid } from "../support/attempts.ts";
import { paidOrder } from "../support/merchant.ts";
import { DAY, UNTIL_DUE_SECONDS, script } from "../support/reconciling.ts";
import { startTestRelay } from "../support/test-relay.ts";
import { runCommand } from "./cli-context.ts";
import { envOf } from "./merchant-world.ts";

describe("malipo reconcile", () => {
  it("waits for the day, lists what differs, and says with its exit code if anything does", async () => {
    const relay = await startTestRelay();
    const env = envOf(relay.url);
    const order = await paidOrder(relay);
    script(relay, { [order.attemptId]: { kind: "not_found" } });
    relay.clock.advance(UNTIL_DUE_SECONDS);
    const differing = await runCommand(["reconcile", "--day", DAY], env);
    expect(differing.code).toBe(5);
    expect(differing.text).toMatch(/unknown_to_provider +open +ord_/);
    script(relay, { [order.attemptId]: paid });
    const agreed = await runCommand(
      ["reconcile", `--day=${DAY}`, "--json"],
      env,
    );
    expect(agreed.code).toBe(0);
    expect(JSON.parse(agreed.text)).toMatchObject({
      reconciliation: { state: "finished", differences: { open: 0 } },
      differences: [{ state: "resolved", resolution: "gone" }],
    });
    const list = await runCommand(["reconciliations", "list"], env);
    expect(list.text).toContain(DAY);
  });

  it("needs a day, and one that is over", async () => {
    const relay = await startTestRelay({ asleep: true });
    const env = envOf(relay.url);
    expect((await runCommand(["reconcile"], env)).code).toBe(2);
    const refused = await runCommand(["reconcile", "--day", DAY], env);
    expect(refused.code).toBe(3);
    expect(refused.errors).toContain("day_not_over");
  });
});
