/** What a seed decides before the history begins; what it decides on the way is drawn where it happens. */
import type { Method } from "@malipo/protocol";
import { Seeded } from "./random.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export interface Span {
  readonly from: number;
  readonly until: number;
}

export type PageAction =
  "check" | "cancel" | "reload" | "second_tab" | "offline" | "change";

export interface OrderPlan {
  readonly startAt: number;
  readonly quantity: number;
  /** It can be paid in parts. */
  readonly inParts: boolean;
  /** Of the first try, the second and so on. */
  readonly methods: readonly Method[];
  readonly actions: readonly {
    readonly at: number;
    readonly kind: PageAction;
  }[];
  /** How long after it heard that it is paid the merchant sends the money back. */
  readonly refundAfterMs: number | null;
  /** Two of the merchant's people press the button. */
  readonly refundsTwice: boolean;
  /** Counted from the start. */
  readonly cancelAt: number | null;
}

export interface Faults {
  /** Of each message, whichever way it goes. */
  readonly loss: number;
  readonly duplicates: number;
  readonly longestLatencyMs: number;
  /** The store refuses before it did anything, or after it did and nobody can tell. */
  readonly storeErrors: number;
  /** How often a provider says what is not so. */
  readonly lies: number;
  /** How often the provider's callback never comes at all. */
  readonly lostCallbacks: number;
}

export interface Plan {
  readonly seed: number;
  readonly relays: number;
  readonly activeMs: number;
  readonly orderTtlMs: number;
  readonly maxPollIntervalMs: number;
  readonly orders: readonly OrderPlan[];
  readonly faults: Faults;
  /** A relay dies at its n-th passage through one of its ports. */
  readonly crashes: readonly {
    readonly relay: number;
    readonly passage: number;
    readonly downMs: number;
  }[];
  /** A relay is told to stop and started again, as in a rolling restart. */
  readonly restarts: readonly {
    readonly relay: number;
    readonly at: number;
    readonly downMs: number;
  }[];
  /** A relay hears nothing of what the others commit. */
  readonly partitions: readonly (Span & { readonly relay: number })[];
  readonly clockSteps: readonly {
    readonly relay: number;
    readonly at: number;
    readonly byMs: number;
  }[];
  readonly receiverDown: readonly Span[];
}

export function planOf(seed: number): Plan {
  const random = new Seeded(seed).fork("plan");
  // A row of its own: orders that are paid at once take the course that they took before there were others.
  const parts = new Seeded(seed).fork("parts");
  const relays = random.pick([1, 2, 2, 3]);
  const activeMs = random.between(2, 6) * MINUTE;
  const isCalm = random.chance(0.15);
  const some = <T>(most: number, make: () => T): readonly T[] =>
    Array.from({ length: isCalm ? 0 : random.between(0, most) }, make);
  const relay = (): number => random.between(0, relays - 1);
  const moment = (): number => random.between(0, activeMs);
  const span = (): Span => {
    const from = moment();
    return { from, until: from + random.between(10 * SECOND, 5 * MINUTE) };
  };
  const hasBigSteps = random.chance(0.15);
  return {
    seed,
    relays,
    activeMs,
    orderTtlMs: random.pick([3 * MINUTE, 10 * MINUTE, HOUR]),
    maxPollIntervalMs: random.pick([10, 30, 60, 90]) * SECOND,
    orders: Array.from({ length: random.between(1, 3) }, () =>
      inParts(parts, planOrder(random, activeMs)),
    ),
    faults: {
      loss: isCalm ? 0 : random.pick([0, 0.02, 0.1, 0.25]),
      duplicates: isCalm ? 0 : random.pick([0, 0.05, 0.3]),
      longestLatencyMs: random.pick([50, 500, 5 * SECOND]),
      storeErrors: isCalm ? 0 : random.pick([0, 0, 0.01, 0.05]),
      lies: isCalm ? 0 : random.pick([0, 0.1, 0.4]),
      lostCallbacks: random.pick([0, 0.2, 0.6]),
    },
    crashes: some(4, () => ({
      relay: relay(),
      passage: random.between(1, 250),
      downMs: random.between(SECOND, 90 * SECOND),
    })),
    restarts: some(2, () => ({
      relay: relay(),
      at: moment(),
      downMs: random.between(SECOND, 20 * SECOND),
    })),
    partitions: some(2, () => ({ ...span(), relay: relay() })),
    clockSteps: some(3, () => ({
      relay: relay(),
      at: moment(),
      byMs: hasBigSteps
        ? random.between(-2 * HOUR, 2 * HOUR)
        : random.between(-15 * SECOND, 15 * SECOND),
    })),
    receiverDown: some(2, span),
  };
}

/** Half of them, and more of those are paid by paybill: parts need a payer who types the sum. */
function inParts(
  random: Seeded,
  planned: Omit<OrderPlan, "inParts">,
): OrderPlan {
  if (!random.chance(0.5)) return { ...planned, inParts: false };
  const methods = planned.methods.map((method) =>
    random.chance(0.6) ? "paybill" : method,
  );
  return { ...planned, inParts: true, methods };
}

function planOrder(
  random: Seeded,
  activeMs: number,
): Omit<OrderPlan, "inParts"> {
  const startAt = random.between(0, Math.floor(activeMs / 2));
  const later = (): number => startAt + random.between(SECOND, 4 * MINUTE);
  const maybe = (probability: number): number | null =>
    random.chance(probability) ? later() : null;
  return {
    startAt,
    quantity: random.between(1, 3),
    methods: Array.from({ length: 3 }, () =>
      random.pick<Method>(["mpesa", "mpesa", "mpesa", "card", "paybill"]),
    ),
    actions: Array.from({ length: random.between(0, 5) }, () => ({
      at: later(),
      kind: random.pick<PageAction>([
        "check",
        "check",
        "cancel",
        "reload",
        "second_tab",
        "offline",
        "change",
      ]),
    })),
    refundAfterMs: random.chance(0.5)
      ? random.between(SECOND, 2 * MINUTE)
      : null,
    refundsTwice: random.chance(0.4),
    cancelAt: maybe(0.2),
  };
}
