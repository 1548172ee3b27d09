/** Payment orders and what becomes of them: by the clock, by the recipient's phone, or by program. */
import { createReceipt } from "../lib/ids.ts";
import { Records } from "../lib/records.ts";
import { Timers } from "../../web/timers.ts";
import type { PayoutLine, PayoutOrder, PayoutOutcome } from "./payout.ts";
import { canBecome, isOpen, isProcessed } from "./payout.ts";

/** What the last two digits of a recipient's phone do; null keeps a line pending until it is decided by program. */
const OUTCOME_BY_ENDING: ReadonlyMap<string, PayoutOutcome | null> = new Map([
  ["00", null],
  ["02", "insufficient_funds"],
  ["03", "declined"],
  ["05", "timed_out"],
]);

export interface PayoutsOptions {
  /** From acceptance to outcome; half of it a line is queued, half of it pending. */
  readonly payoutMs: number;
  readonly log: (line: string) => void;
}

export class Payouts {
  readonly records = new Records<PayoutOrder>(isProcessed);
  readonly #options: PayoutsOptions;
  readonly #timers = new Timers();
  readonly #scheduled = new Map<string, () => void>();

  constructor(options: PayoutsOptions) {
    this.#options = options;
  }

  /** Takes an order, whose lines are queued, and lets it take its course. False when too many are open. */
  accept(order: PayoutOrder): boolean {
    if (!this.records.put(order)) return false;
    const id = order.originatorConversationId;
    const halfMs = this.#options.payoutMs / 2;
    for (const line of order.lines)
      this.#schedule(line.id, halfMs, () => {
        this.#change(id, line.id, { state: "pending" });
        const outcome = planForRecipient(line.phone);
        if (outcome !== null)
          this.#schedule(line.id, halfMs, () => {
            this.#end(id, line.id, outcome);
          });
      });
    return true;
  }

  /**
   * Decides all lines, or the one at `index`; `pending` keeps them open against clock and phone number. `over`: none of
   * them can become that any more.
   */
  decide(
    id: string,
    outcome: PayoutOutcome | "pending",
    index?: number,
  ): "decided" | "unknown" | "over" {
    const order = this.records.get(id);
    if (order === undefined) return "unknown";
    const meant =
      index === undefined ? order.lines : order.lines.slice(index, index + 1);
    if (meant.length === 0) return "unknown";
    const lines = meant.filter((line) => canBecome(line, outcome));
    for (const line of lines) {
      this.#unschedule(line.id);
      if (outcome === "pending") this.#change(id, line.id, { state: outcome });
      else this.#end(id, line.id, outcome);
    }
    return lines.length === 0 ? "over" : "decided";
  }

  /** Stops the lines that are still open; says of each line whether it was one of them. */
  reject(id: string): readonly boolean[] | undefined {
    const order = this.records.get(id);
    return order?.lines.map((line) => {
      if (!isOpen(line)) return false;
      this.#unschedule(line.id);
      this.#end(id, line.id, "rejected");
      return true;
    });
  }

  /** Forgets everything. */
  reset(): void {
    this.#timers.clear();
    this.#scheduled.clear();
    this.records.clear();
  }

  /** Nothing happens by itself any more. */
  close(): void {
    this.#timers.close();
  }

  #end(id: string, lineId: string, outcome: PayoutOutcome): void {
    const decidedAt = new Date();
    const receipt = outcome === "paid" ? createReceipt(decidedAt) : null;
    this.#change(id, lineId, { state: outcome, decidedAt, receipt });
    this.#options.log(`${id}: payout ${outcome}`);
  }

  #change(id: string, lineId: string, changes: Partial<PayoutLine>): void {
    const order = this.records.get(id);
    if (order === undefined) return;
    const lines = order.lines.map((line) =>
      line.id === lineId ? { ...line, ...changes } : line,
    );
    this.records.put({ ...order, lines });
  }

  #schedule(lineId: string, delayMs: number, action: () => void): void {
    const cancel = this.#timers.after(delayMs, () => {
      this.#scheduled.delete(lineId);
      action();
    });
    this.#scheduled.set(lineId, cancel);
  }

  #unschedule(lineId: string): void {
    this.#scheduled.get(lineId)?.();
    this.#scheduled.delete(lineId);
  }
}

/** Every other ending is paid. */
function planForRecipient(phone: string): PayoutOutcome | null {
  const planned = OUTCOME_BY_ENDING.get(phone.slice(-2));
  return planned === undefined ? "paid" : planned;
}
