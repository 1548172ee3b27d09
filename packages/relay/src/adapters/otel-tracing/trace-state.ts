/** OpenTelemetry's view of a `tracestate` that was parsed. Its API leaves making one to the SDK. */
import type { TraceState } from "@opentelemetry/api";

export const toTraceState = (tracestate: string): TraceState =>
  fromMembers(
    tracestate.split(",").map((member) => {
      const [key = "", value = ""] = member.split("=");
      return [key, value];
    }),
  );

function fromMembers(
  members: readonly (readonly [key: string, value: string])[],
): TraceState {
  const others = (key: string) => members.filter(([name]) => name !== key);
  return {
    get: (key) => members.find(([name]) => name === key)?.[1],
    // Whoever changes a member moves it to the front.
    set: (key, value) => fromMembers([[key, value], ...others(key)]),
    unset: (key) => fromMembers(others(key)),
    serialize: () => members.map((member) => member.join("=")).join(","),
  };
}
