/** Common parts of the providers' `malipo doctor` checks. */
import type { ProviderResult } from "../../ports/provider-result.ts";
import type { DoctorCheck, Finding } from "../provider-module.ts";

export const good = (words: string): Finding => ({ mark: "ok", words });
export const bad = (words: string): Finding => ({ mark: "FAIL", words });

/** `findFault`: returns null if the API responds. `variable`: what to correct otherwise. */
export function healthCheck(
  findFault: () => Promise<string | null>,
  variable: string,
): DoctorCheck {
  return {
    name: "health",
    run: async () => {
      const fault = await findFault();
      return fault === null
        ? good("responds")
        : bad(`does not respond: ${fault}. Check ${variable}.`);
    },
  };
}

export function describeFailure(
  result: Exclude<ProviderResult<unknown>, { kind: "found" }>,
): string {
  switch (result.kind) {
    case "not_found":
      return "not found. Check the provider's URL.";
    case "refused":
      return `refused: ${result.reason ?? "no reason given"}`;
    case "busy":
      return `rate-limited: retry in ${result.retryAfterSeconds} s`;
    case "unavailable":
      return result.detail;
  }
}
