/**
 * A payment to the merchant's paybill number. It can't be queried, so the notice itself pays the order; its URL has a
 * MAC that only the provider knows. The observation is stored before the notice is acknowledged.
 */
import { cutText, foldText } from "@malipo/protocol/text";
import { unmatchedAlert } from "../../domain/alert-causes.ts";
import type { Attempt, ProviderId } from "../../domain/attempt.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Order } from "../../domain/order.ts";
import { normalizeReceipt } from "../../domain/receipt.ts";
import {
  PAYBILL,
  toPaymentObservation,
} from "../../domain/unmatched-payment.ts";
import type { PaybillNotice, Provider } from "../../ports/provider.ts";
import { putAlert } from "../alerts/put-alert.ts";
import type { Deps } from "../shared/deps.ts";
import { recordObservations } from "./record-observations.ts";

/** Stores a notice. The caller has verified the URL's MAC. Rejects if it could not be stored. */
export type PaybillReceiver = (raw: Uint8Array) => Promise<void>;

/** Longer than any generated reference, and short enough for a list. */
const MAX_ACCOUNT = 100;

/** A notice that `provider` can't parse is only kept as unmatched. */
export function createPaybillReceiver(
  deps: Deps,
  provider: Pick<Provider, "id" | "readPaybillNotice">,
): PaybillReceiver {
  return async (raw) => {
    const notice = withNormalizedReceipt(
      provider.readPaybillNotice?.(raw) ?? null,
    );
    const found = await findByAccount(deps, provider.id, notice);
    if (notice === null || found === undefined) {
      await storeUnmatched(deps, provider.id, notice, raw);
      return;
    }
    if (isForOtherNumber(notice.shortCode, found.attempt)) {
      deps.log.warn(
        { attemptId: found.attempt.plan.id, shortCode: notice.shortCode },
        "paybill notice for a different number than the one shown",
      );
      await storeUnmatched(deps, provider.id, notice, raw);
      return;
    }
    await record(deps, found, notice, raw);
    deps.metrics.callback(provider.id, "recorded");
  };
}

/** So that different spellings of a receipt don't count twice. */
function withNormalizedReceipt(
  notice: PaybillNotice | null,
): PaybillNotice | null {
  return notice === null
    ? null
    : { ...notice, receipt: normalizeReceipt(notice.receipt) };
}

interface Found {
  readonly order: Order;
  readonly attempt: Attempt;
}

/** By the account that the payer entered. */
async function findByAccount(
  deps: Deps,
  provider: ProviderId,
  notice: PaybillNotice | null,
): Promise<Found | undefined> {
  // Payers add spaces, dots and dashes, and use all kinds of keyboards.
  const reference = foldText(notice?.account ?? "")
    .replaceAll(/[^A-Za-z0-9]/g, "")
    .toUpperCase();
  if (reference === "") return undefined;
  const order = await deps.store.findOrderByPayerReference(reference);
  const attempt = order?.attempts.find(
    ({ plan }) =>
      plan.payerReference === reference &&
      plan.method === PAYBILL &&
      plan.provider === provider,
  );
  return order === undefined || attempt === undefined
    ? undefined
    : { order, attempt };
}

/** The notice is for a different paybill number than the one shown to the payer. */
function isForOtherNumber(
  shortCode: string | null,
  { facts }: Attempt,
): boolean {
  const action = facts.accepted?.action;
  return (
    shortCode !== null &&
    action?.type === "paybill" &&
    bareNumber(shortCode) !== bareNumber(action.shortCode)
  );
}

function bareNumber(shortCode: string): string {
  return foldText(shortCode).replaceAll(/[\s.-]/g, "");
}

async function record(
  deps: Deps,
  { order, attempt }: Found,
  notice: PaybillNotice,
  raw: Uint8Array,
): Promise<void> {
  const attemptId = attempt.plan.id;
  const observation = toObservation(deps, notice);
  await recordObservations(
    deps,
    order.id,
    [{ attemptId, source: "callback", raw, observation }],
    async (tx, after) => {
      if (notice.phone !== null && observation !== null)
        await tx.addContact(after, notice.phone);
    },
  );
}

/** Null for a notice without a payment. A payment that can't be counted needs a review. */
function toObservation(
  deps: Deps,
  { receipt, amount, failed }: PaybillNotice,
): Observation | null {
  if (failed || (receipt === null && amount === null)) return null;
  return toPaymentObservation(receipt, amount, deps.clock.now());
}

/** A payment without an order needs a manual review. */
async function storeUnmatched(
  deps: Deps,
  provider: ProviderId,
  notice: PaybillNotice | null,
  raw: Uint8Array,
): Promise<void> {
  deps.metrics.callback(provider, "unmatched");
  const receipt = notice?.receipt ?? null;
  if (notice?.failed === true) {
    deps.log.warn({ receipt }, "failed paybill payment without an order");
    return;
  }
  const id =
    receipt ?? deps.secrets.digest(Buffer.from(raw).toString("base64"));
  const owner = await deps.store.transaction(async (tx) => {
    const known =
      receipt === null ? undefined : await tx.findReceipt(provider, receipt);
    if (known !== undefined) return known;
    const amount = notice?.amount ?? null;
    const isNew = await tx.insertUnmatchedPayment({
      id,
      provider,
      account:
        notice?.account == null ? null : cutText(notice.account, MAX_ACCOUNT),
      amount,
      phone: notice?.phone ?? null,
      payerName: notice?.payerName ?? null,
      at: deps.clock.now(),
      raw,
      assigned: null,
      dismissed: null,
    });
    if (isNew)
      await putAlert(deps, tx, unmatchedAlert({ id, provider, amount }));
    return undefined;
  });
  if (owner === undefined)
    deps.log.warn({ receipt, id }, "paybill payment without an order");
  else
    deps.log.info(
      { receipt, paidAttemptId: owner },
      "paybill notice of a payment that has already been counted",
    );
}
