/**
 * A webhook signed by the provider. It is still only a hint: it triggers a query of the transfer or attempt that it
 * names, or of all pending transfers if it names none. Webhooks about transfers are not stored, because they decide
 * nothing.
 */
import type { ProviderId } from "../../domain/attempt.ts";
import { ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type {
  OpenedWebhook,
  ProviderWebhooks,
} from "../../ports/provider-webhooks.ts";
import type { CallbackReceiver } from "../attempts/receive-callback.ts";
import type { Deps } from "../shared/deps.ts";
import { requestPoll, requestSettling } from "./request-transfers.ts";

/** Refusal: `callback_refused` if the signature is not valid. Rejects if it could not be stored. */
export type WebhookReceiver = (
  raw: Uint8Array,
  headers: Parameters<ProviderWebhooks["open"]>[1],
) => Promise<Result<null>>;

/** The reason is only in the log: the response tells a forger nothing. */
const REFUSED = refuse(
  "callback_refused",
  "The signature or the timestamp is missing or not valid.",
);

export function createWebhookReceiver(
  deps: Deps,
  callbacks: Pick<CallbackReceiver, "receiveSigned">,
  provider: ProviderId,
  webhooks: ProviderWebhooks,
): WebhookReceiver {
  return async (raw, headers) => {
    const opened = await webhooks.open(raw, headers);
    if (opened.kind === "refused") {
      deps.metrics.callback(provider, "refused");
      deps.log.warn(
        { provider, reason: opened.reason },
        "a webhook was refused: its signature is not valid",
      );
      return REFUSED;
    }
    if (opened.kind === "attempt") {
      const result = await callbacks.receiveSigned(provider, opened.hint, raw);
      deps.metrics.callback(
        provider,
        result === "recorded" ? "recorded" : "unmatched",
      );
      return ok(null);
    }
    await request(deps, provider, opened);
    deps.metrics.callback(provider, "recorded");
    return ok(null);
  };
}

async function request(
  deps: Deps,
  provider: ProviderId,
  opened: Extract<OpenedWebhook, { kind: "ok" }>,
): Promise<void> {
  const { eventType, reference, unreadable } = opened;
  const now = deps.clock.now();
  await deps.store.transaction((tx) =>
    reference === null
      ? requestPoll(tx, provider, now)
      : requestSettling(tx, reference, now, TASK_PRIORITY.first),
  );
  const fields = { provider, eventType, transfer: reference };
  if (unreadable)
    deps.log.warn(fields, "an authentic webhook could not be parsed");
  else deps.log.info(fields, "a webhook about a transfer");
}
