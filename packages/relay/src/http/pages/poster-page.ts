/** `GET /pay/:id/poster`: one sheet of A4 with the code of a payment link, for a wall or beside the till. */
import type { PaymentLink } from "@malipo/protocol";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { renderOffer } from "./link-offer.ts";
import { renderFooter, renderFrame, renderMark } from "./page-frame.ts";
import type { PageContext } from "./page-frame.ts";
import { PAY_PAGE_WORDS } from "./pay-page-words.ts";
import { renderQrCode } from "./qr-code.ts";

/** Browsers print by their own menu as well, so the button is there only with the script. */
export const POSTER_SCRIPT = String.raw`const button = document.querySelector(".print");
button.hidden = false;
button.addEventListener("click", () => print());
`;

/** Without what is true today alone: paper stays. */
const lasting = ({
  remainingStock: _stock,
  remainingPayments: _payments,
  ...link
}: PaymentLink): PaymentLink => link;

export function renderPoster(context: PageContext, link: PaymentLink): Html {
  const { base, locale } = context;
  const { name } = link.merchant;
  const words = PAY_PAGE_WORDS[locale];
  const about = { ...context, merchant: link.merchant };
  return renderFrame(
    about,
    `${words.pay(name)} · ${words.poster}`,
    html`<main class="poster">
        <p class="merchant">${renderMark(about)}<strong>${name}</strong></p>
        <h1>${words.pay(name)}</h1>
        ${renderOffer(words, lasting(link))}
        ${renderQrCode(context.drawings.qrCode(link.url), words.qrLabel)}
        <p class="hint">${words.scanHint}</p>
        <p class="address">${link.url}</p>
      </main>
      <p class="poster-ways">
        <button type="button" class="print" hidden>${words.print}</button>
        <a href="${link.url}">${words.toLink}</a>
      </p>
      ${renderFooter(about)}`,
    html`<script type="module" src="${base}/pay/assets/poster.js"></script>`,
  );
}
