/** Metrics in Prometheus' text format, https://prometheus.io/docs/instrumenting/exposition_formats/. */
import { Counter, Registry, collectDefaultMetrics } from "prom-client";
import type { Metrics } from "../../ports/metrics.ts";

export interface PromMetrics extends Metrics {
  readonly contentType: string;
  /** All counters since the start, and process metrics. */
  text(): Promise<string>;
}

/** Each instance has its own registry, so that relays in one process don't mix. */
export function createPromMetrics(): PromMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const unknownValues = new Counter({
    name: "malipo_provider_unknown_values_total",
    help: "Undocumented codes and statuses from providers, treated as not final.",
    labelNames: ["provider", "kind"],
    registers,
  });
  const callbacks = new Counter({
    name: "malipo_callbacks_total",
    help: "Callbacks from providers, by result.",
    labelNames: ["provider", "result"],
    registers,
  });
  const deliveries = new Counter({
    name: "malipo_webhook_tries_total",
    help: "Attempts to deliver webhooks, by result.",
    labelNames: ["result"],
    registers,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    unknownValue(provider, kind) {
      unknownValues.inc({ provider, kind });
    },
    callback(provider, result) {
      callbacks.inc({ provider, result });
    },
    delivery(result) {
      deliveries.inc({ result });
    },
  };
}
