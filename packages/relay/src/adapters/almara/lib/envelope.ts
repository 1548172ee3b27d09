/** Answers to a submit hold their facts at the top, or one level down under `message` or `data`. */
import { z } from "zod";
import { isSameId } from "../../../domain/same-id.ts";
import { fields, looseText } from "../../provider-http/fields.ts";

const envelopeSchema = fields({ message: z.unknown(), data: z.unknown() });
const idSchema = fields({ originatorConversationId: looseText });

/** The places to look, outermost first; not all of them need be objects. */
export function layers(json: object): readonly unknown[] {
  const { message, data } = envelopeSchema.parse(json);
  return [json, message, data];
}

/** The answer is about another request than the one we sent. */
export function namesOtherId(json: object, id: string): boolean {
  return layers(json).some((layer) => {
    const named = idSchema.safeParse(layer).data?.originatorConversationId;
    return named != null && !isSameId(named, id);
  });
}
