/** Whether the provider's API answers at all. Path and text are inferred from a sibling's public client; any 2xx counts. */
import { apiAddress } from "../provider-http/api.ts";
import { exchange } from "../provider-http/http.ts";
import type { ResolvedSettings } from "./settings.ts";

export async function checkHealth(
  settings: ResolvedSettings,
): Promise<boolean> {
  const answer = await exchange({
    method: "GET",
    url: apiAddress(settings.apiUrl, settings.paths.health),
    headers: {},
    timeoutMs: settings.timeouts.healthMs,
  });
  return (
    answer.kind === "answer" && answer.status >= 200 && answer.status < 300
  );
}
