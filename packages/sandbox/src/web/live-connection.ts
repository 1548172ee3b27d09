/** Shows whether a live page is connected. */
import type { Html } from "./html.ts";
import { html } from "./html.ts";

/** `reload`: a link that reloads the page, for browsers without JavaScript. */
export function renderConnection(reload: Html): Html {
  return html`<p
      class="connection"
      id="connection"
      role="status"
      data-state="waiting"
    >
      <span class="dot"></span><span class="words">Connecting…</span>
    </p>
    <noscript
      ><p class="connection">Without JavaScript: ${reload}.</p></noscript
    >`;
}
