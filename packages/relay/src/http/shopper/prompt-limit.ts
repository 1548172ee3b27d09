/**
 * Limits prompts per phone: counts prompts that were sent, not requests for them, and starts again at zero after a
 * payment.
 */
import type { Result } from "../../domain/errors.ts";
import { orderStatus } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import {
  IN_PROGRESS,
  attemptScope,
} from "../../use-cases/shared/idempotency.ts";
import { DEFAULT_RATE_LIMITS } from "../kit/rate-limit.ts";
import type { RateLimits } from "../kit/rate-limit.ts";

export interface Prompt {
  readonly phone: string;
  readonly orderId: string;
  readonly idempotencyKey: string;
}

/** Runs `start`, which rings once for each key, unless the phone has had too many prompts. */
export type PromptLimit = <T>(
  prompt: Prompt,
  start: () => Promise<Result<T>>,
) => Promise<Result<T>>;

export function createPromptLimit(
  { store, bus, log }: Pick<Deps, "store" | "bus" | "log">,
  limits: RateLimits,
): PromptLimit {
  // A request that is sent twice at once counts once. Sent to two relays, it counts twice until one of them refuses it.
  const starting = new Set<string>();

  /** Returns a function that stops it. */
  const watchForPayment = ({ phone, orderId }: Prompt): (() => void) => {
    const stop = (): void => {
      clearTimeout(timer);
      leave();
    };
    const check = async (changed: Order | null): Promise<void> => {
      const order = changed ?? (await store.getOrder(orderId));
      if (order === undefined || orderStatus(order) !== "paid") return;
      stop();
      await limits.reset("prompts", phone);
    };
    const leave = bus.subscribe(orderId, (order) => {
      check(order).catch((error: unknown) => {
        log.error(
          { err: error, orderId },
          "the prompt limit could not be reset after a payment",
        );
      });
    });
    const timer = setTimeout(stop, DEFAULT_RATE_LIMITS.prompts.seconds * 1000);
    timer.unref();
    return stop;
  };

  const count: PromptLimit = async (prompt, start) => {
    const taken = await limits.take("prompts", prompt.phone);
    if (!taken.ok) return taken;
    const stop = watchForPayment(prompt);
    const result = await start();
    if (!result.ok) {
      stop();
      await limits.giveBack("prompts", prompt.phone);
    }
    return result;
  };

  return async (prompt, start) => {
    const { orderId, idempotencyKey } = prompt;
    const scope = attemptScope(orderId);
    // What has a record rings no more: `start` answers from it, on whatever relay and however often the phone has rung.
    const isRepeated =
      (await store.getIdempotency(scope, idempotencyKey)) !== undefined;
    if (isRepeated) return start();
    const name = `${orderId} ${idempotencyKey}`;
    if (starting.has(name)) return IN_PROGRESS;
    starting.add(name);
    try {
      return await count(prompt, start);
    } finally {
      starting.delete(name);
    }
  };
}
