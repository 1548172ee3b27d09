/** The `traceparent` of W3C Trace Context (https://www.w3.org/TR/trace-context/#traceparent-header). Pure. */

export interface TraceParent {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

const LONGEST = 256;
const FORMAT =
  /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Undefined for anything else: a wrong header is ignored, never an error. */
export function parseTraceparent(text: unknown): TraceParent | undefined {
  if (typeof text !== "string" || text.length > LONGEST) return undefined;
  const [, version, traceId = "", spanId = "", flags = "", more] =
    FORMAT.exec(text) ?? [];
  // Only later versions may have more parts.
  if (version === undefined || (version === "00" && more !== undefined))
    return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export const formatTraceparent = ({
  traceId,
  spanId,
  sampled,
}: TraceParent): string => `00-${traceId}-${spanId}-${sampled ? "01" : "00"}`;
