/** Health check of the provider's API, by its public key endpoint. https://docs.yourflexpay.com/idaas/authentication */
import { apiAddress } from "../provider-http/api.ts";
import { exchange } from "../provider-http/http.ts";
import type { ResolvedSettings } from "./settings.ts";

/** Null if it responds, else the reason; never throws. */
export async function findHealthFault({
  apiUrl,
  paths,
  timeouts,
}: ResolvedSettings): Promise<string | null> {
  const response = await exchange({
    method: "GET",
    url: apiAddress(apiUrl, paths.health),
    headers: {},
    timeoutMs: timeouts.healthMs,
  });
  if (response.kind !== "response") return response.detail;
  return Math.floor(response.status / 100) === 2
    ? null
    : `HTTP ${response.status}`;
}
