/** `POST /v1/merchant/orders/:id/resolve`: a person has settled what was wrong with an order and its refunds. */
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Order } from "../../domain/order.ts";
import { ERASED } from "../../domain/privacy/erase-fields.ts";
import { refundNeedsPerson, settleRefund } from "../../domain/refund.ts";
import { needsPerson, settleOrder } from "../../domain/resolution.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";

export interface Settlement {
  readonly note: string;
  /** Of the order that the person looked at. Without it, all that is wrong by now is settled. */
  readonly version?: number | undefined;
}

/**
 * The order after it. Its flags stay; what comes later is looked at anew. Of an erased order, the note is not kept.
 * Repeating the call changes nothing. Refusals: `not_found`, `nothing_to_resolve`, `order_changed`.
 */
export function resolveOrder(
  deps: Deps,
  orderId: string,
  { note: given, version }: Settlement,
  audit: AuditTrail,
): Promise<Result<Order>> {
  return deps.store.transaction(async (tx): Promise<Result<Order>> => {
    const before = await tx.getOrder(orderId);
    if (before === undefined) return NOT_FOUND;
    // Nothing personal comes back to an erased order, and a note may name the payer.
    const note = before.erasedAt === null ? given : ERASED;
    const refunds = (await tx.listRefunds(orderId)).filter(refundNeedsPerson);
    if (!needsPerson(before) && refunds.length === 0)
      return before.resolution?.note === note
        ? ok(before)
        : refuse(
            "nothing_to_resolve",
            before.resolution === undefined
              ? "Nothing about this order needs a person."
              : "Somebody has resolved this order already. Read their note first.",
          );
    if (version !== undefined && version !== before.version)
      return refuse(
        "order_changed",
        `This order has changed since version ${String(version)}: it has version ${String(before.version)} now. Look at it again.`,
      );
    const after = {
      ...settleOrder(before, note, deps.clock.now()),
      // Whoever watches it is told.
      version: before.version + 1,
    };
    await tx.updateOrder(after);
    for (const refund of refunds) await tx.putRefund(settleRefund(refund));
    // The note is with the order: it may name the payer, and the audit log is kept for ever.
    await audit.record(tx, {
      before: { needsPerson: true },
      after: { needsPerson: false },
    });
    return ok(after);
  });
}
