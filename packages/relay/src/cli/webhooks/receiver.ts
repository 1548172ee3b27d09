/** Sends webhooks from the command line to a developer's receiver, signed as the relay signs them. */
import { readFileSync } from "node:fs";
import { createEnvironment } from "../../adapters/environment/environment.ts";
import type { Env } from "../../adapters/environment/environment.ts";
import { createGuardedHttp } from "../../adapters/merchant-http/guarded-http.ts";
import { isSecureAddress } from "../../adapters/system/loopback.ts";
import { createWebhookSender } from "../../adapters/webhook-sender/webhook-sender.ts";
import { WEBHOOK } from "../../config/webhook-variables.ts";
import type { WebhookMessage, WebhookResult } from "../../ports/webhook.ts";
import { readVersion } from "../../version.ts";
import { UsageError } from "../command.ts";
import { EXIT_MISUSE } from "../exit-codes.ts";
import { CliError } from "../merchant/relay-client.ts";

export interface Receiver {
  readonly url: string;
  send(message: WebhookMessage): Promise<WebhookResult>;
}

/** `option`: the one that names the address. Throws where there is no usable address or secret. */
export function createReceiver(
  variables: Env,
  address: string,
  option: string,
): Receiver {
  const url = URL.parse(address);
  if (url === null || !isSecureAddress(url))
    throw new UsageError(
      `${option} must be an https URL, or http on this machine, like http://localhost:3000/webhooks`,
    );
  const env = createEnvironment(variables, (file) =>
    readFileSync(file, "utf8"),
  );
  const { secret } = env.read({ secret: WEBHOOK.webhookSecret }, true);
  if (secret === null) {
    const [problem] = env.problems;
    throw new CliError(
      problem === undefined
        ? "the receiver's secret is missing: set MALIPO_WEBHOOK_SECRET, or name a file of variables with --env-file"
        : `${problem.variable} ${problem.message}`,
      EXIT_MISUSE,
    );
  }
  const sender = createWebhookSender({
    url: url.href,
    // The address is the developer's own choice, not a merchant's.
    http: createGuardedHttp({ guard: { allows: () => true } }),
    secrets: [secret],
    version: readVersion(),
  });
  return {
    url: url.origin + url.pathname,
    send: (message) => sender.send(message, Date.now()),
  };
}

/** "204", or why there was no answer. */
export function describeResult(result: WebhookResult): string {
  if (result.kind === "aborted") return "stopped";
  if (result.status !== null) return String(result.status);
  return result.kind === "failed" && result.error === "timeout"
    ? "no answer in time"
    : "no connection";
}
