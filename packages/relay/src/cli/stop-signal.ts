/** Waits for Ctrl-C or a signal from the supervisor. */

/** The parts of `process` that are used; tests replace them. */
export interface ProcessSignals {
  on(event: string, listener: (value: unknown) => void): unknown;
  off(event: string, listener: (value: unknown) => void): unknown;
  exit(code: number): void;
}

/** Signals and their exit codes in shells (128 + number). A closed terminal sends SIGHUP. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Ctrl-C reaches every process of the terminal, and a parent such as npm forwards it too: a signal within this time is
 * a duplicate.
 */
const DUPLICATE_MS = 500;

export interface StopSignal {
  /** Resolves with the name of the first signal. */
  readonly requested: Promise<string>;
  /** Stops listening. */
  release(): void;
}

/** A second signal forces an immediate exit with that signal's exit code. */
export function createStopSignal(
  target: ProcessSignals,
  now: () => number,
): StopSignal {
  let requestedAt: number | undefined;
  let resolve: (signal: string) => void;
  const requested = new Promise<string>((resolver) => {
    resolve = resolver;
  });
  const listeners = Object.entries(SIGNALS).map(
    ([signal, code]) =>
      [
        signal,
        () => {
          if (requestedAt === undefined) {
            requestedAt = now();
            resolve(signal);
          } else if (now() - requestedAt > DUPLICATE_MS) target.exit(code);
        },
      ] as const,
  );
  for (const [signal, listener] of listeners) target.on(signal, listener);
  return {
    requested,
    release() {
      for (const [signal, listener] of listeners) target.off(signal, listener);
    },
  };
}
