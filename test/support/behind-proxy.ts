/** A stack whose relay reaches the provider through a proxy that can fail. Callbacks and shoppers don't go through it. */
import { onTestFinished } from "vitest";
import { startFaultProxy } from "../../packages/relay/test/support/fault-proxy.ts";
import { startOwnStack } from "./stack.ts";
import type { Stack, StackOptions } from "./stack.ts";

export interface Site {
  readonly stack: Stack;
  readonly proxy: Awaited<ReturnType<typeof startFaultProxy>>;
}

/** For one test. Calls to the provider give up after a second. */
export async function startBehindProxy(
  options: Pick<StackOptions, "sandbox" | "webhookUrl"> = {},
): Promise<Site> {
  const proxy = await startFaultProxy();
  onTestFinished(() => proxy.close());
  const url = `http://127.0.0.1:${proxy.port}`;
  const stack = await startOwnStack({
    ...options,
    env: {
      ALMARA_API_URL: url,
      ALMARA_TOKEN_URL: `${url}/connect/token`,
      ALMARA_TIMEOUT_SECONDS: "1",
      FLEXPAY_API_URL: `${url}/flexpay`,
      FLEXPAY_TIMEOUT_SECONDS: "1",
    },
  });
  proxy.target = Number(new URL(stack.sandboxUrl).port);
  return { proxy, stack };
}
