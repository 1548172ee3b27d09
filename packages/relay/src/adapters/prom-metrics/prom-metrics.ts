/** Metrics in Prometheus' text format, https://prometheus.io/docs/instrumenting/exposition_formats/. */
import { DIFFERENCE_CAUSES } from "@malipo/protocol/merchant";
import {
  Counter,
  Gauge,
  Histogram,
  Registry,
  collectDefaultMetrics,
} from "prom-client";
import type { Gauges, Metrics } from "../../ports/metrics.ts";
import { COUNTERS, GAUGES, HISTOGRAMS } from "./metric-table.ts";

export interface PromMetrics extends Metrics {
  readonly contentType: string;
  /** Everything counted since the start, process metrics, and the gauges as they are now. */
  text(): Promise<string>;
}

export interface PromMetricsOptions {
  readonly version: string;
  /** Asked for each text. Default: there are no gauges. */
  readonly readGauges?: () => Promise<Gauges>;
}

/** The library's default of 10 ms takes 5 ms of CPU each second of a relay that does nothing else. */
const EVENT_LOOP_SAMPLED_EVERY_MS = 50;

/** Each instance has its own registry, so that relays in one process don't mix. */
export function createPromMetrics({
  version,
  readGauges,
}: PromMetricsOptions): PromMetrics {
  const registry = new Registry();
  collectDefaultMetrics({
    register: registry,
    eventLoopMonitoringPrecision: EVENT_LOOP_SAMPLED_EVERY_MS,
  });
  const registers = [registry];
  const counter = ({
    name,
    help,
    labels,
  }: (typeof COUNTERS)[keyof typeof COUNTERS]) =>
    new Counter({ name, help, labelNames: [...labels], registers });
  const gauge = ({
    name,
    help,
    labels,
  }: (typeof GAUGES)[keyof typeof GAUGES]) =>
    new Gauge<string>({ name, help, labelNames: [...labels], registers });
  const histogram = ({
    buckets,
    ...row
  }: (typeof HISTOGRAMS)[keyof typeof HISTOGRAMS]) =>
    new Histogram<string>({
      name: row.name,
      help: row.help,
      labelNames: [...row.labels],
      buckets: [...buckets],
      registers,
    });
  const orders = counter(COUNTERS.orders);
  const orderFlags = counter(COUNTERS.orderFlags);
  const attempts = counter(COUNTERS.attempts);
  const unknownValues = counter(COUNTERS.unknownValues);
  const callbacks = counter(COUNTERS.callbacks);
  const deliveries = counter(COUNTERS.deliveries);
  const alerts = counter(COUNTERS.alerts);
  const providerCalls = histogram(HISTOGRAMS.providerCalls);
  const callbackCommits = histogram(HISTOGRAMS.callbackCommits);
  const streamed = histogram(HISTOGRAMS.streamed);
  gauge(GAUGES.build).set({ version }, 1);
  const openStreams = gauge(GAUGES.openStreams);
  const tasksDue = gauge(GAUGES.tasksDue);
  const oldestTask = gauge(GAUGES.oldestTask);
  const webhooks = gauge(GAUGES.webhooks);
  const unmatchedPayments = gauge(GAUGES.unmatchedPayments);
  const flaggedOrders = gauge(GAUGES.flaggedOrders);
  const refundsInReview = gauge(GAUGES.refundsInReview);
  const undecidedTransfers = gauge(GAUGES.undecidedTransfers);
  const differences = gauge(GAUGES.differences);
  const oldestDifference = gauge(GAUGES.oldestDifference);
  const lastReconciliation = gauge(GAUGES.lastReconciliation);
  const single = [
    ...[unmatchedPayments, refundsInReview, undecidedTransfers],
    ...[oldestDifference, lastReconciliation],
  ];

  const labelled = [tasksDue, oldestTask, webhooks, flaggedOrders, differences];

  const setGauges = ({ openStreams: open, store }: Gauges): void => {
    openStreams.set(open);
    // An old value would look like a new one.
    for (const each of labelled) each.reset();
    // Without labels, a reset would make them 0.
    for (const each of single) each.remove();
    if (store === null) return;
    for (const { kind, due, oldestDueMs } of store.tasks) {
      tasksDue.set({ kind }, due);
      oldestTask.set({ kind }, oldestDueMs / 1000);
    }
    webhooks.set({ status: "pending" }, store.pendingDeliveries);
    webhooks.set({ status: "dead" }, store.deadDeliveries);
    unmatchedPayments.set(store.unmatchedPayments);
    for (const [flag, count] of Object.entries(store.flaggedOrders))
      flaggedOrders.set({ flag }, count);
    refundsInReview.set(store.refundsInReview);
    undecidedTransfers.set(store.undecidedTransfers);
    const { oldestOpenMs, lastFinishedAt } = store.reconciliations;
    for (const cause of DIFFERENCE_CAUSES)
      differences.set({ cause }, store.reconciliations.open[cause] ?? 0);
    oldestDifference.set(oldestOpenMs / 1000);
    if (lastFinishedAt !== null) lastReconciliation.set(lastFinishedAt / 1000);
  };

  return {
    contentType: registry.contentType,
    async text() {
      if (readGauges !== undefined) setGauges(await readGauges());
      return registry.metrics();
    },
    order(status) {
      orders.inc({ status });
    },
    orderFlag(flag) {
      orderFlags.inc({ flag });
    },
    attempt(method, status, failure) {
      attempts.inc({ method, status, failure: failure ?? "none" });
    },
    providerCall(provider, operation, result, seconds) {
      providerCalls.observe({ provider, operation, result }, seconds);
    },
    unknownValue(provider, kind) {
      unknownValues.inc({ provider, kind });
    },
    callback(provider, result) {
      callbacks.inc({ provider, result });
    },
    callbackCommitted(seconds) {
      callbackCommits.observe(seconds);
    },
    streamed(seconds) {
      streamed.observe(seconds);
    },
    delivery(result) {
      deliveries.inc({ result });
    },
    alert(kind, result) {
      alerts.inc({ kind, result });
    },
  };
}
