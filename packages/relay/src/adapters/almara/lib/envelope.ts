/** Responses to a submit have their fields at the top level, or one level down under `message` or `data`. */
import { z } from "zod";
import { isSameId } from "../../../domain/same-id.ts";
import { fields, looseText } from "../../provider-http/fields.ts";

const envelopeSchema = fields({ message: z.unknown(), data: z.unknown() });
const idSchema = fields({ originatorConversationId: looseText });

/** The candidate layers, outermost first; not all of them need be objects. */
export function layers(json: object): readonly unknown[] {
  const { message, data } = envelopeSchema.parse(json);
  return [json, message, data];
}

/** The response is about another request than the one that was sent. */
export function hasOtherId(json: object, id: string): boolean {
  return layers(json).some((layer) => {
    const named = idSchema.safeParse(layer).data?.originatorConversationId;
    return named != null && !isSameId(named, id);
  });
}
