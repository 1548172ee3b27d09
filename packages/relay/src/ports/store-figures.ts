/** What operators watch of the store. */
import type { ReconciliationFigures } from "./reconciliations.ts";
import type { OpenBalance } from "../domain/order.ts";
import type { TaskKind } from "../domain/task.ts";

/** Counts end at 10,000. */
export interface StoreFigures {
  readonly tasks: readonly {
    readonly kind: TaskKind;
    readonly due: number;
    /** How long the oldest has been due that nobody runs; 0 if there is none. */
    readonly oldestDueMs: number;
  }[];
  readonly pendingDeliveries: number;
  /** That can be sent again: their endpoint was not deleted. */
  readonly deadDeliveries: number;
  /** Those that nobody has assigned or dismissed. */
  readonly unmatchedPayments: number;
  /** Orders that need a person for it now. */
  readonly flaggedOrders: Readonly<Record<"review" | "overpaid", number>>;
  readonly refundsInReview: number;
  readonly undecidedTransfers: number;
  /** Orders that are partly paid while the rest can still come, by currency. */
  readonly openBalances: readonly (OpenBalance & { readonly count: number })[];
  readonly reconciliations: ReconciliationFigures;
}
