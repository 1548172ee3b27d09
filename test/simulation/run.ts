/** One history from a seed: the parties are made, live through what goes wrong, are left in peace, and compared. */
import { assertAgreement } from "./at-rest.ts";
import { Cluster } from "./cluster.ts";
import { openSqlite } from "./database.ts";
import type { Database, OpenDatabase } from "./database.ts";
import { Invariants } from "./invariants.ts";
import { Ledger } from "./ledger.ts";
import type { Stray } from "./ledger.ts";
import { Merchant } from "./merchant.ts";
import { Network } from "./network.ts";
import { Browser } from "./page.ts";
import { PayoutModel } from "./payouts.ts";
import { planOf } from "./plan.ts";
import type { Plan } from "./plan.ts";
import type { Plant } from "./plant.ts";
import { ProviderModel } from "./provider.ts";
import { Seeded } from "./random.ts";
import { createDepsMaker } from "./relay-deps.ts";
import { RelayProcess } from "./relay-process.ts";
import { Violation } from "./violation.ts";
import { World } from "./world.ts";

const START = Date.parse("2026-11-21T09:00:00Z");
const HOUR = 3600_000;
/** Longer than anything waits: 72 hours of queries, and as long for webhooks, also of what was found hours later. */
const PEACE_MS = 90 * HOUR;
const FORGERIES = 4;

export interface RunOptions {
  readonly openDatabase?: OpenDatabase;
  /** A bug that the history is expected to find. */
  readonly plant?: Plant;
}

export interface History {
  readonly seed: number;
  /** The same seed gives the same. */
  readonly hash: string;
  readonly orders: number;
  readonly paid: number;
  readonly simulatedMs: number;
  /** Null where every promise was kept. */
  readonly violation: Violation | null;
  /** What happened last. */
  readonly trace: readonly string[];
}

export async function runHistory(
  seed: number,
  { openDatabase = openSqlite, plant }: RunOptions = {},
): Promise<History> {
  const plan = planOf(seed);
  const world = new World(new Seeded(seed).fork("world"), START);
  const database = await openDatabase();
  const ledger = new Ledger();
  const parties = makeParties(world, plan, database, ledger, plant);
  let violation: Violation | null = null;
  try {
    await live(world, plan, parties);
    await rest(world, database, parties, ledger);
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    violation = error;
    world.note("end", error.message);
  } finally {
    for (const { life } of parties.cluster.relays) life?.end();
    await world.settle().catch(() => undefined);
    await database.close();
  }
  const { history } = parties.invariants;
  return {
    seed,
    hash: world.hash,
    orders: history.size,
    paid: [...ledger.entries.values()].filter(({ state }) => state === "paid")
      .length,
    simulatedMs: world.now - world.startedAt,
    violation,
    trace: world.trace,
  };
}

interface Parties {
  readonly cluster: Cluster;
  readonly provider: ProviderModel;
  readonly merchant: Merchant;
  readonly invariants: Invariants;
  readonly browsers: readonly Browser[];
}

function makeParties(
  world: World,
  plan: Plan,
  database: Database,
  ledger: Ledger,
  plant: Plant | undefined,
): Parties {
  const { faults } = plan;
  const network = new Network(world, faults);
  const cluster = new Cluster(world);
  const invariants = new Invariants(world, ledger);
  const common = { world, network, cluster, invariants };
  const merchant = new Merchant({ ...common, down: plan.receiverDown });
  const onStray = (stray: Stray): void => {
    merchant.decide(stray);
  };
  const provider = new ProviderModel({ ...common, faults, ledger, onStray });
  const payouts = new PayoutModel({ ...common, ledger });
  database.onCommit = (commit) => {
    invariants.committed(commit);
  };
  database.onChanges = (name, changes) => {
    cluster.pulse(name, changes);
  };
  const makeDeps = createDepsMaker(world, plan, {
    provider,
    payouts,
    merchant,
  });
  for (let i = 0; i < plan.relays; i += 1) {
    const name = `relay ${i + 1}`;
    const store = database.connect(name);
    cluster.relays.push(
      new RelayProcess({
        name,
        world,
        storeErrors: faults.storeErrors,
        crashes: plan.crashes.filter(({ relay }) => relay === i),
        ports: {
          store,
          makeDeps,
          changeDeps: (deps) => plant?.deps?.(deps, world) ?? deps,
          change: (service) => plant?.service?.(service, world) ?? service,
        },
      }),
    );
  }
  const browsers = plan.orders.map(
    (order, i) => new Browser({ ...common, merchant }, order, `page ${i + 1}`),
  );
  return { cluster, provider, merchant, invariants, browsers };
}

/** The active part: everything that the plan names happens at its time. */
async function live(
  world: World,
  plan: Plan,
  { cluster, provider, invariants, browsers }: Parties,
): Promise<void> {
  const { relays } = cluster;
  const at = (ms: number, work: () => void): void => {
    world.after(ms, work);
  };
  for (const relay of relays) relay.start();
  for (const browser of browsers) world.let(browser.live());
  for (const { relay, at: moment, downMs } of plan.restarts)
    at(moment, () => {
      world.let(relays[relay]?.restart(downMs) ?? Promise.resolve());
    });
  for (const { relay, from, until } of plan.partitions)
    for (const [moment, isPartitioned] of [
      [from, true],
      [until, false],
    ] as const)
      at(moment, () => {
        const found = relays[relay];
        if (found !== undefined) found.isPartitioned = isPartitioned;
      });
  for (const { relay, at: moment, byMs } of plan.clockSteps)
    at(moment, () => {
      const found = relays[relay];
      if (found === undefined) return;
      found.clockOffsetMs += byMs;
      world.note(found.name, `its clock is ${found.clockOffsetMs} ms ahead`);
      const offsets = relays.map(({ clockOffsetMs }) => clockOffsetMs);
      const apart = Math.max(...offsets, 0) - Math.min(...offsets, 0);
      invariants.clocksApartMs = Math.max(invariants.clocksApartMs, apart);
    });
  for (let i = 0; i < FORGERIES; i += 1)
    at(world.random.between(0, plan.activeMs), () => {
      provider.forge();
    });
  await world.settle();
  const until = world.now + plan.activeMs;
  while (await world.step(until));
}

/** Everything works, for so long that nothing is left to do. */
async function rest(
  world: World,
  { store }: Database,
  { cluster, merchant, invariants, browsers }: Parties,
  ledger: Ledger,
): Promise<void> {
  world.note("world", "heals");
  world.healedAt = world.now;
  for (const relay of cluster.relays) {
    relay.clockOffsetMs = 0;
    relay.isPartitioned = false;
    relay.start();
  }
  await world.settle();
  const until = world.now + PEACE_MS;
  while (await world.step(until));
  await world.settle();
  const { now } = world;
  await assertAgreement({ store, ledger, merchant, browsers, invariants, now });
}
