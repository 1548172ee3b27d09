import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";
import { vi } from "vitest";
import { z } from "zod";
import { listen } from "./http-server.ts";

/** A webhook secret of 24 bytes and its bytes; `seed` tells it from others. */
export function makeSecret(seed: number): {
  readonly text: string;
  readonly bytes: Uint8Array;
} {
  const bytes = new Uint8Array(24).map((_, i) => (i * 37 + seed) & 255);
  return {
    text: `whsec_${Buffer.from(bytes).toString("base64")}`,
    bytes,
  };
}

export interface Received {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** How the next messages are answered; with 204 at first. */
  answer: (res: ServerResponse, message: Received) => void;
}

/** The merchant's backend: real HTTP, open until the test ends. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const url = await listen((req, res) => {
    let body = "";
    req.setEncoding("utf8");
    req.on("data", (chunk: string) => {
      body += chunk;
    });
    req.on("end", () => {
      const { headers, method } = req;
      const message = {
        id: String(headers["webhook-id"]),
        timestamp: Number(headers["webhook-timestamp"]),
        body,
        method,
        headers,
      };
      received.push(message);
      receiver.answer(res, message);
    });
  });
  const receiver: WebhookReceiver = {
    url: `${url}/webhooks`,
    received,
    answer: (res) => {
      res.writeHead(204).end();
    },
  };
  return receiver;
}

const payloadSchema = z.object({
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
});

/** Checks it with the independent library, at the moment it was signed; throws where it does not verify. */
export function verify(
  message: Received,
  secret: string,
): z.infer<typeof payloadSchema> {
  vi.setSystemTime(message.timestamp * 1000);
  try {
    const headers = Object.fromEntries(
      ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => [
        name,
        String(message.headers[name]),
      ]),
    );
    return payloadSchema.parse(
      new Webhook(secret).verify(message.body, headers),
    );
  } finally {
    vi.useRealTimers();
  }
}
