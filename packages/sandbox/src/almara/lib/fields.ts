/** Reads request fields like the provider: case-insensitive names, bounded strings, exact decimals. */
import type { Request } from "express";
import { z } from "zod";
import { parseCents } from "../../web/decimal.ts";

/** KES 250,000, the limit of one M-Pesa transaction. */
const MAX_TRANSACTION_CENTS = 25_000_000;

/** Gives the members of an object their documented spelling; other values pass through unchanged. */
export function withNames(
  names: readonly string[],
): (input: unknown) => unknown {
  const spelling = new Map(names.map((name) => [name.toLowerCase(), name]));
  return (input) => {
    if (typeof input !== "object" || input === null || Array.isArray(input))
      return input;
    return Object.fromEntries(
      Object.entries(input).map(([name, value]: [string, unknown]) => [
        spelling.get(name.toLowerCase()) ?? name,
        value,
      ]),
    );
  };
}

/** A text that must be there. */
export function text(max: number) {
  return z
    .string({ error: "The value is not a string." })
    .max(max, `The value is longer than ${max} characters.`)
    .refine((value) => value.trim() !== "", "The value is empty.");
}

/** A text that may be missing, null or empty; read as null then. */
export function optionalText(max: number) {
  return z
    .string({ error: "The value is not a string." })
    .max(max, `The value is longer than ${max} characters.`)
    .nullish()
    .transform((value) => (value === undefined || value === "" ? null : value));
}

/** A text that is given back as it was sent, an empty one included; null when it is missing. */
export function echoedText(max: number) {
  return z
    .string({ error: "The value is not a string." })
    .max(max, `The value is longer than ${max} characters.`)
    .nullish()
    .transform((value) => value ?? null);
}

export function webAddress(max: number) {
  return text(max).refine(
    (value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ""),
    "The value is not an http or https address.",
  );
}

/** A decimal in major units, as number or string, read as cents. */
export const cents = z
  .union([z.number(), z.string()], { error: "The value is not a decimal." })
  .transform((value, context) => {
    const parsed = parseCents(String(value));
    if (parsed !== undefined) return parsed;
    context.addIssue(
      "The value is not a positive decimal with at most two places.",
    );
    return z.NEVER;
  });

/** What one M-Pesa transaction can move. */
export const transactionCents = cents
  .refine((amount) => amount > 0, "The amount is zero.")
  .refine(
    (amount) => amount <= MAX_TRANSACTION_CENTS,
    "The amount is above the limit of one transaction.",
  );

/** A Kenyan mobile number, read as digits: `254712345678`. */
export const kenyanPhone = text(13)
  .regex(/^\+?254[17]\d{8}$/, "The value is not 254 and nine digits.")
  .transform((phone) => phone.replace("+", ""));

/** One query parameter by its name without case, trimmed; `undefined` when absent, empty or given twice. */
export function readQuery(request: Request, name: string): string | undefined {
  const found = Object.entries(request.query).find(
    ([key]) => key.toLowerCase() === name.toLowerCase(),
  );
  const value = found?.[1];
  return typeof value === "string" && value.trim() !== ""
    ? value.trim()
    : undefined;
}
