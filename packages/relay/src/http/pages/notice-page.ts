/** Pages that say why there is nothing to pay here, and where to go. */
import { NOTHING, html } from "./html.ts";
import type { Html } from "./html.ts";
import {
  renderFooter,
  renderFrame,
  renderMark,
  renderWaysOn,
} from "./page-frame.ts";
import type { PageContext } from "./page-frame.ts";
import { PAY_PAGE_WORDS } from "./pay-page-words.ts";

/**
 * - `unknown`, `inactive`, `usedUp`, `alreadyPaid`: payment links
 * - `home`: the start of the origin
 * - `unknownReturn`: back from the provider's page, but the payment is not known
 * - `unknownReceipt`: no receipt of a paid order
 * - `missing`: anything else that is refused, such as an address that does not exist
 * - `busy`, `trouble`: pass by
 */
export type NoticeKind =
  | "unknown"
  | "inactive"
  | "usedUp"
  | "alreadyPaid"
  | "home"
  | "unknownReturn"
  | "unknownReceipt"
  | "missing"
  | "busy"
  | "trouble";

const PASSES_BY: ReadonlySet<NoticeKind> = new Set(["busy", "trouble"]);

/** `text`: the merchant's own, in place of ours. */
export const renderNoticePage = (
  context: PageContext,
  kind: NoticeKind,
  text?: string,
): Html =>
  renderFrame(
    context,
    noticeTitle(context, kind),
    renderNotice(context, kind, text),
  );

export const noticeTitle = (
  { locale, merchant }: PageContext,
  kind: NoticeKind,
): string => `${PAY_PAGE_WORDS[locale][`${kind}Title`]} · ${merchant.name}`;

/** The whole body. */
export function renderNotice(
  context: PageContext,
  kind: NoticeKind,
  text?: string,
): Html {
  const words = PAY_PAGE_WORDS[context.locale];
  return html`<main class="page notice">
      <p class="merchant">
        ${renderMark(context)}<span>${context.merchant.name}</span>
      </p>
      <h1>${words[`${kind}Title`]}</h1>
      <p class="description">${text ?? words[`${kind}Text`]}</p>
      <p class="ways">
        ${PASSES_BY.has(kind) ? html`<a class="again" href="">${words.again}</a>` : NOTHING}
        ${renderWaysOn(context)}
      </p>
    </main>
    ${renderFooter(context)}`;
}
