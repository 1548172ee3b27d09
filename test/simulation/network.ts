/** Messages between the parties: they take their time, get lost, come twice and overtake each other. */
import type { Faults } from "./plan.ts";
import type { Seeded } from "./random.ts";
import { deferred } from "./world.ts";
import type { World } from "./world.ts";

export type Reply<T> =
  | { readonly kind: "answer"; readonly value: T }
  /** The other side could not do it: 5xx. */
  | { readonly kind: "failed" }
  /** No answer in time: nobody knows what became of it. */
  | { readonly kind: "lost" };

const LOST = { kind: "lost" } as const;
/** Of an answer, once all is well. */
const HEALED_LATENCY_MS = 40;

export class Network {
  readonly #world: World;
  readonly #faults: Faults;
  readonly #random: Seeded;

  constructor(world: World, faults: Faults) {
    this.#world = world;
    this.#faults = faults;
    this.#random = world.random.fork("network");
  }

  /**
   * Asks the other side, and waits for its answer no longer than `patienceMs`. `work` is done each time that the
   * message arrives; where it never ends or rejects with `Gone` the answer is lost.
   */
  call<T>(
    what: string,
    patienceMs: number,
    work: () => Promise<T>,
  ): Promise<Reply<T>> {
    const { promise, resolve } = deferred<Reply<T>>();
    const callOff = this.#world.after(patienceMs, () => {
      this.#world.note("network", `no answer: ${what}`);
      resolve(LOST);
    });
    const back = (reply: Reply<T>): void => {
      if (this.loses()) {
        this.#world.note("network", `answer lost: ${what}`);
        return;
      }
      this.#world.after(this.latency(), () => {
        callOff();
        resolve(reply);
      });
    };
    const arrive = (): void => {
      // Not even one that throws at once ends the history.
      Promise.resolve()
        .then(work)
        .then(
          (value) => {
            back({ kind: "answer", value });
          },
          (error: unknown) => {
            back(error instanceof Gone ? LOST : { kind: "failed" });
          },
        );
    };
    if (this.loses()) this.#world.note("network", `lost: ${what}`);
    else this.#world.after(this.latency(), arrive);
    if (!this.#world.healed && this.#random.chance(this.#faults.duplicates))
      this.#world.after(this.latency(), arrive);
    return promise;
  }

  loses(): boolean {
    return !this.#world.healed && this.#random.chance(this.#faults.loss);
  }

  latency(): number {
    const most = this.#world.healed
      ? HEALED_LATENCY_MS
      : this.#faults.longestLatencyMs;
    // Most are quick.
    return Math.round(1 + most * this.#random.next() ** 3);
  }
}

/** There is nobody at the other end. */
export class Gone extends Error {}
