/**
 * Limits prompts per phone: counts prompts that were sent, not requests for them, and starts again at zero after a
 * payment.
 */
import type { Result } from "../../domain/errors.ts";
import { orderStatus } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import { DEFAULT_RATE_LIMITS } from "../kit/rate-limit.ts";
import type { RateLimits } from "../kit/rate-limit.ts";

export interface Prompt {
  readonly phone: string;
  readonly orderId: string;
  readonly idempotencyKey: string;
}

/** Runs `start` unless the phone has had too many prompts. */
export type PromptLimit = <T>(
  prompt: Prompt,
  start: () => Promise<Result<T>>,
) => Promise<Result<T>>;

export function createPromptLimit(
  { store, bus, log }: Pick<Deps, "store" | "bus" | "log">,
  limits: RateLimits,
): PromptLimit {
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

  return async (prompt, start) => {
    const name = `${prompt.orderId} ${prompt.idempotencyKey}`;
    // A repetition is answered by whatever relay it comes to, however often the phone has rung.
    if (!(await limits.take("promptRequests", name)).ok) return start();
    const taken = await limits.take("prompts", prompt.phone);
    if (!taken.ok) {
      await limits.reset("promptRequests", name);
      return taken;
    }
    const stop = watchForPayment(prompt);
    const result = await start();
    if (!result.ok) {
      stop();
      await limits.reset("promptRequests", name);
      await limits.giveBack("prompts", prompt.phone);
    }
    return result;
  };
}
