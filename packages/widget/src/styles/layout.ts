/** The frame: one column on a phone, form and summary side by side where there is room. */
import { css } from "./css.ts";

/**
 * `.theme::before`: a size container has no width of its own, so where the parent takes the width of its content this is
 * it: three spaces of 280 px that break between each other, and that nobody sees. At a font size of 0 WebKit leaves the
 * space between words out, too.
 *
 * `.root`: what the page has its own text inherit ends here. Custom properties, and what hides the whole or makes it
 * untouchable, are meant for us. The direction is that of our languages.
 */
export const layout = css`
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
  }
  .theme::before {
    content: "\\a0\\200b\\a0\\200b\\a0";
    display: block;
    height: 0;
    overflow: hidden;
    visibility: hidden;
    white-space: normal;
    text-indent: 0;
    letter-spacing: 0;
    font-size: 1px;
    word-spacing: min(280px, 100vw - 32px);
  }
  .root {
    all: initial;
    display: block;
    box-sizing: border-box;
    color-scheme: inherit;
    visibility: inherit;
    pointer-events: inherit;
    -webkit-locale: inherit;
    direction: ltr;
    unicode-bidi: isolate;
    -webkit-user-select: text;
    user-select: text;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
    font: 16px/1.5 var(--malipo-font, system-ui, sans-serif);
    font-size: var(--malipo-font-size, 16px);
    color: var(--text);
    container-type: inline-size;
    max-width: var(--malipo-max-width, 960px);
    margin-inline: auto;
    overflow: clip;
    background: var(--background);
    border: 1px solid var(--border);
    border-radius: var(--radius);
  }
  .row {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 16px;
  }
  header {
    min-height: 64px;
    padding: 8px var(--space);
    border-bottom: 1px solid var(--border);
  }
  header,
  header slot {
    flex: 1;
    align-items: center !important;
  }
  header slot {
    display: flex;
    gap: 12px;
  }
  header strong {
    flex: 1;
  }
  header:has(strong:empty) {
    border-color: transparent;
  }
  header b {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 10px;
    background: var(--accent);
    color: var(--on-accent);
  }
  .main {
    display: flex;
    flex-direction: column;
    gap: 20px;
    min-height: var(--malipo-min-height, 420px);
    padding: var(--space);
  }
  .plain {
    align-items: center;
    justify-content: center;
    text-align: center;
  }
  .plain > :not(.badge, .ring, .spinner, .quiet) {
    width: 100%;
    max-width: 420px;
  }
  .summary {
    background: var(--surface);
    border-bottom: 1px solid var(--border);
  }
  .checkout {
    display: flex;
    flex-direction: column;
    gap: 16px;
    padding: var(--space);
    border-top: 1px solid var(--border);
  }
  .fold {
    width: 100%;
    padding: 14px var(--space);
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .fold span::after {
    content: " ▾";
  }
  [aria-expanded="false"] + .folded,
  h3 {
    display: none;
  }
  .folded {
    padding: 0 var(--space) var(--space);
  }
  .folded .total {
    margin-top: 8px;
    padding-top: 12px;
    border-top: 1px solid var(--border);
  }
  .total strong {
    font-size: min(1.375em, 7cqi);
  }
  @container (width < 480px) {
    header small {
      display: none;
    }
  }
  @container (width >= 720px) {
    .columns:has(.summary) {
      display: grid;
      grid-template: auto / 1fr 340px;
    }
    .main {
      --space: 40px;
      grid-area: 1 / 1;
      min-height: var(--malipo-min-height, 520px);
    }
    .main > form,
    .main > h2 {
      max-width: 520px;
    }
    .columns .summary {
      --space: 32px;
      grid-area: 1 / 2;
      padding: 40px var(--space);
      border: 0;
      border-inline-start: 1px solid var(--border);
    }
    .columns .fold {
      display: none;
    }
    .columns .folded {
      display: block;
      padding: 0;
    }
    h3 {
      display: block;
      padding-bottom: 8px;
    }
  }
  dialog {
    width: min(960px, 100vw - 32px);
    max-width: none;
    max-height: 94dvh;
    margin: auto;
    border: 0;
    border-radius: var(--radius);
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: #0a110ecc;
  }
  dialog .root {
    border: 0;
  }
  @media (width < 600px) {
    dialog {
      width: 100vw;
      margin-bottom: 0;
      border-radius: var(--radius) var(--radius) 0 0;
    }
  }
`;
