/** Traces across the merchant's systems, the relay and the provider. All parents are `traceparent` values. */

export type SpanAttributes = Readonly<Record<string, string>>;

export interface Tracing {
  /** Handles a request: as part of the host's active span, or else of the caller's `traceparent` header. */
  request<T>(
    name: string,
    traceparent: unknown,
    work: () => Promise<T>,
  ): Promise<T>;
  /** Makes a call to the outside as part of the trace that was stored; undefined: of none. */
  call<T>(
    name: string,
    parent: string | undefined,
    attributes: SpanAttributes,
    work: () => Promise<T>,
  ): Promise<T>;
  /** Adds something that has just happened to a trace. `startedAt` in milliseconds since 1970. */
  add(
    name: string,
    parent: string | undefined,
    attributes: SpanAttributes,
    startedAt: number,
  ): void;
  /** Runs what has nothing to do with the current trace. */
  apart<T>(work: () => T): T;
  /** The `traceparent` for what the current span causes; undefined if there is no trace. */
  current(): string | undefined;
}
