/** Real addresses: every page and every filter has one, so that a reload, a bookmark and "back" keep everything. */
import { createStore } from "../lib/store.ts";

const BASE = "/console";

export interface Address {
  /** Below the console: "/orders/ord_1". */
  readonly path: string;
  readonly query: URLSearchParams;
  /** How the person came here: by a link, or by "back", which keeps where they were. */
  readonly by: "link" | "history";
}

const read = (by: Address["by"]): Address => ({
  path: location.pathname.slice(BASE.length).replace(/\/+$/, "") || "/",
  query: new URLSearchParams(location.search),
  by,
});

export const address = createStore<Address>(read("history"));

/** The href of a page: `toHref("/orders", { status: "paid" })`. Empty values are left out. */
export function toHref(
  path: string,
  query: Readonly<Record<string, string | null | undefined>> = {},
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== "")
      search.set(name, value);
  const text = search.toString();
  return `${BASE}${path === "/" ? "" : path}${text === "" ? "" : `?${text}`}`;
}

export function navigate(href: string, replace = false): void {
  if (replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  address.set(read("link"));
}

/** Links stay links: they open in another tab, can be copied, and work with the keyboard. */
function onClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event
    .composedPath()
    .find((each) => each instanceof HTMLAnchorElement);
  if (link === undefined || link.origin !== location.origin) return;
  if (link.getAttribute("href")?.startsWith("#") === true) return;
  if (link.target !== "" || link.hasAttribute("download")) return;
  if (link.pathname !== BASE && !link.pathname.startsWith(`${BASE}/`)) return;
  event.preventDefault();
  if (link.href !== location.href) navigate(link.href);
}

export function startRouter(): void {
  addEventListener("popstate", () => {
    address.set(read("history"));
  });
  document.addEventListener("click", onClick);
}
