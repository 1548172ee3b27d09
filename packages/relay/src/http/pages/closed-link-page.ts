/**
 * `/pay/:id` of a link that takes no more payments: a notice, and in its place the checkout for whoever has an order of
 * their own by this link. That one may still be under way, or wait for its rest.
 */
import type { PaymentLink } from "@malipo/protocol";
import { ORDER_PARAMETER } from "../../domain/return-address.ts";
import { NOTHING, html } from "./html.ts";
import type { Html } from "./html.ts";
import { noticeTitle, renderNotice } from "./notice-page.ts";
import type { NoticeKind } from "./notice-page.ts";
import { renderFrame } from "./page-frame.ts";
import type { PageContext } from "./page-frame.ts";
import { LANGUAGE_SCRIPT } from "./pay-page-script.ts";
import {
  renderCheckout,
  renderCheckoutFooter,
  renderScripts,
} from "./pay-page-view.ts";
import type { PayableLink } from "./pay-page-view.ts";
import { PAY_PAGE_WORDS } from "./pay-page-words.ts";

/** The checkout says whether this browser knows an order of the link. */
export const CLOSED_LINK_SCRIPT = String.raw`${LANGUAGE_SCRIPT}
const own = document.querySelector(".own");
const notice = document.querySelector(".closed");
const show = (part) => {
  own.hidden = part !== own;
  notice.hidden = part !== notice;
  document.title = part.dataset.title;
};

const CLOSED = ["link_inactive", "link_used_up"];
const checkout = own.querySelector("malipo-checkout");
let screen = "idle";
checkout.addEventListener("malipo-statechange", ({ detail }) => {
  screen = detail.state;
  if (["idle", "loading", "unavailable"].includes(screen)) return;
  document.body.dataset.begun = "";
  show(own);
});
checkout.addEventListener("malipo-error", ({ detail }) => {
  if (screen === "unavailable" && CLOSED.includes(detail.code)) show(notice);
});
`;

export function closedKindOf({
  reason,
  single,
}: Pick<PaymentLink, "reason" | "single">): NoticeKind {
  if (reason === "used_up" && single) return "alreadyPaid";
  return reason === "used_up" || reason === "sold_out" ? "usedUp" : "inactive";
}

/** Where the address names an order, the notice is only for those to whom it doesn't belong. */
export function renderClosedLinkPage(
  context: PageContext,
  { link }: PayableLink,
): Html {
  const words = PAY_PAGE_WORDS[context.locale];
  const about = { ...context, merchant: link.merchant };
  const kind = closedKindOf(link);
  const isNamed = context.query.has(ORDER_PARAMETER);
  const text = link.inactiveMessage ?? words[`${kind}Text`];
  const titles = {
    own: words.pay(link.merchant.name),
    notice: noticeTitle(about, kind),
  };
  const instead = isNamed
    ? html`<noscript
        ><p class="needs-script">${words[`${kind}Title`]}. ${text}</p></noscript
      >`
    : NOTHING;
  const hiddenIf = (isHidden: boolean): Html =>
    isHidden ? html`hidden` : NOTHING;
  return renderFrame(
    about,
    isNamed ? titles.own : titles.notice,
    html`<div class="closed" data-title="${titles.notice}" ${hiddenIf(isNamed)}>
        ${renderNotice(about, kind, link.inactiveMessage)}
      </div>
      <div class="own" data-title="${titles.own}" ${hiddenIf(!isNamed)}>
        <main class="page">${renderCheckout(about, link, instead)}</main>
        ${renderCheckoutFooter(about)}
      </div>`,
    renderScripts(about, link, `${context.base}/pay/assets/closed.js`),
  );
}
