/** Where the relay tells this server what became of an order. Goods are sent because of this, not because of a page. */
import express from "express";
import type { Router } from "express";
import { parseNews } from "../webhooks/news.ts";
import type { News } from "../webhooks/news.ts";
import { isFromRelay } from "../webhooks/signature.ts";

export interface WebhookOptions {
  /** `whsec_…`; null: there is no such address. */
  readonly webhookSecret: string | null;
  /** Told of each message once. */
  readonly onNews: (news: News) => void;
}

const BODY_LIMIT = "256kb";
/** As many messages are remembered, so that one that comes twice is told once. */
const REMEMBERED = 1_000;

export function addWebhookRoute(
  router: Router,
  { webhookSecret: secret, onNews }: WebhookOptions,
): void {
  if (secret === null) return;
  const seen = createMemory();

  // The signature is over the bytes: no parser may touch them first.
  const readBytes = express.raw({ type: () => true, limit: BODY_LIMIT });
  router.post("/webhooks/malipo", readBytes, (req, res) => {
    const body: unknown = req.body;
    const message = {
      id: req.get("webhook-id") ?? "",
      timestamp: req.get("webhook-timestamp") ?? "",
      signature: req.get("webhook-signature") ?? "",
      body: body instanceof Uint8Array ? body : new Uint8Array(),
    };
    const news = isFromRelay(message, secret, Date.now())
      ? parseNews(new TextDecoder().decode(message.body))
      : undefined;
    if (news === undefined) {
      res.sendStatus(400);
      return;
    }
    if (!seen.has(message.id)) {
      onNews(news);
      seen.add(message.id);
    }
    res.sendStatus(204);
  });
}

/** A shop with a database keeps the ids there, written together with what the message changes. */
function createMemory(): Pick<Set<string>, "has" | "add"> {
  const ids = new Set<string>();
  return {
    has: (id) => ids.has(id),
    add(id) {
      for (const oldest of ids) {
        if (ids.size < REMEMBERED) break;
        ids.delete(oldest);
      }
      return ids.add(id);
    },
  };
}
