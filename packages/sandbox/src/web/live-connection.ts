/** The line of a live page that says whether it is connected. */
import type { Html } from "./html.ts";
import { html } from "./html.ts";

/** `reload` leads to the page anew, for browsers without JavaScript, and says what for. */
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
