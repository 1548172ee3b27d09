/** `malipo deliveries redrive --to`: one webhook of the relay, sent from here. */
import { z } from "zod";
import type { CliContext } from "../context.ts";
import { EXIT_DONE, EXIT_FAILED } from "../exit-codes.ts";
import { CliError } from "../merchant/relay-client.ts";
import type { RelayClient } from "../merchant/relay-client.ts";
import { plainText } from "../plain-text.ts";
import { createReceiver, describeResult } from "./receiver.ts";

/** Relays of later versions may say more. */
const storedSchema = z.object({
  id: z.string(),
  /** The `webhook-id`; a relay of an earlier version has one delivery for each event, of the same id. */
  eventId: z.string().optional(),
  event: z.string(),
  orderId: z.string(),
  createdAt: z.iso.datetime(),
  payload: z.record(z.string(), z.unknown()),
});
export type StoredWebhook = z.infer<typeof storedSchema>;

export async function readWebhook(
  relay: RelayClient,
  id: string,
): Promise<StoredWebhook> {
  const answer = await relay.call({
    method: "GET",
    route: "/v1/merchant/deliveries/:id",
    path: { id },
  });
  const stored = storedSchema.safeParse(answer).data;
  if (stored === undefined)
    throw new CliError("the relay's response is not a webhook", EXIT_FAILED);
  return stored;
}

export async function sendAgain(
  id: string,
  to: string,
  relay: RelayClient,
  context: CliContext,
): Promise<number> {
  const receiver = createReceiver(context.env, to, "--to");
  const { event, payload, eventId = id } = await readWebhook(relay, id);
  const result = await receiver.send({
    id: eventId,
    payload: JSON.stringify(payload),
  });
  context.write(
    `${plainText(event)}\t${plainText(id)}\t${receiver.url}\t${describeResult(result)}\n`,
  );
  return result.kind === "delivered" ? EXIT_DONE : EXIT_FAILED;
}
