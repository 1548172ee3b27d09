/** Leads to the exports, with the days of a page's filter. */
import { html } from "lit";
import type { TemplateResult } from "lit";
import { toHref } from "../app/router.ts";
import { words } from "../words/words.ts";
import { icon } from "./icon.ts";

export const exportLink = (
  what: "orders" | "unmatched-payments" | "audit-log",
  query: URLSearchParams,
): TemplateResult =>
  html`<a
    class="button"
    href=${toHref("/exports", { what, from: query.get("from"), to: query.get("to") })}
    >${icon("download")} ${words().common.export}</a
  >`;
