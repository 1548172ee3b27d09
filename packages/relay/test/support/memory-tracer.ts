import { ROOT_CONTEXT, context, trace } from "@opentelemetry/api";
import type {
  Context,
  Span,
  SpanContext,
  SpanOptions,
  TracerProvider,
} from "@opentelemetry/api";
import { onTestFinished } from "vitest";

export interface RecordedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly options: SpanOptions;
  ended: boolean;
}

/** An SDK that keeps the spans of the test; the API is without one again after it. */
export function recordSpans(): readonly RecordedSpan[] {
  const spans: RecordedSpan[] = [];
  const inert = trace.getTracer("inert").startSpan("", {}, ROOT_CONTEXT);
  const hex = (length: number): string =>
    (spans.length + 1).toString(16).padStart(length, "0");
  const startSpan = (
    name: string,
    options: SpanOptions = {},
    from: Context = context.active(),
  ): Span => {
    const parent = trace.getSpanContext(from);
    const recorded: RecordedSpan = {
      name,
      traceId: parent?.traceId ?? hex(32),
      spanId: hex(16),
      parentId: parent?.spanId,
      options,
      ended: false,
    };
    spans.push(recorded);
    const { traceId, spanId } = recorded;
    const own: SpanContext = {
      traceId,
      spanId,
      traceFlags: 1,
      // As a sampler may do.
      ...(parent?.traceState === undefined
        ? {}
        : { traceState: parent.traceState.set("sampler", "1") }),
    };
    return Object.assign(Object.create(inert) as Span, {
      spanContext: () => own,
      end: () => {
        recorded.ended = true;
      },
    });
  };
  const provider: TracerProvider = {
    getTracer: () => ({
      startSpan,
      startActiveSpan: () => {
        throw new Error("not used");
      },
    }),
  };
  trace.setGlobalTracerProvider(provider);
  onTestFinished(() => {
    trace.disable();
  });
  return spans;
}
