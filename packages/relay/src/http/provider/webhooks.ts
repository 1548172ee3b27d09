/** Webhooks that a provider signs. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../../ports/log.ts";
import type { WebhookReceiver } from "../../use-cases/transfers/receive-webhook.ts";
import { respondToCallback } from "./raw-callback.ts";

export interface WebhookRoute {
  readonly log: Log;
  readonly receive: WebhookReceiver;
}

export function handleWebhook(
  { log, receive }: WebhookRoute,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  return respondToCallback(log, req, res, (raw) => receive(raw, req.headers));
}
