/** Shared by several resources of the merchant API. */
import { z } from "zod";
import { MAX_URL } from "../limits.ts";

export const timeSchema = z.iso.datetime();

/** The provider's id: `almara`, `flexpay`. */
export const providerIdSchema = z.string().regex(/^[a-z][a-z\d-]{0,31}$/);

/** Pass it as `cursor` to get the next page; null on the last page. */
export const nextCursorSchema = z.string().nullable();

/** Query of paged lists. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(256).optional(),
});

/** The body of calls without parameters; may be omitted. */
export const emptyBodySchema = z.strictObject({}).default({});

/** Counts characters, like JSON Schema's `maxLength`, not UTF-16 units. */
export const reasonSchema = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .refine(
      (text) => Array.from(text).length <= maxLength,
      `must be at most ${maxLength} characters`,
    )
    .meta({ maxLength });

const dayOrTimeSchema = z.union([
  z.iso.date(),
  z.iso.datetime({ offset: true }),
]);

/** A time range: times, or days of the merchant's time zone. `to` includes a whole day, and excludes a time. */
export const rangeQuerySchema = z.strictObject({
  from: dayOrTimeSchema.optional(),
  to: dayOrTimeSchema.optional(),
});

/** When something was created, for lists: a day stands for its beginning in the merchant's time zone. */
export const createdQuery = {
  createdFrom: dayOrTimeSchema.optional(),
  createdBefore: dayOrTimeSchema.optional(),
};

const REFERENCE = /^[\w.\-/]{1,64}$/;
export const REFERENCE_SHAPE = [
  REFERENCE,
  "must be 1 to 64 letters, digits or any of . _ - /",
] as const;
/** The merchant's own reference of an order. */
export const referenceSchema = z.string().regex(...REFERENCE_SHAPE);

/** Written by the merchant's backend, so errors are reported. */
export const returnUrlSchema = z.url().max(MAX_URL);
