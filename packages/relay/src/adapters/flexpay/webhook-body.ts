/**
 * Parses a webhook's body. Its keys are undocumented: the transfer's keys are tried, at the top level and one level
 * down.
 */
import { z } from "zod";
import { fields, looseText } from "../provider-http/fields.ts";
import { readJson } from "../provider-http/tolerant-json.ts";
import { isReference } from "./reference.ts";

export interface WebhookWords {
  readonly eventType: string | null;
  readonly reference: string | null;
}

const layersSchema = fields({ data: z.unknown(), transaction: z.unknown() });
const wordsSchema = fields({
  eventType: looseText,
  event_type: looseText,
  event: looseText,
  type: looseText,
  reference: looseText,
  transactionReference: looseText,
  transaction_reference: looseText,
});

/** Undefined if it is not a JSON object, or a damaged one without a reference. Never throws. */
export function readWebhookBody(text: string): WebhookWords | undefined {
  const read = readJson(text);
  const json = read?.value;
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return undefined;
  const words = layers(json).flatMap((layer) => {
    const found = wordsSchema.safeParse(layer).data;
    return found === undefined ? [] : [found];
  });
  const first = (
    pick: (layer: (typeof words)[number]) => readonly (string | null)[],
    isFit: (text: string) => boolean,
  ): string | null =>
    words.flatMap(pick).find((text) => text !== null && isFit(text)) ?? null;
  const eventType = first(
    (layer) => [layer.eventType, layer.event_type, layer.event, layer.type],
    (text) => /^[\w.-]{1,64}$/.test(text),
  );
  const reference = first(
    (layer) => [
      layer.reference,
      layer.transactionReference,
      layer.transaction_reference,
    ],
    isReference,
  );
  // The missing part of a damaged text may be the reference.
  if (read?.whole !== true && reference === null) return undefined;
  return { eventType: eventType?.toUpperCase() ?? null, reference };
}

function layers(json: object): readonly unknown[] {
  const { data, transaction } = layersSchema.parse(json);
  const inner = layersSchema.safeParse(data).data?.transaction;
  return [json, transaction, data, inner];
}
