/** How a payment link reaches payers: its address, its code, a poster, and what the device can send it with. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { announce } from "../../ui/announce.ts";
import { copyButton } from "../../ui/copy-button.ts";
import { icon } from "../../ui/icon.ts";
import { qrCode } from "../../ui/qr-code.ts";
import { fill, words } from "../../words/words.ts";

export interface Shared {
  readonly title: string;
  readonly url: string;
}

/** The browser's own list of apps. */
function shareButton({ title, url }: Shared): unknown {
  if (!("share" in navigator)) return nothing;
  const share = (): void => {
    navigator.share({ title, url }).catch((error: unknown) => {
      // Closing the list is no failure.
      const isClosed =
        error instanceof DOMException && error.name === "AbortError";
      if (!isClosed) announce(words().errors.other);
    });
  };
  return html`<button @click=${share}>
    ${icon("share")} ${words().links.shareButton}
  </button>`;
}

const outside = (href: string, label: unknown): TemplateResult =>
  html`<a class="button" href=${href} target="_blank" rel="noopener noreferrer"
    >${label}<span class="visually-hidden"> (${words().links.newTab})</span></a
  >`;

export function sharePanel(link: Shared): TemplateResult {
  const { links } = words();
  const { title, url } = link;
  const message = encodeURIComponent(fill(links.message, { title, url }));
  // Phones differ in what comes before the text; both take this.
  const textMessage = `sms:?&body=${message}`;
  const mail = `mailto:?subject=${encodeURIComponent(title)}&body=${message}`;
  return html`<section class="card">
    <h2>${links.share}</h2>
    <div class="share">
      ${qrCode(url, links.qr)}
      <div class="stack">
        <p class="address">
          <code>${url}</code> ${copyButton(url, links.copyAddress)}
        </p>
        <div class="buttons start">
          ${outside(url, links.openPage)}
          ${outside(`${url}/poster`, links.poster)}
        </div>
        <div class="buttons start">
          ${shareButton(link)}
          ${outside(`https://wa.me/?text=${message}`, links.whatsapp)}
          <a class="button" href=${textMessage}>${links.sms}</a>
          <a class="button" href=${mail}>${links.email}</a>
        </div>
      </div>
    </div>
  </section>`;
}
