/** Sends callbacks to the merchant: late, bounded in time, repeated a few times when they are not taken. */
import type { CallbackSubject, Delivery } from "../attempts/attempts.ts";
import type { PlannedCallback } from "./callback-plan.ts";
import { isTaken, post } from "../../web/outgoing.ts";
import { Timers } from "../../web/timers.ts";

const HEADERS = { "content-type": "application/json" };
/** How many deliveries one subject remembers. */
const MAX_REMEMBERED = 200;

export interface CallbackDeliveryOptions {
  readonly log: (line: string) => void;
  /** Between the decision and the first callback, and between one callback and the next. */
  readonly callbackDelayMs: number;
  /** The pauses before a callback is tried again; as many tries more as there are pauses. */
  readonly callbackRetryDelaysMs: readonly number[];
}

export class CallbackDelivery {
  readonly #options: CallbackDeliveryOptions;
  readonly #timers = new Timers();
  #stop = new AbortController();

  constructor(options: CallbackDeliveryOptions) {
    this.#options = options;
  }

  /**
   * Returns at once. Each callback goes out when the one before has been tried, so that they arrive in this order;
   * what was not taken is tried again by itself.
   */
  send(subject: CallbackSubject, callbacks: readonly PlannedCallback[]): void {
    const queue = callbacks.map(({ name, body }) => {
      const delivery: Delivery = { name, state: "waiting", tries: [] };
      remember(subject.deliveries, delivery);
      return { delivery, body };
    });
    const sendNext = () => {
      const next = queue.shift();
      if (next === undefined) return;
      this.#timers.after(this.#options.callbackDelayMs, () => {
        void this.#try(subject, next.delivery, next.body).then((goOn) => {
          if (goOn) sendNext();
        });
      });
    };
    sendNext();
  }

  /** Gives up what is on its way. */
  reset(): void {
    this.#timers.clear();
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  /** Gives up what is on its way and sends nothing more. */
  close(): void {
    this.#timers.close();
    this.#stop.abort();
  }

  /** Resolves with false when everything was given up meanwhile. */
  async #try(
    subject: CallbackSubject,
    delivery: Delivery,
    body: string,
  ): Promise<boolean> {
    const stopped = this.#stop.signal;
    const at = new Date().toISOString();
    const result = await post(subject.callbackUrl, HEADERS, body, stopped);
    if (stopped.aborted) return false;
    delivery.tries.push({ at, ...result });
    const ok = isTaken(result);
    this.#options.log(
      `${subject.originatorConversationId}: ${delivery.name} callback ${ok ? "taken" : "not taken"} (${result.status ?? result.error ?? "no answer"})`,
    );
    const pauseMs =
      this.#options.callbackRetryDelaysMs[delivery.tries.length - 1];
    if (ok) delivery.state = "delivered";
    else if (pauseMs === undefined) delivery.state = "failed";
    else
      this.#timers.after(
        pauseMs,
        () => void this.#try(subject, delivery, body),
      );
    return true;
  }
}

function remember(deliveries: Delivery[], delivery: Delivery): void {
  deliveries.push(delivery);
  if (deliveries.length > MAX_REMEMBERED) deliveries.shift();
}
