/** Whether the provider's API answers at all. Path and text are inferred from a sibling's public client; any 2xx counts. */
import { apiAddress } from "../provider-http/api.ts";
import { exchange } from "../provider-http/http.ts";
import type { ResolvedSettings } from "./lib/settings.ts";

/** Null when it answers, else why it does not; never throws. */
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
