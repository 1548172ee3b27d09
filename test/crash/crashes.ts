/** One round: relays that are killed again and again while shoppers buy, and the reckoning when all is at rest. */
import path from "node:path";
import { callbackAddresses, parseConfig } from "@malipo/relay";
import { startSandbox } from "@malipo/sandbox";
import { inject } from "vitest";
import { CANARIES } from "../support/canaries.ts";
import { TAG, relayEnvironment } from "../support/relay-environment.ts";
import { freePort } from "../support/stack.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";
import { Seeded } from "../simulation/random.ts";
import { startBalancer } from "./balancer.ts";
import { setClockAhead } from "./clock.ts";
import { KILL_POINTS } from "./kill-points.ts";
import type { Death } from "./kill-points.ts";
import { reckon } from "./reckoning.ts";
import type { Reckoning } from "./reckoning.ts";
import { RelayProcess } from "./relay-process.ts";
import { createShop, sleep } from "./shop.ts";
import { Shopper, WAYS } from "./shopper.ts";
import { lookAtWork } from "./tasks.ts";
import type { Query } from "./tasks.ts";

interface RoundStore {
  readonly url: string;
  readonly query: Query;
}

export interface Round {
  readonly seed: number;
  readonly cycles: number;
  readonly relays: 1 | 2;
  readonly store: RoundStore;
  /** In place of a relay's death: what dies in each cycle, and is back when it resolves. */
  readonly kill?: (random: Seeded) => Promise<void>;
}

export interface Figures extends Reckoning {
  readonly cycles: number;
  /** Deaths at a named point; the others came at a random moment. */
  readonly named: number;
  readonly startMs: number;
  /** What had not come to rest in the end. */
  readonly unsettled: readonly string[];
}

const SHOPPERS_PER_CYCLE = 1;
const LONGEST_LIFE_MS = 400;
/** Where it does not get to the point. */
const LONGEST_WAIT_MS = 800;
/** How often the merchant's backend takes nothing for a cycle. */
const RECEIVER_DOWN = 0.2;
/** Longer than keys in use and refunds that never arrived are waited for. */
const LONGEST_JUMP_MS = 11 * 60_000;
const SHORTEST_JUMP_MS = 60_000;
/** Before orders end. */
const MOST_AHEAD_MS = 20 * 60 * 60_000;
/** What pages, payers and the sandbox do by themselves takes less. */
const STILL_MS = 300;
/** A lease that is held for longer is of a relay that died. */
const AT_WORK_MS = 3_000;
const SETTLED_WITHIN_S = 480;
const LOOK_MS = 50;

export async function runRound(round: Round): Promise<Figures> {
  const random = new Seeded(round.seed);
  const world = await startWorld(round);
  const { relays, receiver, shop } = world;
  const shoppers: Shopper[] = [];
  const faults: unknown[] = [];
  let [named, startMs] = [0, 0];
  try {
    const start = async (relay: RelayProcess): Promise<void> => {
      const startedAt = performance.now();
      await relay.start(0);
      startMs = Math.max(startMs, performance.now() - startedAt);
    };
    await Promise.all(relays.map(start));
    for (let cycle = 0; cycle < round.cycles; cycle += 1) {
      receiver.answer = random.chance(RECEIVER_DOWN) ? 500 : 204;
      for (let i = 0; i < SHOPPERS_PER_CYCLE; i += 1) {
        const shopper = new Shopper(shop, random.pick(WAYS));
        shoppers.push(shopper);
        shopper.run().catch((error: unknown) => faults.push(error));
      }
      if (round.kill !== undefined) {
        await round.kill(random);
        continue;
      }
      const doomed = relays[cycle % relays.length];
      if (doomed === undefined) throw new Error("There is no relay.");
      const lifeMs = random.between(20, LONGEST_LIFE_MS);
      const death = deathFrom(random);
      const withinMs = death === null ? lifeMs : LONGEST_WAIT_MS;
      if (await doomed.die(withinMs, death)) named += 1;
      await start(doomed);
    }
    receiver.answer = 204;
    const unsettled = await settle(world, round.store, shoppers, faults);
    if (faults.length > 0) throw new AggregateError(faults);
    return {
      ...(await reckon(shop, receiver, shoppers)),
      cycles: round.cycles,
      named,
      startMs,
      unsettled,
    };
  } finally {
    setClockAhead(0);
    for (const shopper of shoppers) shopper.isDone = true;
    await world.close();
  }
}

/** Half of the deaths come at a random moment. */
function deathFrom(random: Seeded): Death | null {
  return random.chance(0.5)
    ? null
    : { point: random.pick(KILL_POINTS), nth: random.between(1, 2) };
}

type World = Awaited<ReturnType<typeof startWorld>>;

async function startWorld({ relays: count, store }: Round) {
  const receiver = await startWebhookReceiver();
  const ports = [await freePort(), await freePort(), await freePort()];
  const [sandboxUrl = "", relayUrl = "", shopUrl = ""] = ports.map(
    (port) => `http://localhost:${port}`,
  );
  const env = {
    ...relayEnvironment({
      relayUrl,
      sandboxUrl,
      shopUrl,
      databaseFile: "",
      catalogFile: path.join(
        import.meta.dirname,
        "../../examples/storefront/catalog.json",
      ),
      webhookUrl: receiver.url,
    }),
    MALIPO_DATABASE_URL: store.url,
    MALIPO_PORT: "0",
    MALIPO_ORDER_TTL_SECONDS: "86400",
    MALIPO_LOG_LEVEL: "warn",
    NODE_COMPILE_CACHE: path.join(
      path.dirname(inject("relayScript")),
      "compiled",
    ),
  };
  const sandbox = await startCrashSandbox(env, sandboxUrl);
  const relays = Array.from({ length: count }, () => new RelayProcess(env));
  const balancer = await startBalancer(Number(new URL(relayUrl).port), () =>
    relays.flatMap(({ port }) => port ?? []),
  );
  return {
    relays,
    receiver,
    shop: createShop({ relayUrl, sandboxUrl, shopUrl }),
    async close() {
      await Promise.all(relays.map((relay) => relay.close()));
      await balancer.close();
      await sandbox.close();
      await receiver.close();
    },
  };
}

function startCrashSandbox(
  env: Readonly<Record<string, string>>,
  sandboxUrl: string,
) {
  const parsed = parseConfig(env);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const addresses = callbackAddresses(parsed.config);
  const [c2bUrl, flexpayWebhookUrl] = [
    "/callbacks/almara/c2b",
    "/callbacks/flexpay",
  ].map((wanted) => addresses.find((each) => each.path === wanted)?.url);
  if (c2bUrl === undefined || flexpayWebhookUrl === undefined)
    throw new Error("The relay offers everything.");
  return startSandbox({
    port: Number(new URL(sandboxUrl).port),
    clientSecret: CANARIES.clientSecret,
    c2bUrl,
    flexpayClientSecret: CANARIES.flexpayClientSecret,
    flexpayTag: TAG,
    flexpayWebhookUrl,
    flexpayWebhookSecret: CANARIES.flexpayWebhookSecret,
    acceptanceSeconds: 86_400,
    promptSeconds: 600,
    answerDelayMs: 60,
    callbackDelayMs: 20,
    // Of a payment by hand nothing else tells: its notice is repeated until long after the last death.
    callbackRetryDelaysMs: [
      ...[100, 200, 400, 800, 1600],
      ...Array.from({ length: 60 }, () => 3200),
    ],
    payoutMs: 100,
  });
}

/**
 * Everything heals, and time goes on until nobody waits for anything: to the next task as soon as none is due, so that a
 * slow machine has as many tries as a quick one. Gives what is still waited for.
 */
async function settle(
  { relays, shop }: World,
  { query }: RoundStore,
  shoppers: readonly Shopper[],
  faults: readonly unknown[],
): Promise<readonly string[]> {
  // Other clocks are set ahead.
  const endsAt = process.uptime() + SETTLED_WITHIN_S;
  let [aheadMs, stillMs, atWorkMs] = [0, 0, 0];
  for (;;) {
    const now = Date.now();
    const { isUnderWay, nextAt, webhooks } = await lookAtWork(query, now);
    const waiting = shoppers.filter(({ isDone }) => !isDone);
    const isOver =
      faults.length > 0 || process.uptime() > endsAt || aheadMs > MOST_AHEAD_MS;
    if (isOver || waiting.length + webhooks === 0)
      return [
        ...waiting.map(wordsOf),
        ...(webhooks === 0 ? [] : [`${webhooks} webhooks to deliver`]),
      ];
    stillMs = isUnderWay || shop.isBusy ? 0 : stillMs + LOOK_MS;
    atWorkMs += LOOK_MS;
    if (stillMs >= STILL_MS || atWorkMs >= AT_WORK_MS) {
      const toNextMs = (nextAt ?? Infinity) - now;
      // A shopper may wait for what is no task.
      const longestMs = waiting.length > 0 ? LONGEST_JUMP_MS : MOST_AHEAD_MS;
      aheadMs += Math.max(SHORTEST_JUMP_MS, Math.min(toNextMs, longestMs));
      setClockAhead(aheadMs);
      for (const relay of relays) relay.setClockAhead(aheadMs);
      [stillMs, atWorkMs] = [0, 0];
    }
    await sleep(LOOK_MS);
  }
}

const wordsOf = ({ way, page }: Shopper): string =>
  page === null
    ? `${way}: no order`
    : `${way}: ${page.order.id} is ${page.order.status}, ${page.order.attempt?.status ?? "never tried"}`;
