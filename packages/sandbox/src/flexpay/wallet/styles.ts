/** The wallet page's sheet: an app of somebody else, so its accent is not the sandbox's green. */
import { css } from "../../web/css.ts";
import { CONNECTION_STYLES } from "../../web/live-connection.ts";
import { CARDS_STYLES } from "./cards-styles.ts";

const PAGE_STYLES = css`
  :root {
    --accent: #5a3fc0;
    --accent-strong: #452ca3;
    --accent-soft: #ece8fb;
    --good: #0a7d4f;
    --good-soft: #e1f4ea;
    --face: linear-gradient(135deg, #2b1a6b, #5a3fc0 60%, #8a6cf0);
  }

  @media (prefers-color-scheme: dark) {
    :root {
      --accent: #b3a1ff;
      --accent-strong: #cabdff;
      --accent-soft: #2b2450;
      --on-accent: #140a38;
      --good: #4ccb90;
      --good-soft: #12372a;
      --face: linear-gradient(135deg, #1a1140, #3c2a86 60%, #5940b5);
    }
  }

  body {
    padding: clamp(14px, 4vw, 24px);
  }

  body > * {
    max-width: 1060px;
    margin-inline: auto;
  }

  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 32px;
    margin-top: 20px;
  }

  .wallet {
    padding: 0;
    overflow: hidden;
  }

  .wallet > header {
    display: flex;
    align-items: center;
    gap: 14px;
    padding: 22px clamp(18px, 4vw, 28px);
    background: var(--face);
    color: #fff;
  }

  .logo {
    display: grid;
    flex: none;
    place-items: center;
    width: 48px;
    height: 48px;
    border-radius: 15px;
    background: rgb(255 255 255 / 18%);
    font-size: 24px;
    font-weight: 700;
  }

  h1 {
    font-size: 24px;
    line-height: 1.2;
    letter-spacing: -0.01em;
  }

  .wallet > header p {
    font-size: 14px;
    line-height: 1.35;
  }

  .wallet form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 18px;
    padding: clamp(18px, 4vw, 28px);
  }

  fieldset {
    min-width: 0;
  }

  legend,
  .field label {
    display: block;
    margin-bottom: 6px;
    padding: 0;
    font-size: 14px;
    font-weight: 600;
  }

  .payers {
    display: grid;
    gap: 10px;
  }

  .payer {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 4px 12px;
    align-items: center;
    padding: 12px 14px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    cursor: pointer;
  }

  .payer:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-soft);
    box-shadow: inset 0 0 0 1px var(--accent);
  }

  .payer:has(:focus-visible) {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }

  .payer input {
    width: 20px;
    height: 20px;
    margin: 0;
    outline: 0;
    accent-color: var(--accent);
  }

  .who {
    min-width: 0;
    color: var(--ink-soft);
    font-size: 14px;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  .who strong {
    display: block;
    color: var(--ink);
    font-size: 16px;
  }

  .holds {
    display: grid;
    font-size: 14px;
    line-height: 1.35;
    font-variant-numeric: tabular-nums;
    text-align: right;
    white-space: nowrap;
  }

  .pair {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 108px;
    gap: 14px;
  }

  .field input,
  select {
    width: 100%;
    min-height: 48px;
    padding: 10px 14px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }

  .field input::placeholder {
    color: var(--ink-soft);
  }

  .field [aria-invalid] {
    border-color: var(--danger);
    background: var(--danger-soft);
  }

  .error {
    margin-top: 6px;
    color: var(--danger);
    font-size: 14px;
    font-weight: 600;
  }

  .error:empty {
    display: none;
  }

  .hint {
    margin-top: 6px;
    color: var(--ink-soft);
    font-size: 14px;
  }

  form > .hint {
    margin-top: -6px;
  }

  .sent {
    min-width: 0;
  }

  h2 {
    font-size: 20px;
  }

  .sent .connection {
    margin-top: 6px;
  }

  @media (max-width: 419px) {
    .payer {
      grid-template-columns: auto minmax(0, 1fr);
    }

    .holds {
      grid-column: 2;
      text-align: left;
    }
  }

  @media (min-width: 860px) {
    main {
      grid-template-columns: 460px minmax(0, 1fr);
      gap: clamp(32px, 5vw, 64px);
      align-items: start;
      margin-top: 32px;
    }

    .sent {
      padding-top: 22px;
    }
  }
`;

export const WALLET_STYLES = CONNECTION_STYLES + PAGE_STYLES + CARDS_STYLES;
