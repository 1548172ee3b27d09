/** Traces across the merchant's systems, the relay and the provider. */
import type { TraceContext } from "../domain/trace-context.ts";

export type SpanAttributes = Readonly<Record<string, string>>;

export interface Tracing {
  /** Handles a request: as part of the host's active span, or else of the caller's headers. */
  request<T>(
    name: string,
    headers: { readonly traceparent?: unknown; readonly tracestate?: unknown },
    work: () => Promise<T>,
  ): Promise<T>;
  /** Makes a call to the outside as part of the trace that was stored with `parent`. */
  call<T>(
    name: string,
    parent: TraceContext,
    attributes: SpanAttributes,
    work: () => Promise<T>,
  ): Promise<T>;
  /** Adds something that has just happened to a trace. `startedAt` in milliseconds since 1970. */
  add(
    name: string,
    parent: TraceContext,
    attributes: SpanAttributes,
    startedAt: number,
  ): void;
  /** Runs what has nothing to do with the current trace. */
  apart<T>(work: () => T): T;
  /** The trace for what the current span causes; empty if there is none. */
  current(): TraceContext;
}
