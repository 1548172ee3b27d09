/** Messages that a provider signs. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../../ports/log.ts";
import { ok, refuse } from "../../domain/errors.ts";
import type { WebhookReceiver } from "../../use-cases/transfers/receive-webhook.ts";
import { answerCallback } from "./raw-callback.ts";

export interface WebhookRoute {
  readonly log: Log;
  readonly receive: WebhookReceiver;
}

/** Why it is refused stands in our log alone: who forges one learns nothing from the answer. */
const REFUSED = refuse(
  "callback_refused",
  "The signature or the timestamp is missing or not valid.",
);

export function handleWebhook(
  { log, receive }: WebhookRoute,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  return answerCallback(log, req, res, async (raw) => {
    const fault = await receive(raw, req.headers);
    return fault === null ? ok(null) : REFUSED;
  });
}
