/** Which of the webhooks that are due may be sent now. Pure. */
import { isUrgentEvent } from "./delivery.ts";
import {
  DELIVERY_JITTER,
  LONGEST_DELIVERY_PAUSE_MS,
} from "./delivery-schedule.ts";
import type { Delivery } from "./delivery.ts";
import type { Instant } from "./observation.ts";

/** What the endpoint said about all webhooks, not only about the one that was sent. One that said nothing is open. */
export interface EndpointState {
  /** Since when it has been gone (410); null if it isn't. */
  readonly goneAt: Instant | null;
  /** Until when it wants none (Retry-After); null if it didn't say. */
  readonly pausedUntil: Instant | null;
}

export const OPEN_ENDPOINT: EndpointState = {
  goneAt: null,
  pausedUntil: null,
};

/** The longest pause of an endpoint: one response must not stop all webhooks for a day. */
export const LONGEST_ENDPOINT_PAUSE_MS = 60 * 60_000;

export type Turn =
  | { readonly kind: "send" }
  /** The endpoint is gone. */
  | { readonly kind: "give_up" }
  | {
      readonly kind: "wait";
      readonly until: Instant;
      /** The earlier event that has to be sent first, if one is the reason. */
      readonly behind: Delivery | null;
    };

/**
 * How often an event is tried while later events of its order wait. After that they are sent all the same, because a
 * receiver that fails one event must still be told of payments.
 */
const TRIES_IN_ORDER = 2;
/** The longest wait for such a try: a receiver may have asked for a day. */
const LONGEST_WAIT_MS = 60_000;
/** How long to wait, at first, for an earlier event that is being sent. */
const WHILE_SENDING_MS = 500;

/** `pending`: the pending deliveries of the same order, in any order, with or without this one. */
export function turnOf(
  delivery: Delivery,
  pending: readonly Delivery[],
  endpoint: EndpointState,
  now: Instant,
): Turn {
  if (endpoint.goneAt !== null) return { kind: "give_up" };
  const { pausedUntil } = endpoint;
  if (isAhead(pausedUntil, now, LONGEST_ENDPOINT_PAUSE_MS))
    return { kind: "wait", until: pausedUntil, behind: null };
  // Its task was wanted sooner than its next attempt, by a later event that waits for it.
  const { nextTryAt } = delivery;
  if (isAhead(nextTryAt, now, LONGEST_DELIVERY_PAUSE_MS))
    return { kind: "wait", until: nextTryAt, behind: null };
  const latest = (other: Delivery): Instant =>
    other.tries < TRIES_IN_ORDER ? now + LONGEST_WAIT_MS : now;
  const blocking = pending.find(
    (other) =>
      comesBefore(other, delivery) && (other.nextTryAt ?? 0) <= latest(other),
  );
  if (blocking === undefined) return { kind: "send" };
  const until = Math.max(
    blocking.nextTryAt ?? 0,
    now + pauseFor(blocking, now),
  );
  return { kind: "wait", until, behind: blocking };
}

/** Longer for one that should have been sent long ago: nobody looks twice a second for what a wrong clock put off by hours. */
const pauseFor = ({ nextTryAt }: Delivery, now: Instant): number =>
  Math.min(
    LONGEST_WAIT_MS,
    Math.max(WHILE_SENDING_MS, Math.ceil((now - (nextTryAt ?? now)) / 10)),
  );

/** A time that is further ahead was set before the clock was set back. */
const isAhead = (
  at: Instant | null,
  now: Instant,
  longestMs: number,
): at is Instant => at !== null && now < at && at <= now + longestMs;

/**
 * The next attempt of a failed delivery: not before that of an earlier event that failed with it, so that both arrive in
 * order when the endpoint is back. The chance in the schedule makes no more difference than this; an event that waits
 * longer has failed before, and is not waited for.
 */
export function keepInOrder(
  delivery: Delivery,
  pending: readonly Delivery[],
  nextTryAt: Instant,
  now: Instant,
): Instant {
  const latest = now + (nextTryAt - now) * (1 + DELIVERY_JITTER);
  return Math.max(
    nextTryAt,
    ...pending
      .filter((other) => comesBefore(other, delivery))
      .map((other) => other.nextTryAt ?? 0)
      .filter((at) => at <= latest),
  );
}

/** By the order's version, which no clock can change. Events of one version are of one moment. */
function comesBefore(other: Delivery, delivery: Delivery): boolean {
  return other.id !== delivery.id && versionOf(other) < versionOf(delivery);
}

function versionOf({ payload }: Delivery): number {
  const { data } = JSON.parse(payload) as {
    readonly data?: { readonly order?: { readonly version?: number } };
  };
  return data?.order?.version ?? 0;
}

/** Sending takes seconds. */
const LATE_MS = 60_000;

/** Its task is due too late: it was planned by a clock that has been set back since, or taken by a relay that died. */
export const isLate = ({ nextTryAt }: Delivery, now: Instant): boolean =>
  (nextTryAt ?? 0) + LATE_MS <= now;

/** Whether an earlier event must be made urgent, because an urgent one waits behind it. */
export const hurries = (waiting: Delivery, behind: Delivery): boolean =>
  isUrgentEvent(waiting.event) && !isUrgentEvent(behind.event);
