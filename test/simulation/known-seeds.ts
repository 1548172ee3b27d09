/** Seeds that found a bug once: `npm test` always runs them. */
export const KNOWN_SEEDS: readonly { seed: number; found: string }[] = [];
