/** Maps the result of a provider call to the merchant API's problems. */
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Refused, Result } from "../../domain/errors.ts";
import type { ProviderResult } from "../../ports/provider-result.ts";
import type { QueryResult } from "../../ports/provider.ts";
import type { ServiceName } from "../../ports/merchant-services.ts";
import type { Deps } from "./deps.ts";

/** The Retry-After for a call without a response. */
const AFTER_NO_RESPONSE_SECONDS = 10;

/** The longest step of the schedule, so that a payment is not noticed later than that. */
const MAX_WAIT_SECONDS = 60 * 60;

/** The provider's Retry-After in seconds; 0 if there is none. */
export function waitSeconds(
  result: ProviderResult<unknown> | QueryResult,
): number {
  const named =
    result.kind === "busy" || result.kind === "unavailable"
      ? result.retryAfterSeconds
      : undefined;
  return Math.min(named ?? 0, MAX_WAIT_SECONDS);
}

/** For a call that may have been carried out. */
const OUTCOME_UNKNOWN: Refused = refuse(
  "provider_outcome_unknown",
  "The provider's response didn't say whether the change was made. Check its state before you repeat the call.",
);

/**
 * Refusals: `not_found`; `provider_conflict` and `provider_refused` with the provider's reason; `provider_busy`;
 * `provider_outcome_unknown` if the call may have been carried out; `provider_unavailable` if it was not.
 */
export function toResult<T>(
  { log }: Pick<Deps, "log">,
  call: string,
  result: ProviderResult<T>,
): Result<T> {
  switch (result.kind) {
    case "found":
      return ok(result.value);
    case "not_found":
      return NOT_FOUND;
    case "refused":
      return refuseAs(result.conflict, result.reason);
    case "busy":
      return refuse(
        "provider_busy",
        "The provider is rate-limiting requests. Nothing was done.",
        { retryAfterSeconds: result.retryAfterSeconds },
      );
    case "unavailable":
      log.warn(
        { call, detail: result.detail },
        "the provider did not respond to a merchant API call",
      );
      return result.mayHaveHappened
        ? OUTCOME_UNKNOWN
        : refuse(
            "provider_unavailable",
            "The provider is not responding right now. Nothing was done.",
            {
              retryAfterSeconds: Math.max(
                AFTER_NO_RESPONSE_SECONDS,
                waitSeconds(result),
              ),
            },
          );
  }
}

/** `conflict`: the object's state doesn't allow the call. */
export function refuseAs(
  conflict: boolean,
  reason: string | null,
  errors?: Refused["errors"],
): Refused {
  const detail =
    reason === null
      ? "The provider refused and gave no reason."
      : `The provider refused: ${reason}`;
  return refuse(
    conflict ? "provider_conflict" : "provider_refused",
    detail,
    errors === undefined ? {} : { errors },
  );
}

const SERVICE_NAMES: Readonly<Record<ServiceName, string>> = {
  payouts: "provider for payouts",
  bills: "provider for bill payments",
  routes: "provider with transaction routes",
  linkMirror: "provider with payment links",
  transfers: "provider with transfers",
};

/** Names the missing variables, so that the operator can fix it. */
export function notConfigured(
  { settings }: Pick<Deps, "settings">,
  service: ServiceName,
): Refused {
  const variables = settings.serviceVariables[service].join(", ");
  const what = SERVICE_NAMES[service];
  return refuse(
    "provider_not_configured",
    variables === ""
      ? `This relay has no ${what}.`
      : `This relay has no ${what}: set ${variables}.`,
  );
}
