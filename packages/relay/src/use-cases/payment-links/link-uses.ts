/** Holds payment links to their limits: before a payer is charged, and when money comes that nobody was to pay. */
import { unmatchedAlert } from "../../domain/alert-causes.ts";
import { refuse, ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { linkUseStateOf, unitsOf } from "../../domain/link-use.ts";
import type { Observation } from "../../domain/observation.ts";
import { findAttempt } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import {
  checkLeft,
  isLimited,
  remainingOf,
} from "../../domain/payment-link.ts";
import type { PaymentLink } from "../../domain/payment-link.ts";
import { ERASED } from "../../domain/privacy/erase-fields.ts";
import { normalizeReceipt } from "../../domain/receipt.ts";
import type { ObservationSource, StoreTransaction } from "../../ports/store.ts";
import { putAlert } from "../alerts/put-alert.ts";
import type { AlertDeps } from "../alerts/put-alert.ts";
import type { Deps } from "../shared/deps.ts";

/** Has taken its use, and keeps it whatever becomes of the link's limits. */
const holdsUse = (order: Order): boolean => linkUseStateOf(order) !== "opened";

/**
 * Whether a new attempt may take a use of the order's link. The lock on the link makes the second of two payers see the
 * first one's attempt; the order's lock is taken before it.
 */
export async function checkLinkUse(
  tx: StoreTransaction,
  order: Order,
  phone: string | null,
): Promise<Result<null>> {
  const link = await lockLimitedLink(tx, order);
  if (link === undefined) return ok(null);
  const room = holdsUse(order) ? ok(null) : await checkRoom(tx, order, link);
  if (!room.ok || link.onePerPhone !== true) return room;
  if (phone === null)
    return refuse(
      "method_unavailable",
      "This payment link needs a method that names the payer's phone.",
    );
  return (await tx.isLinkUsedBy(link.id, phone, order.id))
    ? refuse(
        "phone_used",
        "This phone number has already paid, or is paying, by this payment link.",
      )
    : ok(null);
}

async function checkRoom(
  tx: StoreTransaction,
  order: Order,
  link: PaymentLink,
): Promise<Result<null>> {
  const others = await tx.readLinkFigures(link.id, order.id);
  return checkLeft(remainingOf(link, others), unitsOf(order));
}

/** Undefined if there is nothing to count. */
async function lockLimitedLink(
  tx: StoreTransaction,
  { source }: Order,
): Promise<PaymentLink | undefined> {
  if (source.type !== "payment_link") return undefined;
  const known = await tx.peekPaymentLink(source.paymentLink);
  return known !== undefined && (isLimited(known) || known.onePerPhone === true)
    ? tx.getPaymentLink(known.id)
    : undefined;
}

interface ReportedPayment {
  readonly source: ObservationSource;
  readonly attemptId: string;
  readonly observation: Observation | null;
  readonly raw?: Uint8Array;
}

/**
 * Money for an order whose link has no use left pays nothing: it becomes an unmatched payment that names the link, and
 * the order needs a review. This is for money that came after its attempt had ended, when another payer had taken the
 * use.
 */
export async function divertSurplus<T extends ReportedPayment>(
  deps: AlertDeps & Pick<Deps, "log">,
  tx: StoreTransaction,
  order: Order,
  inputs: readonly T[],
): Promise<readonly T[]> {
  // What a person at the merchant's decides stands.
  const isMoney = ({ observation, source }: T): boolean =>
    source !== "merchant" &&
    (observation?.kind === "succeeded" || observation?.kind === "payment");
  if (holdsUse(order) || !inputs.some(isMoney)) return inputs;
  const link = await lockLimitedLink(tx, order);
  if (link === undefined || !isLimited(link)) return inputs;
  if ((await checkRoom(tx, order, link)).ok) return inputs;
  const counted: T[] = [];
  for (const input of inputs)
    counted.push(
      isMoney(input) && (await divert(deps, tx, order, link, input))
        ? { ...input, observation: disputed(input.observation) }
        : input,
    );
  return counted;
}

const disputed = (observation: Observation | null): Observation | null =>
  observation && { kind: "receipt_disputed", at: observation.at };

/** False if the payment counts already: then who it counts for is known (`claimReceipts`). */
async function divert(
  deps: AlertDeps & Pick<Deps, "log">,
  tx: StoreTransaction,
  order: Order,
  link: PaymentLink,
  { attemptId, observation, raw }: ReportedPayment,
): Promise<boolean> {
  const plan = findAttempt(order, attemptId)?.plan;
  if (
    plan === undefined ||
    (observation?.kind !== "succeeded" && observation?.kind !== "payment")
  )
    return false;
  const receipt = normalizeReceipt(observation.receipt);
  if (
    receipt !== null &&
    (await tx.findReceipt(plan.provider, receipt)) !== undefined
  )
    return false;
  // Small letters, as no receipt has: `receiptOf`.
  const id = receipt ?? `surplus-${attemptId}`;
  const isErased = order.erasedAt !== null || plan.phone === ERASED;
  // A provider that names no amount means the one that it was asked for.
  const amount = observation.amount ?? plan.amount;
  const { provider } = plan;
  const isNew = await tx.insertUnmatchedPayment({
    id,
    provider,
    account: plan.payerReference,
    amount,
    phone: isErased ? null : plan.phone,
    payerName: null,
    at: deps.clock.now(),
    raw: isErased || raw === undefined ? new Uint8Array() : raw,
    surplusOf: { paymentLink: link.id, orderId: order.id },
    assigned: null,
    dismissed: null,
  });
  if (isNew) {
    await putAlert(deps, tx, unmatchedAlert({ id, provider, amount }));
    deps.log.error(
      { id, attemptId, orderId: order.id, paymentLink: link.id },
      "paid by a payment link that had no use left; manual review needed",
    );
  }
  return true;
}
