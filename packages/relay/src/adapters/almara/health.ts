/**
 * Health check of the provider's API. The path is inferred from a public client of a sibling product; any 2xx counts.
 */
import { apiAddress } from "../provider-http/api.ts";
import { exchange } from "../provider-http/http.ts";
import type { ResolvedSettings } from "./lib/settings.ts";

/** Null if it responds, else the reason; never throws. */
export async function findHealthFault({
  apiUrl,
  paths,
  timeouts,
}: ResolvedSettings): Promise<string | null> {
  const answer = await exchange({
    method: "GET",
    url: apiAddress(apiUrl, paths.health),
    headers: {},
    timeoutMs: timeouts.healthMs,
  });
  if (answer.kind !== "answer") return answer.detail;
  return Math.floor(answer.status / 100) === 2 ? null : `HTTP ${answer.status}`;
}
