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
import type { SpanAttributes, Tracing } from "../../ports/tracing.ts";
import { currentTraceparent, withTraceparent } from "./current-trace.ts";

export function createTracing(version: string): Tracing {
  const tracer = trace.getTracer("@malipo/relay", version);
  return {
    request(name, traceparent, work) {
      const active = context.active();
      const parent =
        trace.getSpanContext(active) === undefined
          ? contextOf(traceparent)
          : active;
      return run(
        tracer.startSpan(name, { kind: SpanKind.SERVER }, parent),
        parent,
        work,
      );
    },
    call(name, parent, attributes, work) {
      const from = contextOf(parent);
      const links = linksTo(currentTraceparent(), parent);
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
      if (parent === undefined) return;
      const kind = SpanKind.SERVER;
      tracer
        .startSpan(
          name,
          { kind, attributes: toAttributes(attributes), startTime: startedAt },
          contextOf(parent),
        )
        .end();
    },
    apart: (work) =>
      withTraceparent(undefined, () => context.with(ROOT_CONTEXT, work)),
    current: currentTraceparent,
  };
}

const toAttributes = (attributes: SpanAttributes) => ({ ...attributes });

function contextOf(traceparent: unknown): Context {
  const parsed = parseTraceparent(traceparent);
  return parsed === undefined
    ? ROOT_CONTEXT
    : trace.setSpanContext(ROOT_CONTEXT, toSpanContext(parsed));
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
function linksTo(
  current: string | undefined,
  parent: string | undefined,
): Link[] {
  const cause = parseTraceparent(current);
  return cause === undefined ||
    cause.traceId === parseTraceparent(parent)?.traceId
    ? []
    : [{ context: toSpanContext(cause) }];
}

async function run<T>(
  span: Span,
  parent: Context,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await withTraceparent(traceparentOf(span), () =>
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

function traceparentOf(span: Span): string | undefined {
  const { traceId, spanId, traceFlags } = span.spanContext();
  if (!isSpanContextValid({ traceId, spanId, traceFlags })) return undefined;
  const sampled = (traceFlags & TraceFlags.SAMPLED) !== 0;
  return formatTraceparent({ traceId, spanId, sampled });
}
