/** The pages. */
import type { Router } from "express";
import { findProduct } from "../catalog.ts";
import { WORDS } from "../language.ts";
import { cartPage, emptyCartPage } from "../pages/cart-page.ts";
import { checkoutPage } from "../pages/checkout-page.ts";
import { frontPage } from "../pages/front-page.ts";
import { notFoundPage } from "../pages/message-page.ts";
import { productPage } from "../pages/product-page.ts";
import { thanksPage } from "../pages/thanks-page.ts";
import type { Shop } from "../shop.ts";
import { rememberCheckout } from "../visitor.ts";
import { readContext, readQuery, sendPage } from "./context.ts";

export function addPageRoutes(router: Router, shop: Shop): void {
  router.get("/", (req, res) => {
    const context = readContext(shop, req);
    sendPage(res, context, frontPage(context));
  });

  router.get("/shirts/:sku", (req, res) => {
    const context = readContext(shop, req);
    const product = findProduct(shop.catalog, req.params.sku);
    sendPage(
      res,
      context,
      product === undefined
        ? notFoundPage(context)
        : productPage(context, product),
    );
  });

  router.get("/cart", (req, res) => {
    const context = readContext(shop, req);
    const change = {
      added: readQuery(req, "added"),
      pressed: readQuery(req, "pressed"),
    };
    sendPage(res, context, cartPage(context, change));
  });

  router.get("/checkout", (req, res) => {
    const context = readContext(shop, req);
    const { cart, checkoutCart, language } = context.visitor;
    // Back from the card page: the order is shown whatever became of the cart, also in a browser that has none.
    const returning = readQuery(req, "malipo_order") !== "";
    const shown = cart.length === 0 && returning ? checkoutCart : cart;
    if (shown.length > 0) rememberCheckout(res, shown);
    sendPage(
      res,
      context,
      shown.length > 0 || returning
        ? checkoutPage(context, shown)
        : emptyCartPage(WORDS[language]),
    );
  });

  router.get("/thanks", (req, res) => {
    const context = readContext(shop, req);
    sendPage(res, context, thanksPage(context, readQuery(req, "order")));
  });
}
