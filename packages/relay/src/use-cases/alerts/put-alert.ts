/** Alerts are stored in the transaction of their cause, and sent afterwards. */
import { kindOf } from "../../domain/alert.ts";
import { orderAlerts } from "../../domain/alert-causes.ts";
import type { AlertCause } from "../../domain/alert-causes.ts";
import type { Order } from "../../domain/order.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";

export type AlertDeps = Pick<Deps, "alerts" | "clock" | "random">;

/** Call it in the transaction that stores the cause. Repeating it for the same cause changes nothing. */
export async function putAlert(
  { alerts, clock, random }: AlertDeps,
  tx: StoreTransaction,
  { type, once, about }: AlertCause,
): Promise<void> {
  if (alerts?.kinds.includes(kindOf(type)) !== true) return;
  const at = clock.now();
  const id = random.id("alt_");
  if (await tx.alerts.insert({ id, type, at, about }, `${type} ${once}`))
    await tx.ensureTask({ kind: "gather_alert", subject: id, dueAt: at });
}

/** Likewise, with the order before the change and as it is stored. */
export async function putOrderAlerts(
  deps: AlertDeps,
  tx: StoreTransaction,
  before: Order,
  after: Order,
): Promise<void> {
  if (deps.alerts === null) return;
  for (const cause of orderAlerts(before, after))
    await putAlert(deps, tx, cause);
}
