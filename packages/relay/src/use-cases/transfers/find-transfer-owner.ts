/** Finds the attempt whose code is in a transfer's narration. */
import type { Attempt, ProviderId } from "../../domain/attempt.ts";
import type { Order } from "../../domain/order.ts";
import { findPayerReference } from "../../domain/transfer-match.ts";
import type { Transfer } from "../../domain/transfer.ts";
import type { Store } from "../../ports/store.ts";

export type TransferOwner =
  | { readonly kind: "one"; readonly order: Order; readonly attempt: Attempt }
  | { readonly kind: "no_order" | "several_orders" };

/** Bounds the work: narrations are untrusted input. */
const MAX_CODES = 20;

/** By the code in the narration only: the sender proves nothing. */
export async function findTransferOwner(
  store: Pick<Store, "findOrderByPayerReference">,
  provider: ProviderId,
  transfer: Transfer,
): Promise<TransferOwner> {
  const codes = findPayerReference(transfer.narration ?? "");
  const found: Extract<TransferOwner, { kind: "one" }>[] = [];
  for (const code of codes.slice(0, MAX_CODES)) {
    const order = await store.findOrderByPayerReference(code);
    const attempt = order?.attempts.find(
      ({ plan }) => plan.payerReference === code && plan.provider === provider,
    );
    if (order !== undefined && attempt !== undefined)
      found.push({ kind: "one", order, attempt });
  }
  const [first] = found;
  if (first === undefined) return { kind: "no_order" };
  return found.length === 1 ? first : { kind: "several_orders" };
}
