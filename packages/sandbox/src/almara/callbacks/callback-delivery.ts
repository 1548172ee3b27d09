/** Sends callbacks to the merchant, with delays, a time-out and retries. */
import type { CallbackSubject, Delivery } from "../attempts/attempts.ts";
import type { PlannedCallback } from "./callback-plan.ts";
import { isDelivered, post } from "../../web/outgoing.ts";
import { Timers } from "../../web/timers.ts";

const HEADERS = { "content-type": "application/json" };
/** Maximum number of deliveries kept per subject. */
const MAX_REMEMBERED = 200;

export interface CallbackDeliveryOptions {
  readonly log: (line: string) => void;
  /** Delay before each callback. */
  readonly callbackDelayMs: number;
  /** Delays between retries; one retry per delay. */
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
   * Returns immediately. Each callback is sent after the previous one was tried, so that they arrive in order; failed
   * ones are retried independently.
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

  /** Cancels pending deliveries. */
  reset(): void {
    this.#timers.clear();
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  /** Cancels pending deliveries and sends nothing more. */
  close(): void {
    this.#timers.close();
    this.#stop.abort();
  }

  /** Resolves with false if deliveries were cancelled in the meantime. */
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
    const ok = isDelivered(result);
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
