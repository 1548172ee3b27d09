/**
 * A network to the provider whose faults change at random while prompts, transfers, refunds and the merchant's decisions
 * go on over it: when it is well again, nothing is lost or doubled and all agree. A seed decides the faults, not in which
 * order processes run: a failure may need several runs.
 */
import { describe, expect, it, onTestFinished } from "vitest";
import {
  FAULTS,
  STORMS,
} from "../../packages/relay/test/support/fault-proxy.ts";
import { Seeded } from "../simulation/random.ts";
import { startBehindProxy } from "../support/behind-proxy.ts";
import type { Site } from "../support/behind-proxy.ts";
import {
  PAYOUT_AGREES,
  PROMPT_PAID,
  PROMPT_REFUSED,
  TRANSFER_PAID,
  lookUp,
  payoutTo,
  promptTo,
  refusedPromptTo,
  reject,
  rejectedTransfer,
  transferTo,
  wait,
} from "../support/money-under-way.ts";
import type { Course } from "../support/money-under-way.ts";
import { until } from "../support/until.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";

/** `FIRST_SEED` and `FAULT_SEEDS`: which histories, and how many. */
const FIRST_SEED = Number(process.env["FIRST_SEED"] ?? 1);
const SEEDS = Number(process.env["FAULT_SEEDS"] ?? 20);
/** The last digits decide what the payer does: see the sandbox's README. */
const PAYERS = ["01", "06", "07", "10", "11"];
const REFUSERS = ["02", "03", "04"];
/** Those of the payers, of the transfer, and the two that are refunded. */
const PAID_ORDERS = PAYERS.length + 3;
const LASTS_MS = 8_000;

/** What a network does to calls from now on, for as long as it is drawn. */
async function weather({ proxy }: Site, random: Seeded): Promise<void> {
  const endsAt = Date.now() + LASTS_MS;
  while (Date.now() < endsAt) {
    const fair = random.chance(0.3);
    proxy.fault = fair ? null : random.pick([...FAULTS, ...STORMS]);
    await wait(random.between(100, 1_500));
  }
  proxy.fault = null;
}

/** Begins at a moment of its own. */
async function withIn(course: Course, random: Seeded): Promise<void> {
  await wait(random.between(0, LASTS_MS / 2));
  await course.during();
}

async function live(seed: number): Promise<void> {
  const random = new Seeded(seed);
  const receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.close());
  const site = await startBehindProxy({
    sandbox: { payoutMs: 3_000 },
    webhookUrl: receiver.url,
  });
  const { stack } = site;
  let people = 0;
  const phone = (end: string): string => {
    people += 1;
    return `25471${String(people).padStart(5, "0")}${end}`;
  };
  const planned: readonly (readonly [Promise<Course>, end: unknown])[] = [
    ...PAYERS.map((end) => [promptTo(stack, phone(end)), PROMPT_PAID] as const),
    ...REFUSERS.map(
      (end) => [refusedPromptTo(stack, phone(end)), PROMPT_REFUSED] as const,
    ),
    [transferTo(stack, LASTS_MS / 2), TRANSFER_PAID],
    [rejectedTransfer(stack), "REJECTED"],
    [payoutTo(stack, phone("01"), lookUp), PAYOUT_AGREES],
    [payoutTo(stack, phone("01"), reject), PAYOUT_AGREES],
  ];
  const courses = await Promise.all(planned.map(([course]) => course));
  await Promise.all([
    weather(site, random.fork("weather")),
    ...courses.map((course, nth) =>
      withIn(course, random.fork(`course ${nth}`)),
    ),
  ]);
  const ends = await Promise.all(courses.map((course) => course.after()));
  expect(ends, `seed ${seed}`).toEqual(planned.map(([, end]) => end));
  await until("each paid order was told of", () => {
    const told = receiver.received
      .filter(({ type }) => type === "order.paid")
      .map(({ data }) => data.order.id);
    return new Set(told).size === PAID_ORDERS;
  });
  expect(receiver.refused).toEqual([]);
}

describe("a network whose faults change at random", () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1)
    it(
      `loses and doubles nothing with seed ${seed}`,
      () => live(seed),
      300_000,
    );
});
