/** The pages that the key may see: a list at the side; on a phone the first ones below the thumb, and the others in a menu. */
import type { Scope } from "@malipo/protocol";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { PAGES } from "../pages/pages.ts";
import { icon } from "../ui/icon.ts";
import type { IconName } from "../ui/icon.ts";
import type { Words } from "../words/words.ts";
import type { PageDefinition } from "./page.ts";
import { toHref } from "./router.ts";

/** As many as have room for their names on a phone, beside the menu. */
const FIRST = 4;

interface NavItem {
  readonly path: string;
  readonly icon: IconName;
  readonly label: string;
}

const itemsFor = (scopes: readonly Scope[], words: Words): NavItem[] =>
  PAGES.flatMap(({ nav, path, scope }) =>
    nav !== undefined && scopes.includes(scope)
      ? [{ path, icon: nav.icon, label: nav.label(words) }]
      : [],
  );

export function navigation(
  here: PageDefinition | undefined,
  scopes: readonly Scope[],
  words: Words,
): TemplateResult {
  const current = here?.under ?? here?.path;
  const item = ({ path, icon: picture, label }: NavItem): TemplateResult =>
    html`<li>
      <a
        href=${toHref(path)}
        aria-current=${path === current ? "page" : nothing}
        @click=${closeMenu}
      >
        ${icon(picture)}<span>${label}</span>
      </a>
    </li>`;
  const items = itemsFor(scopes, words);
  // A menu of one would take the room that its page needs.
  const shown = items.length > FIRST + 1 ? FIRST : items.length;
  const others = items.slice(shown);
  return html`<nav class="pages" aria-label=${words.app.menu}>
    <ul>
      ${items.slice(0, shown).map(item)}
    </ul>
    ${
      others.length === 0
        ? nothing
        : html`<button
              class="more"
              popovertarget="other-pages"
              ?data-here=${others.some(({ path }) => path === current)}
            >
              ${icon("more")}<span>${words.app.more}</span>
            </button>
            <ul id="other-pages" popover>
              ${others.map(item)}
            </ul>`
    }
  </nav>`;
}

function closeMenu({ currentTarget }: Event): void {
  if (!(currentTarget instanceof Element)) return;
  const menu = currentTarget.closest<HTMLElement>(":popover-open");
  menu?.hidePopover();
}
