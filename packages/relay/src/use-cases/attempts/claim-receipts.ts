/** A receipt counts once across all methods of a provider, for the attempt that reported it first. */
import { findAttempt } from "../../domain/order.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Order } from "../../domain/order.ts";
import { normalizeReceipt } from "../../domain/receipt.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";

interface ReportedPayment {
  readonly attemptId: string;
  readonly observation: Observation | null;
}

/**
 * Drops payments that already count for another attempt: a query result with such a receipt pays nothing and needs a
 * review; a notice is ignored.
 */
export async function claimReceipts<T extends ReportedPayment>(
  deps: Pick<Deps, "log">,
  tx: StoreTransaction,
  order: Order,
  inputs: readonly T[],
): Promise<readonly T[]> {
  const counted: T[] = [];
  for (const input of inputs) {
    const { attemptId, observation } = input;
    const owner = await claim(tx, order, input);
    if (observation === null || owner === attemptId) {
      counted.push(input);
      continue;
    }
    const isOwnOrder = findAttempt(order, owner) !== undefined;
    const fields = { attemptId, orderId: order.id, paidAttemptId: owner };
    if (isOwnOrder)
      deps.log.info(fields, "receipt already counted for this order");
    else
      deps.log.error(
        fields,
        "receipt already counted for another order; manual review needed",
      );
    const { at } = observation;
    counted.push({
      ...input,
      observation:
        observation.kind === "succeeded"
          ? { kind: "receipt_disputed", at }
          : null,
    });
  }
  return counted;
}

/** The attempt that the payment counts for; this one if nothing was paid or there is no receipt. */
async function claim(
  tx: StoreTransaction,
  order: Order,
  { attemptId, observation }: ReportedPayment,
): Promise<string> {
  const plan = findAttempt(order, attemptId)?.plan;
  const receipt =
    observation?.kind === "succeeded" || observation?.kind === "payment"
      ? normalizeReceipt(observation.receipt)
      : null;
  if (plan === undefined || receipt === null) return attemptId;
  const owner = await tx.claimReceipt(plan.provider, receipt, attemptId);
  // An earlier unmatched notice of it is not money to refund.
  await tx.removeUnmatchedPayment(receipt);
  return owner;
}
