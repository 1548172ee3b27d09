/** Decides how attempts end: by a person, the phone's last digits, the clock, or the control API. */
import type { Attempt, CheckoutAttempt, DepositAttempt } from "./attempts.ts";
import type { CallbackDelivery } from "../callbacks/callback-delivery.ts";
import type { CallbackMode } from "../callbacks/callback-mode.ts";
import { CALLBACK_MODES } from "../callbacks/callback-mode.ts";
import { planCallbacks } from "../callbacks/callback-plan.ts";
import { createCardReference, createReceipt } from "../lib/ids.ts";
import type { Ledger } from "./ledger.ts";
import type { PayerPlan } from "./magic-phones.ts";
import type { Outcome } from "./outcomes.ts";
import { Timers } from "../../web/timers.ts";

export interface DecisionsOptions {
  readonly ledger: Ledger;
  readonly delivery: CallbackDelivery;
  readonly log: (line: string) => void;
  readonly promptSeconds: number;
  readonly answerDelayMs: number;
  readonly lateAfterSeconds: number;
}

export class Decisions {
  readonly #options: DecisionsOptions;
  readonly #timers = new Timers();
  readonly #scheduled = new Map<string, () => void>();

  constructor(options: DecisionsOptions) {
    this.#options = options;
  }

  /** Schedules the deposit's automatic answer; without one, the prompt expires. */
  schedule(attempt: DepositAttempt, { automatic }: PayerPlan): void {
    const id = attempt.originatorConversationId;
    const { promptSeconds, answerDelayMs, lateAfterSeconds } = this.#options;
    const { outcome, callbacks, when } = automatic ?? {
      outcome: "no_answer",
      callbacks: CALLBACK_MODES.normal,
      when: "prompt_end",
    };
    const delayMs = {
      at_once: answerDelayMs,
      prompt_end: promptSeconds * 1000,
      late: lateAfterSeconds * 1000,
    }[when];
    this.#scheduled.set(
      id,
      this.#timers.after(delayMs, () => {
        this.decide(id, outcome, callbacks);
      }),
    );
  }

  /** `over`: it has already ended. An expired checkout can still be decided, like a payment at the last second. */
  decide(
    id: string,
    outcome: Outcome,
    callbacks: CallbackMode = CALLBACK_MODES.normal,
  ): "decided" | "unknown" | "over" {
    const attempt = this.#options.ledger.get(id);
    if (attempt === undefined) return "unknown";
    if (attempt.decision !== null) return "over";
    this.#unschedule(id);
    const decided = withDecision(attempt, outcome, this.#createReference);
    this.#options.ledger.put(decided);
    this.#options.log(`${id}: ${outcome}`);
    this.#options.delivery.send(
      decided,
      planCallbacks(decided, decided.decision, callbacks),
    );
    return "decided";
  }

  /** Keeps an attempt open, regardless of the clock and its phone number. */
  hold(
    id: string,
    callbacks: CallbackMode = CALLBACK_MODES.normal,
  ): "held" | "unknown" | "over" {
    const attempt = this.#options.ledger.get(id);
    if (attempt === undefined) return "unknown";
    if (attempt.decision !== null) return "over";
    this.#unschedule(id);
    this.#options.delivery.send(
      attempt,
      planCallbacks(attempt, null, callbacks),
    );
    return "held";
  }

  /** Sends the callbacks again, byte for byte. `open`: there is no outcome to report yet. */
  resend(id: string, callbacks: CallbackMode): "sent" | "unknown" | "open" {
    const attempt = this.#options.ledger.get(id);
    if (attempt === undefined) return "unknown";
    if (attempt.decision === null && callbacks.content !== "forged")
      return "open";
    this.#options.delivery.send(
      attempt,
      planCallbacks(attempt, attempt.decision, callbacks),
    );
    return "sent";
  }

  /** Cancels all scheduled answers. */
  reset(): void {
    this.#timers.clear();
    this.#scheduled.clear();
  }

  /** Stops all automatic answers. */
  close(): void {
    this.#timers.close();
  }

  #unschedule(id: string): void {
    this.#scheduled.get(id)?.();
    this.#scheduled.delete(id);
  }

  /** Receipts are looked up by number, so they must be unique. */
  readonly #createReference = (kind: Attempt["kind"], at: Date): string => {
    for (;;) {
      const reference =
        kind === "deposit" ? createReceipt(at) : createCardReference();
      const taken = this.#options.ledger.find(
        (attempt) => attempt.decision?.reference === reference,
      );
      if (taken === undefined) return reference;
    }
  };
}

function withDecision(
  attempt: Attempt,
  outcome: Outcome,
  createReference: (kind: Attempt["kind"], at: Date) => string,
): DepositAttempt | CheckoutAttempt {
  const at = new Date();
  const hasReference = attempt.kind === "checkout" || outcome === "paid";
  const reference = hasReference ? createReference(attempt.kind, at) : null;
  return { ...attempt, decision: { outcome, at, reference } };
}
