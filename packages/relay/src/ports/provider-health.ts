/** Whether the providers respond. */
import type { ProviderId } from "../domain/attempt.ts";

/** True if the provider's API responds; must never throw. */
export type CheckHealth = () => Promise<boolean>;

/** For every known provider; null if it is not configured. */
export type HealthChecks = Readonly<Record<ProviderId, CheckHealth | null>>;
