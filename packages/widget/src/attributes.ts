/** Reads what the page wrote on the element. */
import type { CartLine, Customer, Locale, Method } from "@malipo/protocol";
import { warnOnce } from "./console.ts";
import { misconfigured } from "./errors.ts";
import { parseJson } from "./json.ts";
import { returnAddress } from "./return-address.ts";
import type { CheckoutConfig, Source } from "./source.ts";
import { sourceName } from "./source.ts";
import { isMethod, METHODS } from "./state/methods.ts";

/** The element, as far as the page's wishes go. Null where it says nothing. */
export interface Wishes extends Element {
  readonly relay: string | null;
  readonly cart: readonly CartLine[] | null;
  readonly cartToken: string | null;
  readonly paymentLink: string | null;
  readonly orderId: string | null;
  readonly resumeSecret: string | null;
  readonly methods: readonly Method[];
  readonly returnUrl: string | null;
  readonly customer: Customer | null;
}

/** A cart that can't be read is not an empty one: the relay refuses it, and the shopper is told. */
const BROKEN_LINE: CartLine = { sku: "", quantity: 0 };

/** Only what and how many: whatever else the page says of its goods is none of the relay's business. */
function toLine(line: unknown): CartLine {
  const { sku, quantity } = (line ?? {}) as Record<string, unknown>;
  return typeof sku === "string" && typeof quantity === "number"
    ? { sku, quantity }
    : BROKEN_LINE;
}

/*
 * What each property becomes of what the page sets: the attribute's text, or a value by the property. Undefined is what
 * frameworks set for "nothing".
 */

export function parseText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** As HTML has it: an attribute counts by being there. */
export function parseFlag(value: unknown): boolean {
  return value !== false && value != null;
}

/** "mpesa card" with spaces or commas, or a list. */
export function parseMethods(value: unknown): readonly Method[] {
  const text = Array.isArray(value) ? value.join() : (parseText(value) ?? "");
  const names: readonly string[] = text.match(/\w+/g) ?? [];
  return names.filter((name): name is Method => {
    const known = isMethod(name);
    if (!known)
      warnOnce(
        `methods ${name}`,
        `methods names "${name}", which is none. Take from: ${METHODS.join(" ")}.`,
      );
    return known;
  });
}

/** JSON text or a list. Null where there is none. */
export function parseCart(value: unknown): readonly CartLine[] | null {
  const cart = typeof value === "string" ? parseJson(value) : (value ?? null);
  if (cart === null) return null;
  return Array.isArray(cart) ? (cart as CartLine[]) : [BROKEN_LINE];
}

/** What the relay takes: a text that it would refuse must not stop the order. */
const CUSTOMER_PATTERNS = {
  name: /^.{1,128}$/s,
  email:
    /^(?=.{1,254}$)(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@([a-z\d][a-z\d-]*\.)+[a-z]{2,}$/i,
  phone: /^.{1,32}$/s,
};

/** JSON text or an object. It is a help, so what can't be used is left out: it never stops a sale. */
export function parseCustomer(value: unknown): Customer | null {
  const read = typeof value === "string" ? parseJson(value) : value;
  if (value == null || value === "" || read === null) return null;
  if (typeof read !== "object") {
    warnOnce(
      "customer",
      'customer is left out: it must be JSON like {"phone":"0712345678"}.',
    );
    return null;
  }
  const given = read as Readonly<Record<string, unknown>>;
  const customer: Record<string, string> = {};
  for (const [field, pattern] of Object.entries(CUSTOMER_PATTERNS)) {
    const wish = given[field];
    const text = typeof wish === "string" ? wish.trim() : "";
    if (text && pattern.test(text)) customer[field] = text;
    else if (wish != null)
      warnOnce(
        `customer ${field}`,
        `customer.${field} is left out: the relay could not use it. Leave the field away where you don't know it.`,
      );
  }
  return Object.keys(customer).length ? customer : null;
}

/** What is to be paid; null while the page has named nothing. */
function toSource(element: Wishes): Source | null {
  const { cart, cartToken, paymentLink, orderId, resumeSecret } = element;
  if (orderId) return { type: "order", orderId, resumeSecret };
  if (paymentLink) return { type: "link", paymentLink };
  if (cartToken) return { type: "cart_token", cartToken };
  if (cart === null) return null;
  const lines = (Array.isArray(cart) ? (cart as unknown[]) : [null]).map(
    toLine,
  );
  return lines.length ? { type: "cart", lines } : null;
}

/** Everything the page decides; null while there is nothing to pay. */
export function toConfig(
  element: Wishes,
  locale: Locale,
): CheckoutConfig | null {
  const { relay, methods: wanted, customer, returnUrl } = element;
  const source = toSource(element);
  if (source && !relay) {
    warnOnce(
      "relay",
      'relay is missing. Set it to where your relay is, like relay="https://pay.shop.example".',
    );
    throw misconfigured("relay");
  }
  return source
    ? {
        relay: (relay ?? "").replace(/\/+$/, ""),
        source,
        name: sourceName(source),
        wanted,
        locale,
        customer,
        returnUrl: returnAddress(returnUrl),
      }
    : null;
}
