/** Whether the provider's API answers at all: its public key is for everybody. https://docs.yourflexpay.com/idaas/authentication */
import { apiAddress } from "../provider-http/api.ts";
import { exchange } from "../provider-http/http.ts";
import type { ResolvedSettings } from "./settings.ts";

export async function checkHealth({
  apiUrl,
  paths,
  timeouts,
}: ResolvedSettings): Promise<boolean> {
  const answer = await exchange({
    method: "GET",
    url: apiAddress(apiUrl, paths.health),
    headers: {},
    timeoutMs: timeouts.healthMs,
  });
  return answer.kind === "answer" && Math.floor(answer.status / 100) === 2;
}
