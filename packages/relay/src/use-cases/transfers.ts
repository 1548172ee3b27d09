/**
 * The merchant looks at transfers and takes or turns them down by hand. What an order learns from it goes the usual way:
 * the task that settles transfers reads the transfer and believes only what it reads.
 */
import type { Result } from "../domain/errors.ts";
import { ok } from "../domain/errors.ts";
import type { Transfer, TransferNotice } from "../domain/transfer.ts";
import type { Transfers } from "../ports/merchant-services.ts";
import type { ProviderAnswer } from "../ports/provider-answer.ts";
import type { Deps } from "./deps.ts";
import { hastenSettling } from "./hasten-transfers.ts";
import { notConfigured, toResult } from "./provider-answer.ts";
import type { Wakeable } from "./scheduler.ts";

const NO_FLEXPAY = notConfigured(
  "FlexPay",
  "FLEXPAY_CLIENT_ID and its companions",
);

/** Longer than the provider may take, so that the relay does not decide about a transfer while the merchant does. */
const DECIDING_MS = 60_000;

export interface TransferHistory {
  readonly transfer: Transfer;
  /** Null where the provider did not tell. */
  readonly notices: readonly TransferNotice[] | null;
}

export async function listPendingTransfers(
  deps: Deps,
): Promise<Result<readonly Transfer[]>> {
  const { transfers } = deps.services;
  return transfers === null
    ? NO_FLEXPAY
    : toResult(deps, "pending transfers", await transfers.pending());
}

export async function readTransfer(
  deps: Deps,
  reference: string,
): Promise<Result<TransferHistory>> {
  const { transfers } = deps.services;
  if (transfers === null) return NO_FLEXPAY;
  const transfer = toResult(deps, "transfer", await transfers.find(reference));
  if (!transfer.ok) return transfer;
  const notices = toResult(
    deps,
    "notices of a transfer",
    await transfers.notices(reference),
  );
  return ok({
    transfer: transfer.value,
    notices: notices.ok ? notices.value : null,
  });
}

export function acceptTransfer(
  deps: Deps,
  scheduler: Wakeable,
  reference: string,
): Promise<Result<Transfer>> {
  return decide(deps, scheduler, reference, "accept transfer", (transfers) =>
    transfers.accept(reference),
  );
}

export function rejectTransfer(
  deps: Deps,
  scheduler: Wakeable,
  reference: string,
  reason: string,
): Promise<Result<Transfer>> {
  return decide(deps, scheduler, reference, "reject transfer", (transfers) =>
    transfers.reject(reference, reason),
  );
}

/** The task is stored before the call: what a crash or a lost answer leaves open is read all the same. */
async function decide(
  deps: Deps,
  scheduler: Wakeable,
  reference: string,
  call: string,
  send: (transfers: Transfers) => Promise<ProviderAnswer<Transfer>>,
): Promise<Result<Transfer>> {
  const { transfers } = deps.services;
  if (transfers === null) return NO_FLEXPAY;
  await settleAt(deps, reference, deps.clock.now() + DECIDING_MS);
  const answer = await send(transfers);
  // An open transfer is left alone a moment longer: the relay might decide otherwise than the merchant meant to.
  const isOver =
    answer.kind === "found" || (answer.kind === "refused" && answer.conflict);
  if (isOver) await settleAt(deps, reference, deps.clock.now());
  scheduler.wake();
  return toResult(deps, call, answer);
}

async function settleAt(
  { store }: Deps,
  reference: string,
  dueAt: number,
): Promise<void> {
  await store.transaction((tx) => hastenSettling(tx, reference, dueAt));
}
