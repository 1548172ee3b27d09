/** Timers that keep to a clock that is set ahead: what it has passed fires at once, as if the time had gone by. */

interface Pending {
  readonly dueAt: number;
  readonly fire: () => void;
}

const { setTimeout: start, clearTimeout: end } = globalThis;
const pending = new Map<NodeJS.Timeout, Pending>();

type Work = (...parameters: unknown[]) => void;

function startTimer(
  work: Work,
  ms = 0,
  ...parameters: unknown[]
): NodeJS.Timeout {
  const fire = (): void => {
    pending.delete(timer);
    work(...parameters);
  };
  const timer = start(fire, ms);
  pending.set(timer, { dueAt: Date.now() + ms, fire });
  return timer;
}

export function watchTimers(): void {
  globalThis.setTimeout = startTimer as typeof setTimeout;
  globalThis.clearTimeout = (timer) => {
    if (typeof timer === "object") pending.delete(timer);
    end(timer);
  };
}

/** Call it when the clock has been set ahead. */
export function catchUp(): void {
  const now = Date.now();
  for (const [timer, { dueAt, fire }] of pending) {
    if (dueAt > now) continue;
    end(timer);
    setImmediate(fire);
  }
}
