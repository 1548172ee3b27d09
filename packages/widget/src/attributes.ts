/** Reads what the page wrote on the element. */
import type { CartLine, Customer, Locale, Method } from "@malipo/protocol";
import type { Complaint } from "./complaints.ts";
import { warnOnce } from "./console.ts";
import { misconfigured } from "./errors.ts";
import { parseJson } from "./json.ts";
import { returnAddress } from "./return-address.ts";
import type { CheckoutConfig, Source } from "./source.ts";
import { sourceName } from "./source.ts";
import { isKnown, isMethod, METHODS } from "./state/methods.ts";

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
  readonly mode: string | null;
  readonly theme: string | null;
}

/** A cart that can't be read is not an empty one: the relay refuses it, and the shopper is told. */
const BROKEN_LINE: CartLine = { sku: "", quantity: 0 };

/** Only what and how many: whatever else the page says of its goods is none of the relay's business. */
function toLine(line: unknown): CartLine {
  const { sku, quantity } = (line ?? {}) as Record<string, unknown>;
  if (typeof sku === "string" && typeof quantity === "number")
    return { sku, quantity };
  warnOnce("cart");
  return BROKEN_LINE;
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

/** What a list of methods was set to beside them. */
const strangers = new WeakMap<readonly Method[], readonly string[]>();

/** "mpesa card" with spaces or commas, or a list. */
export function parseMethods(value: unknown): readonly Method[] {
  if (strangers.has(value as readonly Method[]))
    return value as readonly Method[];
  const text = Array.isArray(value) ? value.join() : (parseText(value) ?? "");
  const names: readonly string[] = text.match(/[^\s,]+/g) ?? [];
  const methods = names.filter(isMethod);
  strangers.set(
    methods,
    names.filter((name) => !isKnown(name)),
  );
  return methods;
}

/** What the page says and nothing is known of. */
export function strangeWishes({
  methods,
  mode,
  theme,
}: Wishes): readonly Complaint[] {
  const complain = (
    field: string,
    said: readonly string[],
    known: readonly string[],
  ): readonly Complaint[] =>
    said
      .filter((name) => !known.includes(name))
      .map((name) => ({
        field,
        about: `"${name}" is unknown. Take from: ${known.join(" ")}.`,
      }));
  return [
    ...complain("methods", strangers.get(methods) ?? [], METHODS),
    ...complain("mode", mode ? [mode] : [], ["inline", "dialog"]),
    ...complain("theme", theme ? [theme] : [], ["auto", "light", "dark"]),
  ];
}

/** What the page has not said. It may still do so in the moment in which it makes the element. */
export function missingWishes(element: Wishes): readonly Complaint[] {
  if (toSource(element).type !== "none") return [];
  return [
    ...(element.relay ? [] : [{ field: "relay" }]),
    ...(element.cart ? [] : [{ field: "cart" }]),
  ];
}

/** JSON text or a list, which the page may change and set again. Null where there is none. */
export function parseCart(value: unknown): readonly CartLine[] | null {
  const cart = typeof value === "string" ? parseJson(value) : (value ?? null);
  if (cart === null) return null;
  return Array.isArray(cart) ? (cart.slice() as CartLine[]) : [BROKEN_LINE];
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
    warnOnce("customer");
    return null;
  }
  const given = read as Readonly<Record<string, unknown>>;
  const customer: Record<string, string> = {};
  for (const [field, pattern] of Object.entries(CUSTOMER_PATTERNS)) {
    const wish = given[field];
    const text = typeof wish === "string" ? wish.trim() : "";
    if (text && pattern.test(text)) customer[field] = text;
    else if (wish != null) warnOnce(`customer.${field}`);
  }
  return Object.keys(customer).length ? customer : null;
}

/** What is to be paid. */
function toSource(element: Wishes): Source {
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

/** Everything the page decides; null while it has decided nothing. */
export function toConfig(
  element: Wishes,
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
    locale,
    customer,
    returnUrl: returnAddress(returnUrl),
  };
}
