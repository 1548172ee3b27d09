/** What several resources of the merchant's side share. */
import { z } from "zod";

export const timeSchema = z.iso.datetime();

/** The company behind a method, by the name that the relay knows it under: `almara`, `flexpay`. */
export const providerIdSchema = z.string().regex(/^[a-z][a-z\d-]{0,31}$/);

/** Give it back as `cursor` to get the next page; null on the last one. */
export const nextCursorSchema = z.string().nullable();

/** Query of every list that comes in pages. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(256).optional(),
});

/** Of calls that say everything by their address; the body may be left out. */
export const emptyBodySchema = z.strictObject({}).default({});

/** Counts characters, as JSON Schema's `maxLength` does, and not UTF-16 units. */
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

const REFERENCE = /^[\w.\-/]{1,64}$/;
export const REFERENCE_SHAPE = [
  REFERENCE,
  "must be 1 to 64 letters, digits or any of . _ - /",
] as const;
/** What the merchant calls an order. */
export const referenceSchema = z.string().regex(...REFERENCE_SHAPE);

/** A merchant's program wrote it, so what is wrong is told. */
export const returnUrlSchema = z.url().max(2048);
