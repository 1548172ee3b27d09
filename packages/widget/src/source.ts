/** What is to be paid: a cart, a link or an order. */
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
  /** Nothing yet: the URL names an order, or the page sets the source later. */
  | { readonly type: "none" }
  | { readonly type: "cart"; readonly lines: readonly CartLine[] }
  | { readonly type: "cart_token"; readonly cartToken: string }
  | { readonly type: "link"; readonly paymentLink: string }
  | {
      readonly type: "order";
      readonly orderId: string;
      readonly resumeSecret: string | null;
    };

/** The page's configuration. */
export interface CheckoutConfig {
  /** The relay's origin. */
  readonly relay: string;
  readonly source: Source;
  /** The name under which the order is stored; depends only on the source. */
  readonly name: string;
  readonly wanted: readonly Method[];
  /** The page shows the cart itself. */
  readonly skipReview: boolean;
  readonly locale: Locale;
  readonly customer: Customer | null;
  /** Null if the page has no URL to return to. */
  readonly returnUrl: string | null;
}

/** The query parameter in which the relay names the order when the browser returns. */
export const RETURN_PARAMETER = "malipo_order";
/** A one-time code that opens the order; must not stay in the URL. */
export const CODE_PARAMETER = "malipo_code";

/** Equal for equal carts, whatever the order and number of their lines. */
function linesFingerprint(lines: readonly CartLine[]): string {
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

/** Equal for equal sources. A cart token is identified by the end of its signature. */
export function sourceFingerprint(source: Source): string {
  if (source.type === "cart") return linesFingerprint(source.lines);
  return source.type === "cart_token" ? source.cartToken.slice(-32) : "";
}

/** The name under which an order is stored, independent of the element's place on the page. */
export function sourceName(source: Source): string {
  if (source.type === "order") return source.orderId;
  if (source.type === "none") return "";
  return source.type === "link"
    ? source.paymentLink
    : `cart:${sourceFingerprint(source)}`;
}

export function hasLines({ lines }: Order, source: Source): boolean {
  return (
    source.type === "cart" &&
    linesFingerprint(lines) === sourceFingerprint(source)
  );
}

/** Same relay, methods and so on; the source may differ. */
export function isSameTarget(a: CheckoutConfig, b: CheckoutConfig): boolean {
  return (
    a.relay === b.relay &&
    a.wanted.join() === b.wanted.join() &&
    a.skipReview === b.skipReview
  );
}

/** What a payment link's shopper chose beside the amount. */
export interface LinkWish {
  readonly quantity?: number;
  readonly fields?: Readonly<Record<string, string>>;
}

/** The same, with the amount where it is open. */
export interface ChosenOfLink extends LinkWish {
  readonly amount?: Amount;
}

/** The request body that creates the order; null if the order already exists. */
export function toCreateOrder(
  { source, customer, locale, returnUrl }: CheckoutConfig,
  chosen: ChosenOfLink | null,
): CreateOrder | null {
  if (source.type === "order" || source.type === "none") return null;
  const { type, ...wish } = source;
  return {
    ...wish,
    ...(type === "link" && chosen),
    ...(customer && { customer }),
    locale,
    ...(returnUrl && { returnUrl }),
  } as CreateOrder;
}
