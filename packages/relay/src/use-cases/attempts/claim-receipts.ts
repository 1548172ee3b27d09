/** A receipt counts once over all methods of a provider: for the attempt that it was learned of first. */
import { findAttempt } from "../../domain/order.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Order } from "../../domain/order.ts";
import { normalizeReceipt } from "../../domain/receipt.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";

interface Told {
  readonly attemptId: string;
  readonly observation: Observation | null;
}

/**
 * What was learned, without the payments that were counted for another attempt: a provider's answer that names such a
 * receipt pays nothing and asks for a person; a notice of one tells nothing new.
 */
export async function claimReceipts<T extends Told>(
  deps: Pick<Deps, "log">,
  tx: StoreTransaction,
  order: Order,
  learned: readonly T[],
): Promise<readonly T[]> {
  const counted: T[] = [];
  for (const told of learned) {
    const { attemptId, observation } = told;
    const owner = await claim(tx, order, told);
    if (observation === null || owner === attemptId) {
      counted.push(told);
      continue;
    }
    const isOwnOrder = findAttempt(order, owner) !== undefined;
    const fields = { attemptId, orderId: order.id, paidAttemptId: owner };
    if (isOwnOrder)
      deps.log.info(fields, "a receipt that the order was paid with already");
    else
      deps.log.error(
        fields,
        "a receipt that was counted for one order was told again for another account: a person must look",
      );
    const { at } = observation;
    counted.push({
      ...told,
      observation:
        observation.kind === "succeeded"
          ? { kind: "receipt_disputed", at }
          : null,
    });
  }
  return counted;
}

/** The attempt that the payment counts for; this one where nothing is paid, or no receipt is named. */
async function claim(
  tx: StoreTransaction,
  order: Order,
  { attemptId, observation }: Told,
): Promise<string> {
  const plan = findAttempt(order, attemptId)?.plan;
  const receipt =
    observation?.kind === "succeeded" || observation?.kind === "payment"
      ? normalizeReceipt(observation.receipt)
      : null;
  if (plan === undefined || receipt === null) return attemptId;
  const owner = await tx.claimReceipt(plan.provider, receipt, attemptId);
  // A notice of it that came first is no money to give back.
  await tx.removeUnmatchedPayment(receipt);
  return owner;
}
