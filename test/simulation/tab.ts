/** One tab: it follows its order by streams and reads, and never goes back to an older view. */
import type { Order as OrderJson } from "@malipo/protocol";
import type { Cluster } from "./cluster.ts";
import type { Invariants } from "./invariants.ts";
import type { Network } from "./network.ts";
import type { Seeded } from "./random.ts";
import { deferred } from "./world.ts";
import type { World } from "./world.ts";

const SECOND = 1000;
const PATIENCE_MS = 35 * SECOND;
/** A token lasts ten minutes, and the stream ends half a minute before it. */
const STREAM_LASTS_MS = 570 * SECOND;
const LATER_STREAM_LASTS_MS = 12 * 3600 * SECOND;

export interface TabParts {
  readonly world: World;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly invariants: Invariants;
}

/** What tabs share and a reload keeps. */
export interface Memory {
  /** By outcome: the status that its event told. */
  readonly told: Map<string, string>;
  /** The highest that any tab was shown. */
  version: number;
}

export class Tab {
  readonly orderId: string;
  view: OrderJson | null = null;
  isOpen = true;
  readonly #parts: TabParts;
  readonly #memory: Memory;
  readonly #random: Seeded;
  #offlineUntil = 0;
  #isFollowing = false;
  #waiting: (() => void)[] = [];
  #dropStream: () => void = () => undefined;

  constructor(
    parts: TabParts,
    memory: Memory,
    orderId: string,
    random: Seeded,
  ) {
    this.#parts = parts;
    this.#memory = memory;
    this.orderId = orderId;
    this.#random = random;
  }

  get version(): number {
    return this.view?.version ?? 0;
  }

  close(): void {
    this.isOpen = false;
    this.#dropStream();
  }

  goOffline(ms: number): void {
    this.#offlineUntil = this.#parts.world.now + ms;
    this.#dropStream();
  }

  /** `asked`: the version that was known when this was asked for. */
  see(order: OrderJson, asked: number): void {
    this.#parts.world.keep(
      order.version >= asked,
      "versions only grow",
      `a page that knew version ${asked} was told ${order.version}`,
    );
    this.#parts.invariants.seen(order);
    this.#memory.version = Math.max(this.#memory.version, order.version);
    if (order.version < this.version) return;
    this.view = order;
    this.#tellOutcome(order);
    for (const wake of this.#waiting.splice(0)) wake();
    // What was over may be open again: money for an expired order, in the answer to a check.
    if (!isOver(order)) this.#parts.world.let(this.follow());
  }

  /** Waits for a view that decides; false where the tab is closed, or the view says that it never will. */
  async until(decide: (order: OrderJson) => boolean | null): Promise<boolean> {
    while (this.isOpen) {
      const decided = this.view === null ? false : decide(this.view);
      if (decided !== false) return decided ?? false;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    return false;
  }

  /** Until the order is over, or the tab is closed. Does nothing while it runs. */
  async follow(): Promise<void> {
    const { world } = this.#parts;
    if (this.#isFollowing) return;
    this.#isFollowing = true;
    while (this.isOpen) {
      if (world.now < this.#offlineUntil)
        await world.sleep(this.#offlineUntil - world.now);
      if (this.#random.chance(0.4)) await this.#read();
      await this.#stream();
      if (this.view !== null && isOver(this.view)) break;
      await world.sleep(this.#random.between(200, 4000));
    }
    this.#isFollowing = false;
  }

  async #read(): Promise<void> {
    const { network, cluster } = this.#parts;
    const asked = this.#memory.version;
    const reply = await network.call("read order", PATIENCE_MS, () =>
      cluster.any().serve((relay) => relay.read(this.orderId)),
    );
    if (this.isOpen && reply.kind === "answer" && reply.value !== undefined)
      this.see(reply.value, asked);
  }

  /** One stream from its snapshot to its end. What it carries arrives in order. */
  async #stream(): Promise<void> {
    const { world, network, cluster } = this.#parts;
    const { promise, resolve } = deferred<undefined>();
    const relay = cluster.any();
    let lastAt = 0;
    let sent = 0;
    let isCut = false;
    const inOrder = (work: () => void): void => {
      lastAt = Math.max(lastAt, world.now + network.latency());
      world.after(lastAt - world.now, () => {
        if (!isCut) work();
      });
    };
    let leave: () => void = () => undefined;
    const cut = (): void => {
      isCut = true;
      leave();
      resolve(undefined);
    };
    this.#dropStream = cut;
    const asked = this.#memory.version;
    const opened = relay.serve((service) => {
      leave = service.watch(this.orderId, {
        send: (order) => {
          world.keep(
            order.version > sent,
            "versions only grow",
            `a stream went from ${sent} to ${order.version}`,
          );
          sent = order.version;
          inOrder(() => {
            this.see(order, asked);
          });
        },
        end: () => {
          inOrder(cut);
        },
      });
      return Promise.resolve();
    });
    opened.catch(() => {
      inOrder(cut);
    });
    const lastsMs = world.healed ? LATER_STREAM_LASTS_MS : STREAM_LASTS_MS;
    const callOff = world.after(
      network.loses() ? this.#random.between(1, 60) * SECOND : lastsMs,
      cut,
    );
    await promise;
    callOff();
  }

  #tellOutcome({ outcome }: OrderJson): void {
    if (outcome === null) return;
    const { told } = this.#memory;
    const sameStatus = [...told].find(
      ([id, status]) => status === outcome.status && id !== outcome.id,
    );
    this.#parts.world.keep(
      sameStatus === undefined,
      "an outcome is told once to a page",
      `${outcome.status} has two ids`,
    );
    this.#parts.world.keep(
      told.has(outcome.id) || ![...told.values()].includes("paid"),
      "an outcome is told once to a page",
      `${outcome.status} after paid`,
    );
    told.set(outcome.id, outcome.status);
  }
}

const isOver = ({ status }: OrderJson): boolean =>
  status === "paid" || status === "expired" || status === "cancelled";
