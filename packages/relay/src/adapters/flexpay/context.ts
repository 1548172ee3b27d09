/** The dependencies of all calls of the adapter. */
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Api, ApiCall } from "../provider-http/api.ts";
import type { UnknownValues } from "../provider-http/unknown-values.ts";
import { readResponse } from "./response.ts";
import type { Effect, ParsedResponse } from "./response.ts";
import type { ResolvedSettings } from "./settings.ts";

export interface Context {
  readonly settings: ResolvedSettings;
  readonly api: Api;
  readonly clock: Clock;
  readonly log: Log;
  readonly unknownValues: UnknownValues;
}

/** Sends a request and opens the response's envelope. */
export async function send(
  { api, settings }: Context,
  call: ApiCall,
  effect: Effect,
): Promise<ParsedResponse> {
  return readResponse(await api(call), effect, [
    settings.clientSecret,
    ...settings.webhookSecrets,
  ]);
}

/** Logs a response about another object than the requested one, or meant for another receiver. */
export function logMismatch({ log }: Context, id: string): void {
  log.error(
    { provider: "flexpay", code: "upstream_mismatch", id },
    "the provider's response is about another transfer",
  );
}

/** Logs content that should be a transfer but can't be parsed as one. */
export function logUnreadable({ log }: Context, what: string): void {
  log.error(
    { provider: "flexpay", code: "upstream_contract_unknown", what },
    "the provider's response can't be parsed",
  );
}
