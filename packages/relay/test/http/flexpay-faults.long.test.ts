/** Whatever goes wrong at the provider and in whatever order it is told: each transfer moves once, and the page tells the truth. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { onAttempt, pass } from "../support/attempts.ts";
import { FULL, startWaiting } from "../support/flexpay.ts";
import type { Flexpay, Waiting } from "../support/flexpay.ts";
import { FAULTS } from "../support/scripted-transfers.ts";
import { until } from "../support/until.ts";

type Step =
  | { readonly do: "send"; readonly value: number; readonly named: boolean }
  | { readonly do: "webhook" | "byHand"; readonly which: number }
  | { readonly do: "check" | "cancel" }
  | { readonly do: "wait"; readonly seconds: number };

const about = (what: "webhook" | "byHand") =>
  fc.record({ do: fc.constant(what), which: fc.nat(3) });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("send" as const),
      value: fc.constantFrom(FULL, FULL, FULL, 1, FULL + 1),
      named: fc.constantFrom(true, true, true, false),
    }),
  },
  { weight: 4, arbitrary: about("webhook") },
  { weight: 1, arbitrary: about("byHand") },
  { weight: 2, arbitrary: fc.constant({ do: "check" } as const) },
  { weight: 1, arbitrary: fc.constant({ do: "cancel" } as const) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      seconds: fc.constantFrom(1, 6, 31, 120),
    }),
  },
);

const fault = fc.constantFrom(undefined, undefined, ...FAULTS);

async function run(
  flexpay: Flexpay & Waiting,
  each: Step,
  sent: string[],
  byHand: Set<string>,
): Promise<void> {
  const { relay, transfers, webhook, order, attemptId, code } = flexpay;
  switch (each.do) {
    case "send":
      sent.push(
        transfers.send(each.named ? `for ${code}` : "rent", each.value),
      );
      return;
    case "webhook": {
      const answer = await webhook(`X ${sent[each.which] ?? "TXN-NONE"}`);
      expect(answer.status).toBe(200);
      return;
    }
    case "byHand": {
      const reference = sent[each.which];
      if (
        reference === undefined ||
        transfers.statusOf(reference) !== "awaiting_acceptance"
      )
        return;
      byHand.add(reference);
      transfers.become(reference, "completed");
      await webhook(`TRANSACTION_COMPLETED ${reference}`);
      return;
    }
    case "check":
    case "cancel":
      await onAttempt(relay, order, attemptId, each.do);
      return;
    case "wait":
      await pass(relay, each.seconds);
  }
}

describe("transfers at a provider that fails in every way", () => {
  it("move once each, one for an order, and the order is paid when one did", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 14 }),
        fc.array(fault, { maxLength: 30 }),
        async (steps, faults) => {
          const flexpay = await startWaiting();
          const { relay, transfers } = flexpay;
          const queue = [...faults];
          transfers.nextFault = () => queue.shift();
          const sent: string[] = [];
          const byHand = new Set<string>();
          for (const each of steps) await run(flexpay, each, sent, byHand);
          queue.length = 0;
          await until("every transfer's end", async () => {
            await pass(relay, 60);
            return sent.every(
              (each) => transfers.statusOf(each) !== "awaiting_acceptance",
            );
          });
          // What was taken by hand is told of again: its webhook is repeated.
          for (const each of byHand) await flexpay.webhook(`X ${each}`);
          for (let time = 0; time < 3; time += 1) await pass(relay, 120);

          const { moved } = transfers;
          expect(new Set(moved).size).toBe(moved.length);
          const byUs = moved.filter((each) => !byHand.has(each));
          expect(byUs.length).toBeLessThanOrEqual(1);
          const order = await until("the order's end", async () => {
            await pass(relay, 60);
            const read = await relay.read(flexpay.order);
            return byUs.length === 0 || read.status === "paid"
              ? read
              : undefined;
          });
          if (order.status === "paid") {
            const receipt = order.outcome?.receipt ?? "";
            expect(moved).toContain(receipt);
          }
          if (byHand.size === 0)
            expect(order.flags).toMatchObject({
              overpaid: false,
              review: false,
            });
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  it("are one only where two pay the same order at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 12 }), async (faults) => {
        const { relay, transfers, webhook, order, code } = await startWaiting();
        const queue = [...faults];
        transfers.nextFault = () => queue.shift();
        const sent = Array.from({ length: 4 }, () =>
          transfers.send(code, FULL),
        );
        await Promise.all(
          [...sent, ...sent].map((each) => webhook(`X ${each}`)),
        );
        await until("every transfer's end", async () => {
          await pass(relay, 60);
          return sent.every(
            (each) => transfers.statusOf(each) !== "awaiting_acceptance",
          );
        });
        expect(transfers.moved).toHaveLength(1);
        await until("the order is paid", async () => {
          await pass(relay, 60);
          return (await relay.read(order)).status === "paid";
        });
        expect((await relay.read(order)).flags.overpaid).toBe(false);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
