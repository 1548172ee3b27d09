/** The trace of what is running, for the requests that it makes. */
import { AsyncLocalStorage } from "node:async_hooks";
import { context, createContextKey } from "@opentelemetry/api";

const storage = new AsyncLocalStorage<string | undefined>();
/** The key of `suppressTracing` in @opentelemetry/core, which is part of the SDK. */
const SUPPRESSED = createContextKey(
  "OpenTelemetry SDK Context Key SUPPRESS_TRACING",
);

export const currentTraceparent = (): string | undefined => storage.getStore();

export const withTraceparent = <T>(
  traceparent: string | undefined,
  work: () => T,
): T => storage.run(traceparent, work);

/**
 * Sends a request with the current trace. The host's instrumentation of HTTP clients would add a second `traceparent`,
 * and two are as good as none.
 */
export function withTraceHeaders<T>(
  send: (headers: Readonly<Record<string, string>>) => T,
): T {
  const traceparent = currentTraceparent();
  return traceparent === undefined
    ? send({})
    : context.with(context.active().setValue(SUPPRESSED, true), () =>
        send({ traceparent }),
      );
}
