/**
 * A message that the provider signed: a hint all the same. It has the transfer it names read from the API, or, where it
 * names none, everything that waits. Its bytes are not kept, since they decide nothing.
 */
import type {
  OpenedWebhook,
  ProviderWebhooks,
  WebhookFault,
} from "../../ports/provider-webhooks.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { Deps } from "../shared/deps.ts";
import { requestPoll, requestSettling } from "./request-transfers.ts";

/** Null when it was stored; the reason when it is not proven to be the provider's. Rejects when it could not be stored. */
export type WebhookReceiver = (
  raw: Uint8Array,
  headers: Parameters<ProviderWebhooks["open"]>[1],
) => Promise<WebhookFault | null>;

export function createWebhookReceiver(
  deps: Deps,
  webhooks: ProviderWebhooks,
): WebhookReceiver {
  return async (raw, headers) => {
    const opened = await webhooks.open(raw, headers);
    if (opened.kind === "refused") {
      deps.metrics.callback("flexpay", "refused");
      deps.log.warn(
        { provider: "flexpay", reason: opened.reason },
        "a webhook that its sender did not prove to be the provider's",
      );
      return opened.reason;
    }
    await request(deps, opened);
    deps.metrics.callback("flexpay", "recorded");
    return null;
  };
}

async function request(
  deps: Deps,
  opened: Extract<OpenedWebhook, { kind: "ok" }>,
): Promise<void> {
  const { eventType, reference, unreadable } = opened;
  const now = deps.clock.now();
  await deps.store.transaction((tx) =>
    reference === null
      ? requestPoll(tx, now)
      : requestSettling(tx, reference, now, TASK_PRIORITY.first),
  );
  const fields = { provider: "flexpay", eventType, transfer: reference };
  if (unreadable) deps.log.warn(fields, "a webhook that can't be read");
  else deps.log.info(fields, "a webhook about a transfer");
}
