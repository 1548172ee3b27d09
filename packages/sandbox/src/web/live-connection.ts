/** The line of a live page that says whether it is connected. */
import { css } from "./css.ts";
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

export const CONNECTION_STYLES = css`
  .connection {
    display: flex;
    align-items: center;
    gap: 9px;
    margin-top: 16px;
    font-size: 14px;
    font-weight: 600;
  }

  .dot {
    flex: none;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--line-strong);
  }

  [data-state="live"] .dot {
    background: var(--good, var(--accent));
  }

  [data-state="lost"] .dot {
    background: var(--danger);
  }
`;
