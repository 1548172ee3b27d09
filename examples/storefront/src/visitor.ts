/** Who asks: what the visitor's cookies say, and how to change it. They hold nothing secret and no price. */
import type { CookieOptions, Request, Response } from "express";
import type { Cart } from "./cart.ts";
import { formatCart, parseCart } from "./cart.ts";
import type { Catalog } from "./catalog.ts";
import { chooseLanguage } from "./language.ts";
import type { Language } from "./language.ts";
import { formatPaidOrder, parsePaidOrder } from "./paid-order.ts";
import type { PaidOrder } from "./paid-order.ts";

const DAY_MS = 86_400_000;

/** What each cookie keeps, and for how long. */
const COOKIES = {
  cart: { name: "duka_cart", maxAge: 30 * DAY_MS },
  /** The cart that the checkout was last shown with. */
  checkout: { name: "duka_checkout", maxAge: DAY_MS },
  paid: { name: "duka_paid", maxAge: DAY_MS },
  language: { name: "duka_language", maxAge: 365 * DAY_MS },
} as const;

type CookieUse = keyof typeof COOKIES;

export interface Visitor {
  readonly language: Language;
  readonly cart: Cart;
  readonly checkoutCart: Cart;
  readonly paid: PaidOrder | undefined;
}

export function readVisitor(req: Request, catalog: Catalog): Visitor {
  const cookies = readCookies(req.headers.cookie ?? "");
  const text = (use: CookieUse): string => cookies.get(COOKIES[use].name) ?? "";
  return {
    language: chooseLanguage(text("language"), req.acceptsLanguages()),
    cart: parseCart(text("cart"), catalog),
    checkoutCart: parseCart(text("checkout"), catalog),
    paid: parsePaidOrder(text("paid")),
  };
}

export const rememberLanguage = (res: Response, language: Language): void => {
  remember(res, "language", language);
};

export const rememberCart = (res: Response, cart: Cart): void => {
  remember(res, "cart", formatCart(cart));
};

export const rememberCheckout = (res: Response, cart: Cart): void => {
  remember(res, "checkout", formatCart(cart));
};

export const rememberPaid = (res: Response, paid: PaidOrder): void => {
  remember(res, "paid", formatPaidOrder(paid));
};

function remember(res: Response, use: CookieUse, value: string): void {
  const { name, maxAge } = COOKIES[use];
  // The provider's page sends the shopper back from another site: "Strict" would hide the cart from that visit.
  const options: CookieOptions = {
    httpOnly: true,
    sameSite: "lax",
    secure: res.req.secure,
    path: "/",
    maxAge,
  };
  res.cookie(name, value, options);
}

/** RFC 6265 section 4.2.1. A value that is not as we encoded it counts as none. */
function readCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    const value = decode(pair.slice(at + 1).trim());
    if (at > 0 && value !== undefined)
      cookies.set(pair.slice(0, at).trim(), value);
  }
  return cookies;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
