import { describe, expect, it } from "vitest";
import type { Order } from "@malipo/protocol";
import { createStreamQueue } from "../../src/http/shopper/stream-queue.ts";

type Step = number | "begin" | "block" | "flush";

/** Which versions are sent when these are offered and these things happen. */
function sentAfter(steps: readonly Step[]): number[] {
  const sent: number[] = [];
  let isBlocked = false;
  const queue = createStreamQueue(
    () => isBlocked,
    ({ version }) => {
      sent.push(version);
    },
  );
  for (const step of steps)
    if (step === "begin") queue.begin();
    else if (step === "block") isBlocked = true;
    else if (step === "flush") {
      isBlocked = false;
      queue.flush();
    } else queue.offer({ version: step } as Order);
  return sent;
}

describe("createStreamQueue", () => {
  it.each<{ what: string; steps: Step[]; sent: number[] }>([
    {
      what: "a change older than the snapshot, heard before it",
      steps: [2, 3, "begin"],
      sent: [3],
    },
    {
      what: "a change newer than the snapshot, heard before it",
      steps: [4, 3, "begin", 5],
      sent: [4, 5],
    },
    {
      what: "nothing before the snapshot, although the connection takes more",
      steps: [2, "flush"],
      sent: [],
    },
    {
      what: "changes out of order, and twice",
      steps: [1, "begin", 3, 2, 3, 4],
      sent: [1, 3, 4],
    },
    {
      what: "the newest of what waits, whatever came last",
      steps: [1, "begin", "block", 2, 4, 3, "flush", 5],
      sent: [1, 4, 5],
    },
    {
      what: "a snapshot that waits itself",
      steps: ["block", 1, "begin", 2, "flush"],
      sent: [2],
    },
  ])("sends the right versions: $what", ({ steps, sent }) => {
    expect(sentAfter(steps)).toEqual(sent);
  });

  it("says whether an order was sent at once", () => {
    const queue = createStreamQueue(
      () => false,
      () => undefined,
    );
    const offer = (version: number): boolean =>
      queue.offer({ version } as Order);
    expect(offer(1)).toBe(false);
    queue.begin();
    expect([offer(1), offer(2)]).toEqual([false, true]);
  });
});
