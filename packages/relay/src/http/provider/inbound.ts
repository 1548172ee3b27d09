/** Handlers for the calls that the configured providers declare. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "../../ports/provider.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import type { AttemptQuerier } from "../../use-cases/attempts/attempt-querier.ts";
import type { Scheduler } from "../../use-cases/shared/scheduler.ts";
import { createCallbackReceiver } from "../../use-cases/attempts/receive-callback.ts";
import { createPaybillReceiver } from "../../use-cases/attempts/receive-paybill.ts";
import { createWebhookReceiver } from "../../use-cases/transfers/receive-webhook.ts";
import { handleCallback, handleUnsignedCallback } from "./callbacks.ts";
import { handlePaybillNotice } from "./paybill.ts";
import { respondToCallback } from "./raw-callback.ts";

type Handler = (
  req: IncomingMessage,
  res: ServerResponse,
  /** `s` of the query; empty if missing. */
  mac: string,
) => Promise<void>;

export interface Inbound {
  /** The handler that a configured provider declares for this exact path; undefined if there is none. */
  find(path: string): Handler | undefined;
  /**
   * Receives a callback about any attempt. The MAC decides, not the provider's name in the path, so callbacks of a
   * provider that is no longer configured are kept as well.
   */
  receive(
    provider: string,
    attemptId: string,
    mac: string,
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void>;
}

export function createInbound(
  deps: Deps,
  querier: Pick<AttemptQuerier, "sinceLastQuery">,
  scheduler: Pick<Scheduler, "hasCapacity" | "run">,
): Inbound {
  const callbacks = createCallbackReceiver(deps, querier, scheduler);
  const parts = { ...deps, ...callbacks };
  const fixed = new Map(
    deps.providers.flatMap((provider) =>
      provider.inbound.flatMap((call) => {
        const handle = handlerOf(provider, call);
        return handle === undefined
          ? []
          : [[call.path.toLowerCase(), handle] as const];
      }),
    ),
  );

  function handlerOf(
    provider: Provider,
    call: Provider["inbound"][number],
  ): Handler | undefined {
    switch (call.proof) {
      case "attempt_mac":
        return undefined;
      case "address_mac": {
        const receive = createPaybillReceiver(deps, provider);
        const route = {
          ...deps,
          provider: provider.id,
          word: call.word,
          receive,
        };
        return (req, res, mac) => handlePaybillNotice(route, mac, req, res);
      }
      case "signature": {
        const { id, webhooks } = provider;
        if (webhooks === undefined) return undefined;
        const receive = createWebhookReceiver(deps, callbacks, id, webhooks);
        return (req, res) =>
          respondToCallback(deps, req, res, (raw) => receive(raw, req.headers));
      }
      case "none":
        return (req, res) => handleUnsignedCallback(parts, provider, req, res);
    }
  }

  const labelOf = (name: string): string =>
    deps.providers.find(({ id }) => id === name)?.id ?? "unknown";

  return {
    find: (path) => fixed.get(path.toLowerCase()),
    receive: (provider, attemptId, mac, req, res) =>
      handleCallback(parts, labelOf(provider), attemptId, mac, req, res),
  };
}
