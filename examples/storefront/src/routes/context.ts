/** From a request to what pages and forms need. */
import type { Request, Response } from "express";
import type { Page, PageContext } from "../pages/page.ts";
import { renderPage } from "../pages/page.ts";
import type { Shop } from "../shop.ts";
import { readVisitor } from "../visitor.ts";

export const readContext = (shop: Shop, req: Request): PageContext => ({
  shop,
  visitor: readVisitor(req, shop.catalog),
  address: req.method === "GET" ? req.originalUrl : "/",
});

/** Pages show the visitor's cart: no cache may keep them, or "back" would show an old one. */
export function sendPage(
  res: Response,
  context: PageContext,
  page: Page,
): void {
  res
    .status(page.status)
    .set("Cache-Control", "no-store")
    .type("html")
    .send(renderPage(context, page));
}

/** The fields of a form; empty for one that is missing. */
export function readForm(req: Request): (name: string) => string {
  const fields = new URLSearchParams(
    typeof req.body === "string" ? req.body : "",
  );
  return (name) => fields.get(name) ?? "";
}

/** A query parameter; empty where it is missing or given twice. */
export function readQuery(req: Request, name: string): string {
  const value = req.query[name];
  return typeof value === "string" ? value : "";
}
