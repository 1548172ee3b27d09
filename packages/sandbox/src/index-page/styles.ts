/** The sheet of the start page and of the payment link page. */
import { css } from "../web/css.ts";

export const INDEX_STYLES = css`
  body {
    padding: clamp(16px, 4vw, 40px);
  }

  body > * {
    max-width: 860px;
    margin-inline: auto;
  }

  main {
    margin-top: clamp(28px, 6vw, 56px);
  }

  h1 {
    max-width: 22ch;
    font-size: clamp(30px, 6vw, 44px);
    line-height: 1.12;
    letter-spacing: -0.02em;
    text-wrap: balance;
  }

  h2 {
    margin-bottom: 12px;
    font-size: 18px;
  }

  .lead {
    max-width: 60ch;
    margin-top: 14px;
    color: var(--ink-soft);
    font-size: 17px;
  }

  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    margin-top: 24px;
  }

  .cards {
    display: grid;
    gap: 20px;
    margin-top: 36px;
  }

  .panel table + p {
    margin-top: 12px;
    color: var(--ink-soft);
    font-size: 14px;
  }

  .panel p + p,
  .panel ul {
    margin-top: 10px;
  }

  .panel li + li {
    margin-top: 10px;
  }

  .calls {
    font-size: 14px;
  }

  .calls code {
    display: block;
    color: var(--accent-strong);
    overflow-wrap: anywhere;
  }

  .link {
    width: min(100%, 460px);
  }

  .link .amount {
    margin: 4px 0 12px;
    font-size: 36px;
    font-weight: 700;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
  }

  .link dl {
    display: grid;
    gap: 6px;
    margin-top: 16px;
    padding-top: 16px;
    border-top: 1px solid var(--line);
    font-size: 14px;
  }

  .link dl div {
    display: flex;
    justify-content: space-between;
    gap: 16px;
  }

  .link dt {
    color: var(--ink-soft);
  }

  .link dd {
    min-width: 0;
    text-align: right;
    overflow-wrap: anywhere;
  }

  @media (min-width: 760px) {
    .cards {
      grid-template-columns: 1fr 1fr;
    }
  }
`;
