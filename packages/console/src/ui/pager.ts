/** Through a list of any length by the cursors of the interface. "Back" leads to the page before. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { toHref } from "../app/router.ts";
import { words } from "../words/words.ts";
import { icon } from "./icon.ts";

export function pager(
  path: string,
  query: URLSearchParams,
  nextCursor: string | null,
): TemplateResult {
  const { common } = words();
  const { cursor, ...filters } = Object.fromEntries(query);
  return html`<nav class="pager" aria-label=${common.next}>
    ${
      cursor === undefined
        ? nothing
        : html`<a class="button" href=${toHref(path, filters)}
            >${icon("previous")} ${common.first}</a
          >`
    }
    ${
      nextCursor === null
        ? nothing
        : html`<a
            class="button"
            rel="next"
            href=${toHref(path, { ...filters, cursor: nextCursor })}
            >${common.next} ${icon("next")}</a
          >`
    }
  </nav>`;
}
