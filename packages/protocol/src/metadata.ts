/** What a merchant may write on orders and payment links. */
import { z } from "zod";

/** The merchant's own data, given back as it came. */
export const metadataSchema = z
  .record(z.string().regex(/^[A-Za-z\d][\w.-]{0,39}$/), z.string().max(500))
  .refine(
    (pairs) => Object.keys(pairs).length <= 20,
    "must be at most 20 pairs",
  )
  .meta({ maxProperties: 20 });
