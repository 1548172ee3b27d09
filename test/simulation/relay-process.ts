/**
 * One relay as a process: it starts, stops, and dies between any two of its calls to the outside. Each of these passes
 * a gate, and a gate of a dead relay never lets anything through: what it was about to do next does not happen.
 */
import { StoreError } from "../../packages/relay/src/adapters/sql-store/errors.ts";
import type { Clock } from "../../packages/relay/src/ports/clock.ts";
import type { Changes, Store } from "../../packages/relay/src/ports/store.ts";
import type { Timers } from "../../packages/relay/src/ports/timers.ts";
import type { Deps } from "../../packages/relay/src/use-cases/shared/deps.ts";
import { ClockSteps } from "../../packages/relay/src/use-cases/shared/clock-steps.ts";
import { SubmitEnds } from "../../packages/relay/src/use-cases/shared/submit-ends.ts";
import { extend } from "./database.ts";
import { Life } from "./life.ts";
import { Gone } from "./network.ts";
import type { Seeded } from "./random.ts";
import { assembleService } from "./service.ts";
import type { Service } from "./service.ts";
import type { World } from "./world.ts";

const STOPS_WITHIN_MS = 30_000;
const SLOW_PORT_MS = 30;

export interface Ports {
  readonly store: Store;
  /** All but what differs for each relay. */
  makeDeps(
    process: RelayProcess,
    life: Life,
  ): Omit<Deps, "store" | "clock" | "timers" | "submitEnds" | "clockSteps">;
  /** Where a bug is planted. */
  change(service: Service): Service;
  changeDeps(deps: Deps): Deps;
}

export interface RelayOptions {
  readonly name: string;
  readonly world: World;
  readonly ports: Ports;
  readonly storeErrors: number;
  /** At which passages it dies, and for how long. */
  readonly crashes: readonly {
    readonly passage: number;
    readonly downMs: number;
  }[];
}

export class RelayProcess {
  readonly name: string;
  /** How far its clock is ahead. */
  clockOffsetMs = 0;
  /** It hears nothing of what others commit. */
  isPartitioned = false;
  readonly #world: World;
  readonly #ports: Ports;
  readonly #storeErrors: number;
  readonly #random: Seeded;
  readonly #crashes: Map<number, number>;
  readonly #listeners = new Map<Life, ((changes: Changes) => void)[]>();
  #passages = 0;
  #life: Life | null = null;
  #service: Service | null = null;
  #stopping = false;

  constructor({ name, world, ports, storeErrors, crashes }: RelayOptions) {
    this.name = name;
    this.#world = world;
    this.#ports = ports;
    this.#storeErrors = storeErrors;
    this.#random = world.random.fork(name);
    this.#crashes = new Map(
      crashes.map(({ passage, downMs }) => [passage, downMs]),
    );
  }

  get life(): Life | null {
    return this.#life;
  }

  start(): void {
    if (this.#life !== null) return;
    this.#world.note(this.name, "starts");
    const life = new Life();
    this.#life = life;
    this.#stopping = false;
    const clock: Clock = {
      now: () => this.#world.now + this.clockOffsetMs,
      steadyMs: () => this.#world.now,
    };
    const deps = this.#ports.changeDeps({
      ...this.#ports.makeDeps(this, life),
      store: this.#gatedStore(life),
      clock,
      submitEnds: new SubmitEnds(clock),
      clockSteps: new ClockSteps(clock),
      timers: this.#timers(life),
    });
    this.#service = this.#ports.change(assembleService(deps, life));
    this.#service.start();
  }

  crash(downMs: number): void {
    if (this.#life === null) return;
    this.#world.note(this.name, "dies");
    this.#end(this.#life);
    this.#world.after(downMs, () => {
      this.start();
    });
  }

  /** As on SIGTERM: takes no more requests, and ends when what runs has ended. */
  async restart(downMs: number): Promise<void> {
    const [life, service] = [this.#life, this.#service];
    if (life === null || service === null || this.#stopping) return;
    this.#world.note(this.name, "stops");
    this.#stopping = true;
    for (const tell of life.ends.splice(0)) tell();
    await service.stop(STOPS_WITHIN_MS);
    if (this.#life !== life) return;
    this.#world.note(this.name, "has stopped");
    this.#end(life);
    this.#world.after(downMs, () => {
      this.start();
    });
  }

  /** What another relay committed. */
  hear(changes: Changes): void {
    if (this.#life === null || this.isPartitioned) return;
    for (const listener of this.#listeners.get(this.#life) ?? [])
      listener(changes);
  }

  /** A request that arrives. Rejects with `Gone` where nobody listens; never ends where the relay dies meanwhile. */
  async serve<T>(work: (service: Service) => Promise<T>): Promise<T> {
    const [life, service] = [this.#life, this.#service];
    if (life === null || service === null || this.#stopping) throw new Gone();
    try {
      const value = await work(service);
      return life.isAlive ? value : await new Promise<never>(() => undefined);
    } catch (error) {
      if (!life.isAlive) return new Promise<never>(() => undefined);
      const { message } = error as Error;
      this.#world.note(this.name, `could not serve: ${message}`);
      throw error;
    }
  }

  /** A call of a life to the outside. */
  pass<T>(life: Life, what: string, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#through(life, `before ${what}`, () => {
        work().then(
          (value) => {
            this.#through(life, `after ${what}`, () => {
              resolve(value);
            });
          },
          (error: unknown) => {
            this.#through(life, `after ${what}`, () => {
              reject(error instanceof Error ? error : new Error("unknown"));
            });
          },
        );
      });
    });
  }

  #through(life: Life, where: string, go: () => void): void {
    if (!life.isAlive) return;
    if (this.#world.healed) {
      go();
      return;
    }
    this.#passages += 1;
    const downMs = this.#crashes.get(this.#passages);
    if (downMs !== undefined) {
      this.#world.note(this.name, `crash ${where}`);
      this.crash(downMs);
      return;
    }
    if (!this.#random.chance(0.2)) {
      go();
      return;
    }
    this.#world.after(this.#random.between(1, SLOW_PORT_MS), () => {
      if (life.isAlive) go();
    });
  }

  #end(life: Life): void {
    this.#life = null;
    this.#service = null;
    this.#listeners.delete(life);
    life.end();
  }

  #timers(life: Life): Timers {
    return {
      after: (ms, work) =>
        this.#world.after(ms, () => {
          if (life.isAlive) work();
        }),
    };
  }

  #gatedStore(life: Life): Store {
    const { store } = this.#ports;
    const listeners: ((changes: Changes) => void)[] = [];
    this.#listeners.set(life, listeners);
    const own = extend(store, {
      onCommit: (listener) => {
        const heard = (changes: Changes): void => {
          if (life.isAlive) listener(changes);
        };
        listeners.push(heard);
        return store.onCommit(heard);
      },
    });
    const direct = new Set<string | symbol>(["onCommit", "close"]);
    return new Proxy(own, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== "function" || direct.has(key)) return value;
        return (...args: unknown[]): Promise<unknown> =>
          this.pass(life, String(key), () =>
            this.#world.busy(() =>
              this.#troubled(
                () => Reflect.apply(value, target, args) as Promise<unknown>,
              ),
            ),
          );
      },
    });
  }

  /** The connection to the store breaks before the work is done, or after it: then nobody knows that it was. */
  async #troubled<T>(work: () => Promise<T>): Promise<T> {
    const isTroubled =
      !this.#world.healed && this.#random.chance(this.#storeErrors);
    if (!isTroubled) return work();
    const isDone = this.#random.chance(0.5);
    this.#world.note(this.name, `store fails, done: ${String(isDone)}`);
    if (isDone) await work();
    throw new StoreError("busy", "The simulated store failed.");
  }
}
