/** Colours, type and controls that all pages share. */
import { css } from "./css.ts";

export const COMMON_STYLES = css`
  :root {
    color-scheme: light dark;
    --ground: #f3f5f4;
    --surface: #ffffff;
    --sunken: #eef2f0;
    --ink: #12201a;
    --ink-soft: #55635c;
    --line: #d9e1dd;
    --line-strong: #7b8a83;
    --accent: #0a7d4f;
    --accent-strong: #076240;
    --accent-soft: #e1f4ea;
    --on-accent: #ffffff;
    --danger: #b3261e;
    --danger-soft: #fdecea;
    --notice-ink: #6b4300;
    --notice-soft: #fff0cf;
    --notice-line: #e9bd62;
    --shadow: 0 1px 2px rgb(16 32 26 / 6%), 0 12px 32px rgb(16 32 26 / 9%);
    --radius: 14px;
  }

  @media (prefers-color-scheme: dark) {
    :root {
      --ground: #0d1411;
      --surface: #16201b;
      --sunken: #1d2923;
      --ink: #e9f1ed;
      --ink-soft: #a3b3ab;
      --line: #2b3932;
      --line-strong: #71827a;
      --accent: #4ccb90;
      --accent-strong: #76dcab;
      --accent-soft: #12372a;
      --on-accent: #04150d;
      --danger: #ff9d94;
      --danger-soft: #3d1a18;
      --notice-ink: #ffd78a;
      --notice-soft: #33270d;
      --notice-line: #725618;
      --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 12px 32px rgb(0 0 0 / 35%);
    }
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  html {
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }

  body {
    margin: 0;
    min-height: 100vh;
    min-height: 100dvh;
    background: var(--ground);
    color: var(--ink);
    font:
      16px/1.5 system-ui,
      -apple-system,
      "Segoe UI",
      Roboto,
      "Helvetica Neue",
      "Noto Sans",
      sans-serif;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  a {
    color: var(--accent-strong);
    text-underline-offset: 3px;
  }

  code,
  .mono {
    font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, monospace;
    font-size: 0.92em;
  }

  button,
  input {
    font: inherit;
    color: inherit;
  }

  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 48px;
    padding: 10px 20px;
    border: 1px solid transparent;
    border-radius: var(--radius);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
  }

  .button:hover {
    background: var(--accent-strong);
  }

  .button:disabled {
    opacity: 0.6;
    cursor: default;
  }

  .button.quiet {
    border-color: var(--line-strong);
    background: transparent;
    color: var(--ink);
  }

  .button.quiet:hover {
    background: var(--sunken);
  }

  .button.plain {
    background: transparent;
    color: var(--ink-soft);
  }

  .button.plain:hover {
    background: var(--sunken);
    color: var(--ink);
  }

  .panel {
    min-width: 0;
    padding: clamp(18px, 4vw, 28px);
    border: 1px solid var(--line);
    border-radius: 22px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  .badge {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 4px 12px 4px 9px;
    border: 1px solid var(--notice-line);
    border-radius: 99px;
    background: var(--notice-soft);
    color: var(--notice-ink);
    font-size: 13px;
    font-weight: 600;
    white-space: nowrap;
  }

  .badge svg {
    width: 15px;
    height: 15px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 10px 16px;
  }

  .brand {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    color: var(--ink);
    font-weight: 600;
    text-decoration: none;
  }

  .brand img {
    display: block;
    width: 28px;
    height: 28px;
  }

  @media (max-width: 419px) {
    .bar {
      flex-wrap: nowrap;
      gap: 10px;
    }

    .brand {
      gap: 8px;
      font-size: 14px;
      line-height: 1.2;
    }

    .badge {
      padding: 4px 10px;
      font-size: 12px;
    }

    .badge svg {
      display: none;
    }
  }

  .out-of-sight {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .endings {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
  }

  .endings th,
  .endings td {
    padding: 7px 0;
    border-top: 1px solid var(--line);
    text-align: left;
    font-weight: 400;
    vertical-align: top;
  }

  .endings tr:first-child > * {
    border-top: 0;
  }

  .endings th {
    width: 56px;
    color: var(--accent-strong);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
`;
