/** All pages, in the order of the navigation. New pages are added only here. */
import type { PageDefinition } from "../app/page.ts";

export const PAGES: readonly PageDefinition[] = [
  {
    path: "/",
    title: ({ overview }) => overview.title,
    scope: "read",
    nav: { icon: "overview", label: ({ overview }) => overview.title },
    load: () => import("./overview/overview.ts"),
  },
  {
    path: "/orders",
    title: ({ orders }) => orders.title,
    scope: "read",
    nav: { icon: "orders", label: ({ orders }) => orders.title },
    load: () => import("./orders/orders.ts"),
  },
  {
    path: "/orders/:id",
    title: ({ orders }) => orders.title,
    scope: "read",
    under: "/orders",
    load: () => import("./orders/order.ts"),
  },
  {
    path: "/links",
    title: ({ links }) => links.title,
    scope: "read",
    nav: { icon: "links", label: ({ links }) => links.title },
    load: () => import("./links/links.ts"),
  },
  {
    path: "/links/new",
    title: ({ links }) => links.new,
    scope: "links",
    under: "/links",
    load: () => import("./links/link-edit.ts"),
  },
  {
    path: "/links/:id",
    title: ({ links }) => links.title,
    scope: "read",
    under: "/links",
    load: () => import("./links/link.ts"),
  },
  {
    path: "/links/:id/edit",
    title: ({ links }) => links.edit,
    scope: "links",
    under: "/links",
    load: () => import("./links/link-edit.ts"),
  },
];
