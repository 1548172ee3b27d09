/** `POST /v1/merchant/unmatched-payments/:id/dismiss`: nobody has to look at this payment any more. */
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { unmatchedState } from "../../domain/unmatched-payment.ts";
import type { UnmatchedPayment } from "../../domain/unmatched-payment.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";

/**
 * Repeating the call changes nothing. Refusals: `not_found`; `payment_assigned`, because what counts for an order can't
 * be taken away again; `payment_dismissed` if another note stands.
 */
export function dismissPayment(
  deps: Deps,
  id: string,
  note: string,
  audit: AuditTrail,
): Promise<Result<UnmatchedPayment>> {
  return deps.store.transaction(async (tx) => {
    const payment = await tx.getUnmatchedPayment(id);
    if (payment === undefined) return NOT_FOUND;
    const { assigned, dismissed } = payment;
    if (assigned !== null)
      return refuse(
        "payment_assigned",
        `This payment counts for the order ${assigned.orderId}. To send the money back, refund it.`,
      );
    if (dismissed !== null)
      return dismissed.note === note
        ? ok(payment)
        : refuse(
            "payment_dismissed",
            "This payment was dismissed before, with another note. Read it first.",
          );
    const decided = { ...payment, dismissed: { note, at: deps.clock.now() } };
    await tx.updateUnmatchedPayment(decided);
    // The note is with the payment: it may name the payer, and the audit log is kept for ever.
    await audit.record(tx, {
      before: { status: unmatchedState(payment) },
      after: { status: unmatchedState(decided), amount: payment.amount },
    });
    return ok(decided);
  });
}
