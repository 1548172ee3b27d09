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

/** Resolves with whether the page that is shown may be left. */
export type LeaveGuard = () => Promise<boolean>;

const pathOf = (pathname: string): string =>
  pathname.slice(BASE.length).replace(/\/+$/, "") || "/";

const read = (by: Address["by"]): Address => ({
  path: pathOf(location.pathname),
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

const guards = new Set<LeaveGuard>();
let isAsking = false;

/** `guard` is asked before another page is shown, whatever leads there. Returns how to stop. */
export function guardLeaving(guard: LeaveGuard): () => void {
  // Two may mind for the same reason, and not as long as each other.
  const own: LeaveGuard = () => guard();
  guards.add(own);
  return () => guards.delete(own);
}

/** Also for what ends the page without an address, as signing out. Somebody is asked one thing at a time. */
export async function mayLeave(): Promise<boolean> {
  if (isAsking) return false;
  isAsking = true;
  try {
    for (const guard of [...guards]) if (!(await guard())) return false;
    return true;
  } finally {
    isAsking = false;
  }
}

/** In this tab's history. Each entry knows its place, so that "back" can be taken back. */
let place = 0;
const stateAt = (at: number): object => ({ place: at });

function placeOf(state: unknown): number | undefined {
  if (typeof state !== "object" || state === null) return undefined;
  const found: unknown = Reflect.get(state, "place");
  return typeof found === "number" ? found : undefined;
}

export function navigate(href: string, replace = false): void {
  const go = (): void => {
    if (replace) history.replaceState(stateAt(place), "", href);
    else {
      place += 1;
      history.pushState(stateAt(place), "", href);
    }
    address.set(read("link"));
  };
  const { pathname } = new URL(href, location.href);
  if (isHere(pathOf(pathname))) go();
  else
    void mayLeave().then((may) => {
      if (may) go();
    });
}

/** Nothing is left by another filter of the same page, nor where nobody minds. */
const isHere = (path: string): boolean =>
  guards.size === 0 || path === address.get().path;

/** Ends a step through the history of our own. */
let arrived: (() => void) | undefined;

const step = (by: number): Promise<void> =>
  new Promise((resolve) => {
    arrived = resolve;
    history.go(by);
  });

async function onPopState({ state }: PopStateEvent): Promise<void> {
  if (arrived !== undefined) {
    arrived();
    arrived = undefined;
    return;
  }
  const target = placeOf(state);
  if (target === undefined || isHere(pathOf(location.pathname))) {
    arriveAt(target);
    return;
  }
  // The browser is there already: back to the page that is shown, until it is known whether it may be left.
  const by = target - place;
  await step(-by);
  if (!(await mayLeave())) return;
  await step(by);
  arriveAt(target);
}

/** A link to a part of the page makes an entry without a place: it is the next one. */
function arriveAt(target: number | undefined): void {
  place = target ?? place + 1;
  if (target === undefined) history.replaceState(stateAt(place), "");
  address.set(read("history"));
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
  place = placeOf(history.state) ?? 0;
  history.replaceState(stateAt(place), "");
  addEventListener("popstate", (event) => void onPopState(event));
  document.addEventListener("click", onClick);
}
