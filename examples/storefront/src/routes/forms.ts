/** What visitors change: their cart and their language. Every form works without a script. */
import express from "express";
import type { Router } from "express";
import type { Cart } from "../cart.ts";
import {
  countOf,
  parseCart,
  quantityOf,
  withQuantity,
  withoutPaid,
} from "../cart.ts";
import { parseLanguage } from "../language.ts";
import { refusedPage } from "../pages/message-page.ts";
import { parsePaidOrder } from "../paid-order.ts";
import type { Shop } from "../shop.ts";
import { rememberCart, rememberLanguage, rememberPaid } from "../visitor.ts";
import { readContext, readForm, sendPage } from "./context.ts";

const BODY_LIMIT = "8kb";

const readFormText = express.text({
  type: "application/x-www-form-urlencoded",
  limit: BODY_LIMIT,
});

export function addFormRoutes(router: Router, shop: Shop): void {
  const { catalog } = shop;

  /** `add`: so many more. Else `quantity`: so many, and `way`: which button was pressed. */
  router.post("/cart/lines", readFormText, (req, res) => {
    const { visitor } = readContext(shop, req);
    const field = readForm(req);
    const sku = field("sku");
    const adding = /^\d{1,4}$/.test(field("add"));
    const quantity = adding
      ? quantityOf(visitor.cart, sku) + Number(field("add"))
      : Number(field("quantity"));
    rememberCart(res, withQuantity(visitor.cart, sku, quantity, catalog));
    const note = adding
      ? { added: sku }
      : { pressed: `${sku}:${field("way")}` };
    res.redirect(303, `/cart?${new URLSearchParams(note).toString()}`);
  });

  /** The whole cart, when quantities were changed inside the checkout: text like `SKU:2,SKU:1`. Answers the count. */
  router.put("/cart", express.text({ limit: BODY_LIMIT }), (req, res) => {
    const text: unknown = req.body;
    const cart = typeof text === "string" ? parseCart(text, catalog) : [];
    rememberCart(res, cart);
    res.json({ count: countOf(cart) });
  });

  /** The checkout says that an order is paid: those shirts leave the cart, others stay. */
  router.post("/thanks", readFormText, (req, res) => {
    const context = readContext(shop, req);
    const text: unknown = req.body;
    const paid = parsePaidOrder(typeof text === "string" ? text : "");
    if (paid === undefined) {
      sendPage(res, context, refusedPage(context, 400));
      return;
    }
    const lines: Cart = parseCart(readForm(req)("lines"), catalog);
    const kept = withoutPaid(context.visitor.cart, lines);
    rememberCart(res, kept);
    rememberPaid(res, paid);
    const next = `/thanks?order=${encodeURIComponent(paid.reference)}`;
    res.json({ next, count: countOf(kept) });
  });

  router.post("/language", readFormText, (req, res) => {
    const field = readForm(req);
    const language = parseLanguage(field("language"));
    if (language !== undefined) rememberLanguage(res, language);
    res.redirect(303, ownPath(field("back")));
  });
}

/** A path on this shop, or the front page: a form of ours must not send anybody elsewhere. */
function ownPath(back: string): string {
  const base = "http://shop.invalid";
  if (!URL.canParse(back, base)) return "/";
  const url = new URL(back, base);
  return url.origin === base ? url.pathname + url.search : "/";
}
