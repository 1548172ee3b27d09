/** What a merchant may write on orders and payment links. */
import { z } from "zod";
import { METADATA_LIMITS } from "./limits.ts";

const { pairs: MAX_PAIRS, value: MAX_VALUE } = METADATA_LIMITS;

/** The merchant's own data, given back as it came. */
export const metadataSchema = z
  .record(
    z.string().regex(/^[A-Za-z\d][\w.-]{0,39}$/),
    z.string().max(MAX_VALUE),
  )
  .refine(
    (pairs) => Object.keys(pairs).length <= MAX_PAIRS,
    `must be at most ${MAX_PAIRS} pairs`,
  )
  .meta({ maxProperties: MAX_PAIRS });
