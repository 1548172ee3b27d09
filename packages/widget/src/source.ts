/** What the page asks to be paid. */
import type {
  Amount,
  CartLine,
  CreateOrder,
  Customer,
  Locale,
  Method,
  Order,
} from "@malipo/protocol";

export type Source =
  /** Nothing: the address names an order, or what is to be paid comes later. */
  | { readonly type: "none" }
  | { readonly type: "cart"; readonly lines: readonly CartLine[] }
  | { readonly type: "cart_token"; readonly cartToken: string }
  | { readonly type: "link"; readonly paymentLink: string }
  | {
      readonly type: "order";
      readonly orderId: string;
      readonly resumeSecret: string | null;
    };

/** Everything the page decides. */
export interface CheckoutConfig {
  /** The relay's origin. */
  readonly relay: string;
  readonly source: Source;
  /** Under which name the browser remembers the order of this source: it follows from what is to be paid alone. */
  readonly name: string;
  readonly wanted: readonly Method[];
  readonly locale: Locale;
  readonly customer: Customer | null;
  /** Null where the page has no address to come back to. */
  readonly returnUrl: string | null;
}

/** The query parameter by which the relay names the order when the browser comes back. */
export const RETURN_PARAMETER = "malipo_order";
/** Beside it, a code that opens the order once: it must not stay in the address. */
export const CODE_PARAMETER = "malipo_code";

/** The same text for the same goods, in whatever order, spelling or number of lines they are named. */
function linesPrint(lines: readonly CartLine[]): string {
  const goods = new Map<string, number>();
  for (const { sku, quantity } of lines) {
    const name = sku.normalize("NFC");
    goods.set(name, (goods.get(name) ?? 0) + quantity);
  }
  return [...goods]
    .map(([sku, quantity]) => `${quantity} ${sku}`)
    .sort()
    .join("\n");
}

/** The same text for the same things to pay. A cart token is known by the end of its signature. */
export function sourcePrint(source: Source): string {
  if (source.type === "cart") return linesPrint(source.lines);
  return source.type === "cart_token" ? source.cartToken.slice(-32) : "";
}

/** By which an order is found again, wherever on the page its element is. */
export function sourceName(source: Source): string {
  if (source.type === "order") return source.orderId;
  if (source.type === "none") return "";
  return source.type === "link"
    ? source.paymentLink
    : `cart:${sourcePrint(source)}`;
}

export function hasLines({ lines }: Order, source: Source): boolean {
  return source.type === "cart" && linesPrint(lines) === sourcePrint(source);
}

/** Asked for at the same place, to be paid by the same methods. */
export function isSameTarget(a: CheckoutConfig, b: CheckoutConfig): boolean {
  return a.relay === b.relay && a.wanted.join() === b.wanted.join();
}

/** The body that makes the order; null for an order that exists already. */
export function toCreateOrder(
  { source, customer, locale, returnUrl }: CheckoutConfig,
  amount: Amount | null,
): CreateOrder | null {
  if (source.type === "order" || source.type === "none") return null;
  const { type, ...wish } = source;
  return {
    ...wish,
    ...(type === "link" && amount && { amount }),
    ...(customer && { customer }),
    locale,
    ...(returnUrl && { returnUrl }),
  } as CreateOrder;
}
