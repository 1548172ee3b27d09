/** A merchant's backend: takes webhooks over real HTTP and checks each with an independent library. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { orderSchema } from "@malipo/protocol";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { CANARIES } from "./canaries.ts";
import { until } from "./until.ts";

const messageSchema = z.strictObject({
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.strictObject({
    order: orderSchema,
    attempt: z
      .looseObject({
        id: z.string(),
        failure: z.looseObject({ code: z.string() }).nullable(),
      })
      .optional(),
    refund: z.looseObject({ id: z.string(), status: z.string() }).optional(),
  }),
});

export interface Received extends z.output<typeof messageSchema> {
  /** The `webhook-id`. */
  readonly id: string;
}

export interface WebhookReceiver {
  readonly url: string;
  /** Every message that came and was proven to be the relay's, also those answered with an error. */
  readonly received: readonly Received[];
  /** Why others were not taken. */
  readonly refused: readonly string[];
  /** The status of its answers; at first 204. */
  answer: number;
  /** Waits for a message of this type about this order. */
  about(orderId: string, type: string): Promise<Received>;
  /** The types of all messages about an order, in the order in which they came. */
  typesOf(orderId: string): readonly string[];
  close(): Promise<void>;
}

/** `port`: where somebody already sends to; a free one if not given. */
export async function startWebhookReceiver(port = 0): Promise<WebhookReceiver> {
  const webhook = new Webhook(CANARIES.webhookSecret);
  const received: Received[] = [];
  const refused: string[] = [];
  const read = (body: string, headers: Record<string, string>): void => {
    try {
      const message = messageSchema.parse(webhook.verify(body, headers));
      received.push({ ...message, id: headers["webhook-id"] ?? "" });
    } catch (error) {
      refused.push(String(error));
    }
  };
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      const known = refused.length;
      read(body, req.headers as Record<string, string>);
      res.writeHead(refused.length > known ? 400 : receiver.answer).end();
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: taken } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    url: `http://localhost:${taken}/hooks`,
    received,
    refused,
    answer: 204,
    about: (orderId, type) =>
      until(
        `a message ${type}`,
        () =>
          received.find(
            (message) =>
              message.type === type && message.data.order.id === orderId,
          ),
        40_000,
      ),
    typesOf: (orderId) =>
      received
        .filter(({ data }) => data.order.id === orderId)
        .map(({ type }) => type),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return receiver;
}
