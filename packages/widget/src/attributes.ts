/** Reads what the page wrote on the element. */
import type { CartLine, Customer, Locale, Method } from "@malipo/protocol";
import { parseJson } from "./json.ts";
import { returnAddress } from "./return-address.ts";
import type { CheckoutConfig, Source } from "./source.ts";
import { sourceName } from "./source.ts";

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

/** "mpesa card", with spaces or commas. */
export function parseMethods(text: string | null): readonly Method[] {
  return (text?.match(/\w+/g) ?? []) as Method[];
}

/** Null where there is no attribute, undefined where it can't be read. */
export function parseAttribute(text: string | null): unknown {
  return parseJson(text ?? "null");
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
  return source
    ? {
        relay: (relay ?? "").replace(/\/+$/, ""),
        source,
        name: sourceName(source),
        wanted,
        locale,
        customer,
        returnUrl: returnAddress(returnUrl ?? ""),
      }
    : null;
}
