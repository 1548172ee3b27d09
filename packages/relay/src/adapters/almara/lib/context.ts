/** The dependencies of all calls of the adapter. */
import type { Log } from "../../../ports/log.ts";
import type { Api } from "../../provider-http/api.ts";
import type { ResolvedSettings } from "./settings.ts";
import type { UnknownValues } from "../../provider-http/unknown-values.ts";

export interface Context {
  readonly settings: ResolvedSettings;
  readonly api: Api;
  readonly log: Log;
  readonly unknownValues: UnknownValues;
}

/** Logs a response about another object than the requested one. */
export function logMismatch(log: Log, id: string): void {
  log.error(
    { provider: "almara", code: "upstream_mismatch", id },
    "the provider's response is about another request",
  );
}
