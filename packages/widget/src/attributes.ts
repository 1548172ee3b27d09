/** Parses the element's attributes and properties. */
import type { CartLine, Customer, Locale, Method } from "@malipo/protocol";
import type { ConfigWarning } from "./config-warnings.ts";
import { warnOnce } from "./console.ts";
import { misconfigured } from "./errors.ts";
import { parseJson } from "./json.ts";
import type { OwnWords } from "./own-words.ts";
import { findWrongWords } from "./own-words.ts";
import { returnAddress } from "./return-address.ts";
import type { CheckoutConfig, Source } from "./source.ts";
import { sourceName } from "./source.ts";
import { isKnown, isMethod, METHODS } from "./state/methods.ts";

/** What the page has set on the element; null if unset. */
export interface CheckoutAttributes extends Element {
  readonly relay: string | null;
  readonly cart: readonly CartLine[] | null;
  readonly cartToken: string | null;
  readonly paymentLink: string | null;
  readonly orderId: string | null;
  readonly resumeSecret: string | null;
  readonly methods: readonly Method[];
  readonly returnUrl: string | null;
  readonly customer: Customer | null;
  readonly mode: string | null;
  readonly theme: string | null;
  readonly review: string | null;
  readonly headingLevel: number | string | null;
  readonly words: OwnWords | null;
}

/** Replaces an unreadable line, so that the relay rejects the cart and the shopper sees an error. */
const BROKEN_LINE: CartLine = { sku: "", quantity: 0 };

/** Keeps only SKU and quantity; the relay rejects other fields. */
function toLine(line: unknown): CartLine {
  const { sku, quantity } = (line ?? {}) as Record<string, unknown>;
  if (typeof sku === "string" && typeof quantity === "number")
    return { sku, quantity };
  warnOnce("cart");
  return BROKEN_LINE;
}

/*
 * Each parser takes the attribute's text or the property's value. Frameworks set undefined for "nothing".
 */

export function parseText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** As in HTML: a boolean attribute is true if it is present. */
export function parseFlag(value: unknown): boolean {
  return value !== false && value != null;
}

/** The unknown names in a parsed list of methods. */
const unknownNames = new WeakMap<readonly Method[], readonly string[]>();

/** A level of headings, 1 to 6; text if it is none. */
export function parseLevel(value: unknown): number | string | null {
  const text = typeof value === "number" ? `${value}` : parseText(value);
  return text && /^[1-6]$/.test(text) ? Number(text) : text;
}

/** "mpesa card" with spaces or commas, or a list. */
export function parseMethods(value: unknown): readonly Method[] {
  if (unknownNames.has(value as readonly Method[]))
    return value as readonly Method[];
  const text = Array.isArray(value) ? value.join() : (parseText(value) ?? "");
  const names: readonly string[] = text.match(/[^\s,]+/g) ?? [];
  const methods = names.filter(isMethod);
  unknownNames.set(
    methods,
    names.filter((name) => !isKnown(name)),
  );
  return methods;
}

/** Warnings about unknown values. */
export function findUnknownValues({
  methods,
  mode,
  theme,
  review,
  headingLevel,
  words,
}: CheckoutAttributes): readonly ConfigWarning[] {
  const unknownValues = (
    field: string,
    values: readonly string[],
    known: readonly string[],
  ): readonly ConfigWarning[] =>
    values
      .filter((name) => !known.includes(name))
      .map((name) => ({
        field,
        about: `"${name}" is unknown. `,
      }));
  return [
    ...unknownValues("methods", unknownNames.get(methods) ?? [], METHODS),
    ...unknownValues("mode", mode ? [mode] : [], ["inline", "dialog"]),
    ...unknownValues("theme", theme ? [theme] : [], ["auto", "light", "dark"]),
    ...unknownValues("review", review ? [review] : [], ["on", "off"]),
    ...(typeof headingLevel === "string" && headingLevel
      ? [{ field: "headingLevel" }]
      : []),
    ...findWrongWords(words),
  ];
}

/** Warnings about missing attributes. The page may still set them just after it has created the element. */
export function findMissingAttributes(
  element: CheckoutAttributes,
): readonly ConfigWarning[] {
  if (toSource(element).type !== "none") return [];
  return [
    ...(element.relay ? [] : [{ field: "relay" }]),
    ...(element.cart ? [] : [{ field: "cart" }]),
  ];
}

/** JSON text or an array, copied because the page may change it; null if unset. */
export function parseCart(value: unknown): readonly CartLine[] | null {
  const cart = typeof value === "string" ? parseJson(value) : (value ?? null);
  if (cart === null) return null;
  return Array.isArray(cart) ? (cart.slice() as CartLine[]) : [BROKEN_LINE];
}

/** What the relay accepts: an invalid field must not prevent the order. */
const CUSTOMER_PATTERNS = {
  name: /^.{1,128}$/s,
  email:
    /^(?=.{1,254}$)(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@([a-z\d][a-z\d-]*\.)+[a-z]{2,}$/i,
  phone: /^.{1,32}$/s,
};

/** JSON text or an object. Invalid fields are ignored, because they must never prevent a sale. */
export function parseCustomer(value: unknown): Customer | null {
  const read = typeof value === "string" ? parseJson(value) : value;
  if (value == null || value === "" || read === null) return null;
  if (typeof read !== "object") {
    warnOnce("customer");
    return null;
  }
  const given = read as Readonly<Record<string, unknown>>;
  const customer: Record<string, string> = {};
  for (const [field, pattern] of Object.entries(CUSTOMER_PATTERNS)) {
    const entry = given[field];
    const text = typeof entry === "string" ? entry.trim() : "";
    if (text && pattern.test(text)) customer[field] = text;
    else if (entry != null) warnOnce(`customer.${field}`);
  }
  return Object.keys(customer).length ? customer : null;
}

/** What is to be paid. */
function toSource(element: CheckoutAttributes): Source {
  const { cart, cartToken, paymentLink, orderId, resumeSecret } = element;
  if (orderId) return { type: "order", orderId, resumeSecret };
  if (paymentLink) return { type: "link", paymentLink };
  if (cartToken) return { type: "cart_token", cartToken };
  if (cart === null) return { type: "none" };
  const lines = (Array.isArray(cart) ? (cart as unknown[]) : [null]).map(
    toLine,
  );
  return lines.length ? { type: "cart", lines } : { type: "none" };
}

/** The page's configuration; null while nothing is set. */
export function toConfig(
  element: CheckoutAttributes,
  locale: Locale,
): CheckoutConfig | null {
  const { methods: wanted, customer, returnUrl } = element;
  const source = toSource(element);
  const relay = (element.relay ?? "").trim().replace(/\/+$/, "");
  if (source.type === "none" && !relay) return null;
  if (!/^(https?:\/)?\//i.test(relay)) throw misconfigured("relay");
  return {
    relay,
    source,
    name: sourceName(source),
    wanted,
    skipReview: element.review === "off",
    locale,
    customer,
    returnUrl: returnAddress(returnUrl),
  };
}
