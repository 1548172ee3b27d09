/**
 * Seeds that found a bug once: `npm test` always runs them. A change of the simulator changes what a seed does, so the
 * test that keeps a bug away is the one at the lowest layer, which is named here.
 */
export const KNOWN_SEEDS: readonly { seed: number; found: string }[] = [
  // packages/relay/test/http/late-news.test.ts
  {
    seed: 151,
    found: "a hint without an answer was forgotten after a refusal",
  },
  // packages/relay/test/http/stream-queue.test.ts
  {
    seed: 4382,
    found: "a new stream began with a version older than its snapshot",
  },
  // The simulator itself: its pages stopped following for good. The widget does not: packages/widget/test/element/memory.test.ts
  {
    seed: 7663,
    found: "a page did not follow an expired order that was open again",
  },
  // packages/relay/test/domain/delivery-order.test.ts
  {
    seed: 164,
    found:
      "webhooks looked twice a second at one that a wrong clock had put off",
  },
  // Mistakes of the simulator itself: see `payouts.ts` and `PEACE_MS` in `run.ts`.
  {
    seed: 1364,
    found: "a payout was refused, and its second copy taken and paid",
  },
  {
    seed: 3579,
    found: "a payout was refused, its second copy paid, and another as well",
  },
  {
    seed: 1184,
    found: "a refund that began a day late was still queried at the end",
  },
];
