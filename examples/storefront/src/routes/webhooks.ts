/** Receives the relay's webhooks. Ship because of these, not because of the page. */
import { WebhookError, verifyWebhook } from "@malipo/client";
import type { VerifiedWebhook } from "@malipo/client";
import express from "express";
import type { Request, Router } from "express";
import { parseNews } from "../webhooks/news.ts";
import type { News } from "../webhooks/news.ts";

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
  router.post("/webhooks/malipo", readBytes, async (req, res) => {
    const message = await verify(req, secret);
    if (message?.payload.type === "webhook.test") {
      res.sendStatus(204);
      return;
    }
    const news = parseNews(message?.payload);
    if (message === undefined || news === undefined) {
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

/** Undefined for what the relay has not signed. */
async function verify(
  { headers, body }: Pick<Request, "headers" | "body">,
  secret: string,
): Promise<VerifiedWebhook | undefined> {
  const bytes = body instanceof Uint8Array ? new Uint8Array(body) : "";
  try {
    return await verifyWebhook({ headers, body: bytes }, { secret });
  } catch (error) {
    if (error instanceof WebhookError) return undefined;
    throw error;
  }
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
