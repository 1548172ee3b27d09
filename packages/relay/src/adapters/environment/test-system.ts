/** Whether a provider's API is a test system, where no money moves. */
import { isLoopbackHost } from "../system/loopback.ts";
import { choice } from "./parsers.ts";
import { variable } from "./variable.ts";
import type { Variable } from "./variable.ts";

export type ProviderEnvironment = "live" | "test";

/** How providers name the hosts of their test systems: sandboxapi.example.com, staging-idaas.example.com. */
const TEST_HOST = /(?:^|[.-])(?:sandbox\w*|staging|stage|test|testing|uat)[.-]/;

/** The row of a provider's variables that says so; without it, the host of the API's URL does. */
export function environmentVariable(
  name: string,
  urlName: string,
): Variable<ProviderEnvironment | null> {
  return variable({
    name,
    about: `Whether the API moves money: live, or test. Orders of a test system say "livemode": false, and the checkout shows that it is a test. Default: test if the host of ${urlName} is a loopback address or is named like a test system (sandbox, staging, test, uat), otherwise live.`,
    parse: choice("live", "test"),
  });
}

export function isLiveSystem(
  environment: ProviderEnvironment | null,
  apiUrl: string,
): boolean {
  if (environment !== null) return environment === "live";
  const { hostname } = new URL(apiUrl);
  return !isLoopbackHost(hostname) && !TEST_HOST.test(hostname);
}
