/** `POST /callbacks/flexpay`: messages that the provider signs. https://docs.yourflexpay.com/idaas/webhooks */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../../ports/log.ts";
import { refuse } from "../../domain/errors.ts";
import type { WebhookReceiver } from "../../use-cases/transfers/receive-webhook.ts";
import { answerCallback, answerNothingHere } from "./raw-callback.ts";

export interface WebhookRoute {
  readonly log: Log;
  /** Null where the provider is not configured. */
  readonly receive: WebhookReceiver | null;
}

/** Why it is refused stands in our log alone: who forges one learns nothing from the answer. */
const REFUSED = refuse(
  "callback_refused",
  "The signature or its time is missing or wrong.",
);

export function handleWebhook(
  { log, receive }: WebhookRoute,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (receive === null) return answerNothingHere(req, res);
  return answerCallback(log, req, res, async (raw) => {
    const fault = await receive(raw, req.headers);
    return fault === null ? undefined : REFUSED;
  });
}
