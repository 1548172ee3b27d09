/** Sends callbacks to the merchant: late, bounded in time, repeated a few times when they are not taken. */
import type { Attempt, Delivery } from "./attempts.ts";
import type { PlannedCallback } from "./callback-plan.ts";
import { Timers } from "./timers.ts";

const TIMEOUT_MS = 10_000;
/** How many deliveries one attempt remembers. */
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

  /** Returns at once; the callbacks go out one after the other, each with its own repeats. */
  send(attempt: Attempt, callbacks: readonly PlannedCallback[]): void {
    const { callbackDelayMs } = this.#options;
    callbacks.forEach(({ name, body }, index) => {
      const delivery: Delivery = { name, state: "waiting", tries: [] };
      remember(attempt.deliveries, delivery);
      this.#timers.after(callbackDelayMs * (index + 1), () => {
        void this.#try(attempt, delivery, body);
      });
    });
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

  async #try(
    attempt: Attempt,
    delivery: Delivery,
    body: string,
  ): Promise<void> {
    const stopped = this.#stop.signal;
    const at = new Date().toISOString();
    const result = await post(attempt.callbackUrl, body, stopped);
    if (stopped.aborted) return;
    delivery.tries.push({ at, ...result });
    const ok =
      result.status !== null && result.status >= 200 && result.status < 300;
    this.#options.log(
      `${attempt.originatorConversationId}: ${delivery.name} callback ${ok ? "taken" : "not taken"} (${result.status ?? result.error ?? "no answer"})`,
    );
    const pauseMs =
      this.#options.callbackRetryDelaysMs[delivery.tries.length - 1];
    if (ok) delivery.state = "delivered";
    else if (pauseMs === undefined) delivery.state = "failed";
    else
      this.#timers.after(
        pauseMs,
        () => void this.#try(attempt, delivery, body),
      );
  }
}

async function post(
  url: string,
  body: string,
  stopped: AbortSignal,
): Promise<{ status: number | null; error: string | null }> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      redirect: "manual",
      signal: AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    return { status: response.status, error: null };
  } catch (error) {
    return { status: null, error: describe(error) };
  }
}

/** The system's code where there is one: messages may hold the address with its secret. */
function describe(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return "failed";
  return "code" in cause && typeof cause.code === "string"
    ? cause.code
    : cause.name;
}

function remember(deliveries: Delivery[], delivery: Delivery): void {
  deliveries.push(delivery);
  if (deliveries.length > MAX_REMEMBERED) deliveries.shift();
}
