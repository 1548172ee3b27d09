/** Waits for Ctrl-C or a supervisor's request to stop. */

/** The part of `process` that is needed; replaced in tests. */
export interface ProcessSignals {
  on(event: string, listener: (value: unknown) => void): unknown;
  off(event: string, listener: (value: unknown) => void): unknown;
  exit(code: number): void;
}

/** With the exit code that shells give to each. A closed terminal sends SIGHUP. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Ctrl-C reaches every process of the terminal, and a parent such as npm sends it on: what follows this
 * soon is the same wish, not a second one.
 */
const SAME_WISH_MS = 500;

export interface StopSignal {
  /** Resolves at the first signal. */
  readonly asked: Promise<string>;
  /** Stops listening. */
  release(): void;
}

/** A second signal means "now": the process exits at once with the code that shells give to that signal. */
export function createStopSignal(
  target: ProcessSignals,
  now: () => number,
): StopSignal {
  let askedAt: number | undefined;
  let resolve: (signal: string) => void;
  const asked = new Promise<string>((resolver) => {
    resolve = resolver;
  });
  const listeners = Object.entries(SIGNALS).map(
    ([signal, code]) =>
      [
        signal,
        () => {
          if (askedAt === undefined) {
            askedAt = now();
            resolve(signal);
          } else if (now() - askedAt > SAME_WISH_MS) target.exit(code);
        },
      ] as const,
  );
  for (const [signal, listener] of listeners) target.on(signal, listener);
  return {
    asked,
    release() {
      for (const [signal, listener] of listeners) target.off(signal, listener);
    },
  };
}
