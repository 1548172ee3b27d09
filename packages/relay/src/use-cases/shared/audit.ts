/**
 * What a call leaves in the audit log. The entry of a change is part of its transaction: `record`. Before a provider is
 * asked to do something, `start` says so, so that a crash leaves a trace, too. `audited` adds what the call itself did
 * not: that it was refused, changed nothing or failed, or what came of a started one.
 */
import type { AuditFacts, AuditOutcome } from "@malipo/protocol/merchant";
import { factsOfChange } from "../../domain/audit.ts";
import type {
  AuditActor,
  AuditEntry,
  AuditObject,
} from "../../domain/audit.ts";
import type { Result } from "../../domain/errors.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "./deps.ts";

export type AuditDeps = Pick<Deps, "store" | "clock" | "random" | "log">;

/** Who does what to which object. */
export interface AuditedCall {
  readonly actor: AuditActor;
  readonly action: string;
  readonly object: AuditObject;
  readonly requestId: string | null;
}

/**
 * Facts that are all told. `Name`: the names of what an input can change, so that one that is added to the input does
 * not compile until the log tells of it.
 */
export type RequiredFacts<Name extends keyof AuditFacts> = Required<
  Pick<AuditFacts, Name>
>;

interface AuditedChange {
  /** Of an object that the call creates. */
  readonly objectId?: string;
  readonly before?: AuditFacts;
  readonly after?: AuditFacts;
}

export interface AuditTrail {
  /** A provider is about to be asked. Commit it before. */
  start(tx: StoreTransaction, change?: AuditedChange): Promise<void>;
  /** The change is made in this transaction, or a started one was carried out. */
  record(tx: StoreTransaction, change: AuditedChange): Promise<void>;
  /** What the last entry of a started call says, if nothing of its result is stored with which it could be recorded. */
  describe(change: AuditedChange): void;
}

export function createAuditEntry(
  { clock, random }: Pick<Deps, "clock" | "random">,
  { object, ...call }: AuditedCall,
  outcome: AuditOutcome,
  { objectId, ...change }: AuditedChange = {},
  code: string | null = null,
): AuditEntry {
  return {
    id: random.id("aud_"),
    at: clock.now(),
    ...call,
    object: { ...object, id: objectId ?? object.id },
    outcome,
    code,
    ...factsOfChange(change),
  };
}

/** Adds an entry by itself. Says so in the log if that fails: what was done or refused stays so. */
export async function appendAlone(
  { store, log }: AuditDeps,
  entry: AuditEntry,
): Promise<void> {
  try {
    await store.transaction((tx) => tx.auditLog.append(entry));
  } catch (error) {
    const { action, object, outcome, requestId } = entry;
    log.error(
      { err: error, action, object, outcome, requestId },
      "an audit entry could not be stored",
    );
  }
}

export async function audited<T>(
  deps: AuditDeps,
  call: AuditedCall,
  work: (trail: AuditTrail) => Promise<Result<T>>,
): Promise<Result<T>> {
  // Of the object that was created, too: a started call ends with the same.
  let { object } = call;
  const state = { isStarted: false, isRecorded: false };
  let described: AuditedChange = {};
  const append = (
    tx: StoreTransaction,
    outcome: AuditOutcome,
    change: AuditedChange = {},
  ): Promise<void> => {
    const entry = createAuditEntry(deps, { ...call, object }, outcome, change);
    ({ object } = entry);
    return tx.auditLog.append(entry);
  };
  const conclude = (
    outcome: AuditOutcome,
    code: string | null = null,
  ): Promise<void> =>
    appendAlone(
      deps,
      createAuditEntry(deps, { ...call, object }, outcome, described, code),
    );
  const trail: AuditTrail = {
    start(tx, change) {
      state.isStarted = true;
      return append(tx, "started", change);
    },
    record(tx, change) {
      state.isRecorded = true;
      return append(tx, "done", change);
    },
    describe(change) {
      described = change;
    },
  };
  let result: Result<T>;
  try {
    result = await work(trail);
  } catch (error) {
    await conclude(state.isStarted ? "unknown" : "failed", "internal_error");
    throw error;
  }
  if (!result.ok) {
    const isUnknown = result.code === "provider_outcome_unknown";
    await conclude(isUnknown ? "unknown" : "refused", result.code);
  } else if (!state.isRecorded)
    await conclude(state.isStarted ? "done" : "unchanged");
  return result;
}
