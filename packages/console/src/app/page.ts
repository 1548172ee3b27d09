/** What a page is. A new page is a folder in `src/pages`, a row in `src/pages/pages.ts`, and its words. */
import type { Scope } from "@malipo/protocol";
import type { PropertyDeclarations, TemplateResult } from "lit";
import { ConsoleElement } from "../ui/console-element.ts";
import type { IconName } from "../ui/icon.ts";
import type { Words } from "../words/words.ts";

/** The part of the address that belongs to the page. */
export interface Route {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

export interface PageModule {
  /** What the page shows for an address. */
  readonly view: (route: Route) => TemplateResult;
}

export interface PageDefinition {
  /** "/orders/:id". */
  readonly path: string;
  readonly title: (words: Words) => string;
  /** Without it nothing can be read; the page then says so instead of failing. */
  readonly scope: Scope;
  /** In the navigation; pages without one are reached from others. */
  readonly nav?: {
    readonly icon: IconName;
    readonly label: (words: Words) => string;
  };
  /** The path of the page in the navigation that this one belongs to. */
  readonly under?: string;
  readonly load: () => Promise<PageModule>;
}

/** A page's element. `opened` runs when it is shown and whenever its address changes. */
export abstract class Page extends ConsoleElement {
  static override properties: PropertyDeclarations = {
    route: { attribute: false },
  };

  route: Route = { params: {}, query: new URLSearchParams() };

  override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    const before = changed.get("route") as Route | undefined;
    if (changed.has("route") && !isSameRoute(before, this.route)) this.opened();
  }

  protected abstract opened(): void;
}

const isSameRoute = (a: Route | undefined, b: Route): boolean =>
  a !== undefined &&
  a.query.toString() === b.query.toString() &&
  JSON.stringify(a.params) === JSON.stringify(b.params);
