/** The end of a day's reconciliation. */
import type { Reconciliation } from "../../domain/reconciliation.ts";
import type { DifferenceCounts } from "../../ports/reconciliations.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";

/** Everything of the day was compared, or the provider has not responded for hours. */
export async function endReconciliation(
  deps: Deps,
  run: Reconciliation,
  state: "finished" | "given_up",
): Promise<void> {
  const counts = await deps.store.transaction((tx) =>
    storeEnd(deps, tx, run, state),
  );
  const { day, asked, notAsked } = run;
  const fields = { day, ...asked, notAsked, differences: counts };
  if (state === "given_up")
    deps.log.error(fields, "a day was not reconciled: no response");
  else if (counts.open > 0)
    deps.log.warn(fields, "a day was reconciled and has differences");
  else deps.log.info(fields, "a day was reconciled");
}

async function storeEnd(
  { clock }: Deps,
  tx: StoreTransaction,
  run: Reconciliation,
  state: "finished" | "given_up",
): Promise<DifferenceCounts> {
  await tx.reconciliations.put({
    ...run,
    version: run.version + 1,
    state,
    endedAt: clock.now(),
    // Without what was removed meanwhile.
    total: state === "finished" ? doneOf(run) : run.total,
    silence: null,
  });
  return tx.reconciliations.countDifferences(run.day);
}

export const doneOf = ({ asked, notAsked }: Reconciliation): number =>
  asked.attempts + asked.refunds + notAsked;
