/** The trace of what is running, for the requests that it makes. */
import { AsyncLocalStorage } from "node:async_hooks";
import { context, createContextKey } from "@opentelemetry/api";
import type { TraceContext } from "../../domain/trace-context.ts";

const storage = new AsyncLocalStorage<TraceContext>();
/** The key of `suppressTracing` in @opentelemetry/core, which is part of the SDK. */
const SUPPRESSED = createContextKey(
  "OpenTelemetry SDK Context Key SUPPRESS_TRACING",
);
const NONE: TraceContext = {};

export const currentTrace = (): TraceContext => storage.getStore() ?? NONE;

export const withTrace = <T>(trace: TraceContext, work: () => T): T =>
  storage.run(trace, work);

/**
 * Sends a request with the current trace. The host's instrumentation of HTTP clients would add a second `traceparent`,
 * and two are as good as none.
 */
export function withTraceHeaders<T>(
  send: (headers: Readonly<Record<string, string>>) => T,
): T {
  const { trace: traceparent, tracestate } = currentTrace();
  if (traceparent === undefined) return send({});
  const headers =
    tracestate === undefined ? { traceparent } : { traceparent, tracestate };
  return context.with(context.active().setValue(SUPPRESSED, true), () =>
    send(headers),
  );
}
