/** Reads what the page wrote on the element. */
import type { CartLine, Customer, Locale, Method } from "@malipo/protocol";
import { parseJson } from "./json.ts";
import { slotName } from "./page-slots.ts";
import { returnAddress } from "./return-address.ts";
import type { CheckoutConfig, Source } from "./source.ts";

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
const BROKEN_CART: readonly CartLine[] = [{ sku: "", quantity: 0 }];

/** What is to be paid, and the name to remember it by; null while the page has named nothing. */
function toSource(
  element: Wishes,
): readonly [source: Source, name: string] | null {
  const { cart, cartToken, paymentLink, orderId, resumeSecret } = element;
  if (orderId) return [{ type: "order", orderId, resumeSecret }, orderId];
  if (paymentLink) return [{ type: "link", paymentLink }, paymentLink];
  const name = `cart:${slotName(element)}`;
  if (cartToken) return [{ type: "cart_token", cartToken }, name];
  if (cart === null) return null;
  // Only what and how many: whatever else the page says of its goods is none of the relay's business.
  const lines = (Array.isArray(cart) ? (cart as CartLine[]) : BROKEN_CART).map(
    ({ sku, quantity }) => ({ sku, quantity }),
  );
  return lines.length ? [{ type: "cart", lines }, name] : null;
}

/** Everything the page decides; null while there is nothing to pay. */
export function toConfig(
  element: Wishes,
  locale: Locale,
): CheckoutConfig | null {
  const { relay, methods: wanted, customer, returnUrl } = element;
  const [source, name] = toSource(element) ?? [];
  return source && name
    ? {
        relay: (relay ?? "").replace(/\/+$/, ""),
        source,
        name,
        wanted,
        locale,
        customer,
        returnUrl: returnAddress(returnUrl ?? ""),
      }
    : null;
}
