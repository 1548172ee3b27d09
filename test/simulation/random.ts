/** Randomness from a seed: the same seed gives the same numbers everywhere. */

/** Mixes a text into 32 bits (FNV-1a). */
export function mix(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let i = 0; i < text.length; i += 1)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

export class Seeded {
  #state: number;

  constructor(seed: number) {
    this.#state = mix(`seed ${seed}`);
  }

  /** At least 0, below 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Another row of numbers, which does not depend on how many are drawn here later. */
  fork(name: string): Seeded {
    return new Seeded(mix(name, Math.floor(this.next() * 2 ** 32)));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  /** So many letters of `alphabet`. */
  text(length: number, alphabet: string): string {
    return Array.from({ length }, () =>
      alphabet.charAt(Math.floor(this.next() * alphabet.length)),
    ).join("");
  }
}
