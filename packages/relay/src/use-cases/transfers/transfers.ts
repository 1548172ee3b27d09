/**
 * The merchant lists, accepts and rejects transfers. Orders are updated the usual way: the settle_transfer task reads
 * the transfer and trusts only what it reads.
 */
import type { Result } from "../../domain/errors.ts";
import { ok } from "../../domain/errors.ts";
import type {
  Transfer,
  TransferDecision,
  TransferNotice,
} from "../../domain/transfer.ts";
import type { Transfers } from "../../ports/merchant-services.ts";
import type { ProviderResult } from "../../ports/provider-result.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";
import { requestSettling } from "./request-transfers.ts";
import { notConfigured, toResult } from "../shared/provider-result.ts";

/** Longer than the provider's time-out, so that a decision is not carried out twice at once. */
export const DECIDING_MS = 60_000;

export interface TransferHistory {
  readonly transfer: Transfer;
  /** Null if the provider did not return them. */
  readonly notices: readonly TransferNotice[] | null;
}

export async function listPendingTransfers(
  deps: Deps,
): Promise<Result<readonly Transfer[]>> {
  const { transfers } = deps.services;
  return transfers === null
    ? notConfigured(deps, "transfers")
    : toResult(deps, "pending transfers", await transfers.pending());
}

export async function readTransfer(
  deps: Deps,
  reference: string,
): Promise<Result<TransferHistory>> {
  const { transfers } = deps.services;
  if (transfers === null) return notConfigured(deps, "transfers");
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
  reference: string,
  audit: AuditTrail,
): Promise<Result<Transfer>> {
  const decision = { reference, verdict: "accept", reason: null } as const;
  return decide(deps, decision, audit, "accept transfer", (transfers) =>
    transfers.accept(reference),
  );
}

export function rejectTransfer(
  deps: Deps,
  reference: string,
  reason: string,
  audit: AuditTrail,
): Promise<Result<Transfer>> {
  const decision = { reference, verdict: "reject", reason } as const;
  return decide(deps, decision, audit, "reject transfer", (transfers) =>
    transfers.reject(reference, reason),
  );
}

/**
 * The decision and the task are stored before the call: after a crash, a lost response or a failed call, the task
 * finishes the work, and the relay never does the opposite on its own.
 */
async function decide(
  deps: Deps,
  decision: Omit<TransferDecision, "at">,
  audit: AuditTrail,
  call: string,
  send: (transfers: Transfers) => Promise<ProviderResult<Transfer>>,
): Promise<Result<Transfer>> {
  const { store, clock } = deps;
  const { transfers } = deps.services;
  const { reference, verdict } = decision;
  if (transfers === null) return notConfigured(deps, "transfers");
  await store.transaction(async (tx) => {
    const at = clock.now();
    const before = await tx.findTransferDecision(reference);
    await tx.putTransferDecision({ ...decision, at });
    await audit.start(tx, {
      ...(before === undefined ? {} : { before: { verdict: before.verdict } }),
      after: { verdict },
    });
    await tx.noteUndecidedTransfer(reference, null);
    await requestSettling(tx, reference, at + DECIDING_MS);
  });
  const result = await send(transfers);
  // Otherwise wait a moment longer: the call may still be carried out.
  const isOver =
    result.kind === "found" || (result.kind === "refused" && result.conflict);
  if (isOver)
    await store.transaction(async (tx) => {
      await requestSettling(tx, reference, clock.now());
      if (result.kind === "found")
        await audit.record(tx, {
          after: { verdict, status: result.value.status },
        });
    });
  return toResult(deps, call, result);
}
