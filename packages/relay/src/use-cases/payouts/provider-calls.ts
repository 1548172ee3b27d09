/** Provider calls for the merchant API: payouts, bills, routes. */
import type { Bill } from "../../domain/bill.ts";
import { ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Payout, RejectedLine } from "../../domain/payout.ts";
import type { Route } from "../../domain/route.ts";
import type { ProviderResult } from "../../ports/provider-result.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";
import {
  notConfigured,
  refuseAs,
  toResult,
} from "../shared/provider-result.ts";
import { requestRefundQuery } from "../refunds/query-refund.ts";

type Service = "payouts" | "bills" | "routes";

async function ask<S extends Service, T>(
  deps: Deps,
  service: S,
  call: string,
  send: (
    service: NonNullable<Deps["services"][S]>,
  ) => Promise<ProviderResult<T>>,
): Promise<Result<T>> {
  const configured = deps.services[service];
  return configured === null
    ? notConfigured(deps, service)
    : toResult(deps, call, await send(configured));
}

export function readPayout(deps: Deps, id: string): Promise<Result<Payout>> {
  return ask(deps, "payouts", "payout", (payouts) => payouts.find(id));
}

export function readBill(deps: Deps, id: string): Promise<Result<Bill>> {
  return ask(deps, "bills", "bill", (bills) => bills.find(id));
}

export function listRoutes(deps: Deps): Promise<
  Result<{
    readonly routes: readonly Route[];
    readonly fetchedAt: number;
  }>
> {
  return ask(deps, "routes", "routes", (routes) => routes.list());
}

/** Ok if at least one line was rejected; otherwise `provider_conflict` with every line's reason. */
export async function rejectPayout(
  deps: Deps,
  id: string,
  audit: AuditTrail,
): Promise<Result<readonly RejectedLine[]>> {
  // Read first, so that an unavailable store is reported before anything is done.
  const isRefund = (await deps.store.findRefund(id)) !== undefined;
  if (deps.services.payouts !== null)
    await deps.store.transaction((tx) => audit.start(tx));
  const lines = await ask(deps, "payouts", "reject payout", (payouts) =>
    payouts.reject(id),
  );
  if (isRefund) {
    // Query the refund whatever the result was.
    await requestRefundQuery(deps, id);
  }
  const rejected = lines.ok ? requireRejected(lines.value, "some") : lines;
  if (rejected.ok)
    audit.describe({
      after: {
        rejectedLines: rejected.value.filter((line) => line.rejected).length,
      },
    });
  return rejected;
}

/**
 * Checks the result code of each line only: the provider's status is "rejected" in either case. `needed`: how many
 * lines must have been rejected.
 */
export function requireRejected(
  lines: readonly RejectedLine[],
  needed: "some" | "every",
): Result<readonly RejectedLine[]> {
  if (lines[needed](({ rejected }) => rejected)) return ok(lines);
  const words = lines.map(
    ({ code, reason }) => reason ?? (code === "" ? null : `code ${code}`),
  );
  const reason = [...new Set(words.filter((word) => word !== null))].join("; ");
  return refuseAs(
    true,
    reason === "" ? null : reason,
    words.map((word, place) => ({
      field: `lines.${place}`,
      message: word ?? "was not rejected",
    })),
  );
}
