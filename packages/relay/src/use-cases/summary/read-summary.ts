/** `GET /v1/merchant/summary`: what a shop took in a time, and what waits for a person. */
import type { OrderStatus } from "@malipo/protocol";
import type { Summary } from "@malipo/protocol/merchant";
import { dayAt, dayBefore, nextDay } from "../../domain/day.ts";
import { mapResult, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { FIGURE_STEP_MS, paidWithinOf } from "../../domain/order-figure.ts";
import type { TimeZone } from "../../domain/time-zone.ts";
import type { TimeRange } from "../../ports/exports.ts";
import type { OrderFigures } from "../../ports/order-figures.ts";
import type { Deps } from "../shared/deps.ts";
import { readRange } from "../shared/time-range.ts";
import type { RangeInput } from "../shared/time-range.ts";

const DEFAULT_DAYS = 30;
/** One look in the database for each. */
const MOST_DAYS = 366;

type Totals = Summary["totals"];

/** Without `from` the last 30 days, today included. Refusal: `invalid_request`. */
export async function readSummary(
  deps: Deps,
  input: RangeInput,
  providers: Summary["providers"],
): Promise<Result<Summary>> {
  const range = rangeOf(deps, input);
  if (!range.ok) return range;
  const days = splitDays(deps.settings.timeZone, range.value);
  if (days.length > MOST_DAYS)
    return refuse(
      "invalid_request",
      `A summary covers at most ${MOST_DAYS} days.`,
      { errors: [{ field: "from", message: 'is too long before "to"' }] },
    );
  const read = [];
  for (const { day, ...part } of days)
    read.push({ day, figures: await deps.store.readOrderFigures(part) });
  const all = read.flatMap(({ figures }) => figures);
  const store = await deps.store.readFigures(deps.clock.now());
  return ok({
    from: iso(range.value.from),
    to: iso(range.value.before),
    timeZone: deps.settings.timeZone.name,
    totals: toTotals(all),
    days: read.map(({ day, figures }) => ({ day, totals: toTotals(figures) })),
    successRate: successRateOf(all),
    promptToPaid: promptToPaidOf(all),
    providers,
    backlog: {
      tasks: store.tasks.map(({ kind, due, oldestDueMs }) => ({
        kind,
        due,
        oldestDueMs: Math.round(oldestDueMs),
      })),
      pendingDeliveries: store.pendingDeliveries,
    },
    openBalances: [...store.openBalances],
    attention: {
      reviews: store.flaggedOrders.review,
      overpaid: store.flaggedOrders.overpaid,
      refundsInReview: store.refundsInReview,
      unmatchedPayments: store.unmatchedPayments,
      undecidedTransfers: store.undecidedTransfers,
      deadDeliveries: store.deadDeliveries,
    },
  });
}

const iso = (at: number): string => new Date(at).toISOString();

/** In whole quarters of an hour, as orders are counted. */
function rangeOf(deps: Deps, { from, to }: RangeInput): Result<TimeRange> {
  const zone = deps.settings.timeZone;
  const now = deps.clock.now();
  return mapResult(readRange(zone, { from, to }, now), (range) => {
    const first =
      from === undefined ? defaultFrom(zone, range.before) : range.from;
    return {
      from: Math.floor(first / FIGURE_STEP_MS) * FIGURE_STEP_MS,
      before: Math.ceil(range.before / FIGURE_STEP_MS) * FIGURE_STEP_MS,
    };
  });
}

/** Days, because those on which clocks change are not 24 hours long. */
function defaultFrom(zone: TimeZone, before: number): number {
  const last = before - 1;
  const day = dayBefore(dayAt(zone, last), DEFAULT_DAYS - 1);
  return zone.startOfDay(day) ?? last;
}

interface Day extends TimeRange {
  readonly day: string;
}

/** One more than a summary may have, at most. */
function splitDays(zone: TimeZone, { from, before }: TimeRange): Day[] {
  const days: Day[] = [];
  for (let at = from; at < before && days.length <= MOST_DAYS;) {
    const day = dayAt(zone, at);
    const end = Math.min(zone.startOfDay(nextDay(day)) ?? before, before);
    // A day is never empty, whatever a zone does to its clocks.
    const next = Math.max(end, at + FIGURE_STEP_MS);
    days.push({ day, from: at, before: next });
    at = next;
  }
  return days;
}

function toTotals(figures: readonly OrderFigures[]): Totals {
  const totals = new Map<string, Totals[number]>();
  for (const { status, method, provider, currency, count, value } of figures) {
    const key = JSON.stringify([status, method, provider, currency]);
    const known = totals.get(key);
    totals.set(key, {
      // Only `figureOf` writes it.
      status: status as OrderStatus,
      method: method === "" ? null : method,
      provider: provider === "" ? null : provider,
      count: count + (known?.count ?? 0),
      amount: { value: value + (known?.amount.value ?? 0), currency },
    });
  }
  return [...totals]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, each]) => each);
}

function successRateOf(figures: readonly OrderFigures[]): number | null {
  const closed = figures.filter(
    ({ status, method }) =>
      method !== "" && status !== "open" && status !== "pending",
  );
  const total = countOf(closed);
  const paid = countOf(closed.filter(({ status }) => status === "paid"));
  return total === 0 ? null : paid / total;
}

function promptToPaidOf(
  figures: readonly OrderFigures[],
): Summary["promptToPaid"] {
  const paid = figures.filter(({ paidWithin }) => paidWithin > 0);
  const p50Seconds = paidWithinOf(0.5, paid);
  const p95Seconds = paidWithinOf(0.95, paid);
  return p50Seconds === null || p95Seconds === null
    ? null
    : { count: countOf(paid), p50Seconds, p95Seconds };
}

const countOf = (figures: readonly { readonly count: number }[]): number =>
  figures.reduce((sum, { count }) => sum + count, 0);
