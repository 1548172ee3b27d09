/** Safaricom's envelope, the first callback of a deposit. */
import { z } from "zod";
import { fields, looseText } from "../../provider-http/fields.ts";

export const stkEnvelopeSchema = fields({
  Body: fields({
    stkCallback: fields({
      CallbackMetadata: fields({
        Item: z
          .array(
            fields({ Name: looseText, Value: z.unknown() }).catch({
              Name: null,
              Value: null,
            }),
          )
          .catch([]),
      }).catch({ Item: [] }),
    }),
  }),
});
