/** Receives the relay's webhooks. Ship because of these, not because of the page. */
import express from "express";
import type { Router } from "express";
import { parseNews } from "../webhooks/news.ts";
import type { News } from "../webhooks/news.ts";
import { isFromRelay } from "../webhooks/signature.ts";

export interface WebhookOptions {
  /** `whsec_…`; null disables the route. */
  readonly webhookSecret: string | null;
  /** Called once per message. */
  readonly onNews: (news: News) => void;
}

const BODY_LIMIT = "256kb";
/** How many ids are kept to detect duplicates. */
const REMEMBERED = 1_000;

export function addWebhookRoute(
  router: Router,
  { webhookSecret: secret, onNews }: WebhookOptions,
): void {
  if (secret === null) return;
  const seen = createMemory();

  // The signature covers the raw bytes, so don't parse them first.
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

/** With a database, store the ids in the same transaction as the message's changes. */
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
