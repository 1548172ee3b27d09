/** Whether a provider's API responds. */
import { apiAddress } from "./api.ts";
import { exchange } from "./http.ts";

export interface ApiHealth {
  /** True if the provider's API responds; needs no token and never throws. For readiness. */
  readonly checkHealth: () => Promise<boolean>;
  /** The same, with the reason; null if it responds. */
  readonly findHealthFault: () => Promise<string | null>;
}

export interface HealthSettings {
  readonly apiUrl: string;
  readonly paths: { readonly health: string };
  readonly timeouts: { readonly healthMs: number };
}

/** Any 2xx counts. */
export function createHealth({
  apiUrl,
  paths,
  timeouts,
}: HealthSettings): ApiHealth {
  const findHealthFault = async (): Promise<string | null> => {
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
  };
  return {
    findHealthFault,
    checkHealth: async () => (await findHealthFault()) === null,
  };
}
