/** All relays behind one load balancer, and what tells them of each other's commits. */
import type { Changes } from "../../packages/relay/src/ports/store.ts";
import type { Seeded } from "./random.ts";
import type { RelayProcess } from "./relay-process.ts";
import type { World } from "./world.ts";

const LONGEST_PULSE_MS = 30;

export class Cluster {
  readonly relays: RelayProcess[] = [];
  readonly #world: World;
  readonly #random: Seeded;

  constructor(world: World) {
    this.#world = world;
    this.#random = world.random.fork("cluster");
  }

  /** The one that the load balancer chooses; it may be down. */
  any(): RelayProcess {
    const up = this.relays.filter(({ life }) => life !== null);
    const seesWhoIsDown = this.#random.chance(0.8) && up.length > 0;
    return this.#random.pick(seesWhoIsDown ? up : this.relays);
  }

  /** A pulse after a commit of `name`, to all others. */
  pulse(name: string, changes: Changes): void {
    for (const relay of this.relays) {
      if (relay.name === name) continue;
      this.#world.after(this.#random.between(1, LONGEST_PULSE_MS), () => {
        relay.hear(changes);
      });
    }
  }
}
