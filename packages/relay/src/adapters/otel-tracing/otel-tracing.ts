/**
 * Spans through the API of OpenTelemetry. The host may register an SDK; without one, spans are recorded nowhere, and the
 * caller's trace is passed on as it came.
 */
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  context,
  isSpanContextValid,
  trace,
} from "@opentelemetry/api";
import type { Context, Link, Span } from "@opentelemetry/api";
import {
  formatTraceparent,
  parseTraceparent,
} from "../../domain/traceparent.ts";
import { traceOf } from "../../domain/trace-context.ts";
import type { TraceContext } from "../../domain/trace-context.ts";
import { parseTracestate } from "../../domain/tracestate.ts";
import type { SpanAttributes, Tracing } from "../../ports/tracing.ts";
import { currentTrace, withTrace } from "./current-trace.ts";
import { toTraceState } from "./trace-state.ts";

export function createTracing(version: string): Tracing {
  const tracer = trace.getTracer("@malipo/relay", version);
  return {
    request(name, { traceparent, tracestate }, work) {
      const active = context.active();
      const parent =
        trace.getSpanContext(active) === undefined
          ? contextOf(traceparent, tracestate)
          : active;
      return run(
        tracer.startSpan(name, { kind: SpanKind.SERVER }, parent),
        parent,
        work,
      );
    },
    call(name, parent, attributes, work) {
      const from = contextOf(parent.trace, parent.tracestate);
      const links = linksTo(currentTrace(), parent);
      return run(
        tracer.startSpan(
          name,
          { kind: SpanKind.CLIENT, attributes: { ...attributes }, links },
          from,
        ),
        from,
        work,
      );
    },
    add(name, parent, attributes, startedAt) {
      if (parent.trace === undefined) return;
      const kind = SpanKind.SERVER;
      tracer
        .startSpan(
          name,
          { kind, attributes: toAttributes(attributes), startTime: startedAt },
          contextOf(parent.trace, parent.tracestate),
        )
        .end();
    },
    apart: (work) => withTrace({}, () => context.with(ROOT_CONTEXT, work)),
    current: currentTrace,
  };
}

const toAttributes = (attributes: SpanAttributes) => ({ ...attributes });

/** Without a `traceparent` that can be read, `tracestate` says nothing. */
function contextOf(traceparent: unknown, tracestate: unknown): Context {
  const parsed = parseTraceparent(traceparent);
  if (parsed === undefined) return ROOT_CONTEXT;
  const state = parseTracestate(tracestate);
  return trace.setSpanContext(ROOT_CONTEXT, {
    ...toSpanContext(parsed),
    ...(state === undefined ? {} : { traceState: toTraceState(state) }),
  });
}

const toSpanContext = ({
  traceId,
  spanId,
  sampled,
}: NonNullable<ReturnType<typeof parseTraceparent>>) => ({
  traceId,
  spanId,
  traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
  isRemote: true,
});

/** The request that causes the call may be of another trace than the checkout. */
function linksTo(current: TraceContext, parent: TraceContext): Link[] {
  const cause = parseTraceparent(current.trace);
  return cause === undefined ||
    cause.traceId === parseTraceparent(parent.trace)?.traceId
    ? []
    : [{ context: toSpanContext(cause) }];
}

async function run<T>(
  span: Span,
  parent: Context,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await withTrace(traceOfSpan(span), () =>
      context.with(trace.setSpan(parent, span), work),
    );
  } catch (error) {
    // Without the error itself: its message may repeat a request.
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

function traceOfSpan(span: Span): TraceContext {
  const { traceId, spanId, traceFlags, traceState } = span.spanContext();
  if (!isSpanContextValid({ traceId, spanId, traceFlags })) return {};
  const sampled = (traceFlags & TraceFlags.SAMPLED) !== 0;
  return traceOf({
    trace: formatTraceparent({ traceId, spanId, sampled }),
    // Whoever records the trace may have changed it.
    tracestate: parseTracestate(traceState?.serialize()),
  });
}
