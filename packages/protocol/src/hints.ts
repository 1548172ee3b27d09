/**
 * Optional hints that come with an order (customer, locale). They are never a reason to reject it: they are parsed
 * tolerantly, and invalid values are ignored.
 */
import { z } from "zod";
import { cleanName, cutText, foldText } from "./text.ts";

const MAX_NAME = 128;
const MAX_EMAIL = 254;
/** Longer than any number, because pasted text contains marks and separators. */
const MAX_PHONE = 64;
const MAX_LOCALE = 35;
const MAX_ADDRESS = 2048;

const emailSchema = z.email().max(MAX_EMAIL);
const addressSchema = z.url({ protocol: /^https?$/ }).max(MAX_ADDRESS);
/** The needed part of BCP 47: https://www.rfc-editor.org/info/bcp47 */
const LANGUAGE_TAG = /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i;

function readName(value: unknown): string | undefined {
  return typeof value === "string"
    ? cutText(cleanName(value), MAX_NAME).trim() || undefined
    : undefined;
}

function readEmail(value: unknown): string | undefined {
  return typeof value === "string"
    ? emailSchema.safeParse(foldText(value)).data
    : undefined;
}

/** From any country, as typed: only people read it. */
function readPhone(value: unknown): string | undefined {
  const text = typeof value === "string" ? foldText(value) : "";
  return /\d/.test(text) && text.length <= MAX_PHONE && !/\p{Cc}/u.test(text)
    ? text
    : undefined;
}

/** "en_US.UTF-8" is how operating systems and backends write en-US. */
function readLocale(value: unknown): string | undefined {
  const tag =
    typeof value === "string"
      ? foldText(value)
          .replace(/[.@].*$/s, "")
          .replaceAll("_", "-")
      : "";
  if (tag.length > MAX_LOCALE || !LANGUAGE_TAG.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** Checks only the syntax; the relay decides whether the origin is allowed. */
function readReturnUrl(value: unknown): string | undefined {
  return typeof value === "string"
    ? addressSchema.safeParse(value.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, ""))
        .data
    : undefined;
}

/** Accepts any value; the description documents the expected one. */
function hint(read: (value: unknown) => string | undefined, about: string) {
  return z
    .unknown()
    .transform(read)
    .optional()
    .meta({ type: ["string", "null"], description: about });
}

const knownCustomerSchema = z.strictObject({
  name: hint(readName, `Cut to ${MAX_NAME} characters.`),
  email: hint(readEmail, "Dropped where it is no e-mail address."),
  phone: hint(readPhone, "In any spelling; dropped where it holds no digit."),
});

type Known = z.infer<typeof knownCustomerSchema>;

/** Unknown fields are rejected even here, because they are mistakes of the developer, not the shopper. */
export const customerHintSchema = z
  .preprocess(
    (value) =>
      typeof value === "object" && !Array.isArray(value) ? (value ?? {}) : {},
    knownCustomerSchema,
  )
  .transform((customer): Known | undefined =>
    Object.values(customer).some((value) => value !== undefined)
      ? customer
      : undefined,
  )
  .optional()
  .meta({ type: ["object", "null"] });

export const localeHintSchema = hint(
  readLocale,
  "BCP 47, also with an underscore; dropped where it is no language tag. Words are in English where the language is not known.",
);

export const returnUrlHintSchema = hint(
  readReturnUrl,
  `Where the browser lands after a hosted page; its origin must be an allowed one. Dropped where it is no http or https address of at most ${MAX_ADDRESS} characters.`,
);

interface Hints {
  readonly customer?: unknown;
  readonly locale?: unknown;
  readonly returnUrl?: unknown;
}

/**
 * Names of the hints that were ignored ("customer.email"), never their values. `read`: the parsed body. Null and empty
 * strings don't count.
 */
export function droppedHints(
  given: unknown,
  { customer, ...rest }: Hints,
): readonly string[] {
  const customerGiven = fieldOf(given, "customer");
  const isNoCustomer = says(customerGiven) && !isFields(customerGiven);
  return [
    ...(isNoCustomer ? ["customer"] : []),
    ...lostOf(
      Object.keys(knownCustomerSchema.shape),
      customerGiven,
      customer,
    ).map((name) => `customer.${name}`),
    ...lostOf(["locale", "returnUrl"], given, rest),
  ];
}

function lostOf(
  names: readonly string[],
  given: unknown,
  read: unknown,
): readonly string[] {
  return names.filter(
    (name) => says(fieldOf(given, name)) && fieldOf(read, name) === undefined,
  );
}

const isFields = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const fieldOf = (value: unknown, name: string): unknown =>
  isFields(value) ? (Reflect.get(value, name) as unknown) : undefined;

const says = (value: unknown): boolean =>
  value != null && !(typeof value === "string" && foldText(value) === "");
