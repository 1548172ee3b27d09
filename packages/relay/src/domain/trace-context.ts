/** The trace that something is part of, as it is stored and passed on. */
export interface TraceContext {
  /** The `traceparent`, if the caller sent one or the host records traces. */
  readonly trace?: string | undefined;
  /** The `tracestate` beside it, for the systems that record the trace. */
  readonly tracestate?: string | undefined;
}

/** These fields alone, and only those that have a value. */
export const traceOf = ({ trace, tracestate }: TraceContext): TraceContext => ({
  ...(trace === undefined ? {} : { trace }),
  ...(trace === undefined || tracestate === undefined ? {} : { tracestate }),
});
