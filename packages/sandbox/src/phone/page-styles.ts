/** The colours of the phone page and what stands beside the device. */
import { css } from "../web/css.ts";

export const PAGE_STYLES = css`
  :root {
    --glass: rgb(255 255 255 / 88%);
    --bubble: #ffffff;
    --bubble-ink: #14211b;
    --on-wall: #0c2a1e;
    --on-wall-soft: #2f5646;
    --wall:
      radial-gradient(120% 60% at 12% 0%, #d9f5e3 0%, transparent 60%),
      radial-gradient(90% 60% at 100% 22%, #bfe3f2 0%, transparent 58%),
      linear-gradient(180deg, #e9f7ee, #a8dcc0 62%, #6fbf9a);
  }

  @media (prefers-color-scheme: dark) {
    :root {
      --glass: rgb(22 34 29 / 90%);
      --bubble: #1c2b25;
      --bubble-ink: #e6f1eb;
      --on-wall: #f1fbf6;
      --on-wall-soft: #b9d6c8;
      --wall:
        radial-gradient(120% 60% at 12% 0%, #14553c 0%, transparent 60%),
        radial-gradient(90% 60% at 100% 22%, #123f58 0%, transparent 58%),
        linear-gradient(180deg, #0d2a20, #0a1d18 60%, #06120f);
    }
  }

  body > .bar {
    padding: 14px 16px;
  }

  main {
    display: grid;
    gap: 28px;
  }

  .beside {
    min-width: 0;
    padding: 0 16px 32px;
  }

  h1 {
    font-size: 28px;
    line-height: 1.15;
    letter-spacing: -0.02em;
    text-wrap: balance;
  }

  .lead {
    margin-top: 12px;
    color: var(--ink-soft);
  }

  .lead strong {
    color: var(--ink);
    white-space: nowrap;
  }

  .filter {
    margin-top: 24px;
  }

  .filter label {
    display: block;
    margin-bottom: 6px;
    font-size: 14px;
    font-weight: 600;
  }

  .filter div {
    display: flex;
    gap: 10px;
  }

  .filter input {
    flex: 1;
    min-width: 0;
    min-height: 48px;
    padding: 10px 14px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
  }

  .filter a {
    display: inline-block;
    margin-top: 10px;
    font-size: 14px;
  }

  details {
    margin-top: 28px;
    padding: 6px 18px;
    border: 1px solid var(--line);
    border-radius: 18px;
    background: var(--surface);
  }

  summary {
    padding: 10px 0;
    font-weight: 600;
    cursor: pointer;
  }

  @media (min-width: 860px) {
    body > .bar {
      max-width: 1060px;
      margin-inline: auto;
      padding: 24px 20px 0;
    }

    main {
      grid-template-columns: 398px minmax(0, 1fr);
      gap: clamp(36px, 7vw, 96px);
      align-items: start;
      max-width: 1060px;
      margin: 28px auto 40px;
      padding-inline: 20px;
    }

    .beside {
      padding: 26px 0 0;
    }

    h1 {
      font-size: 38px;
    }
  }
`;
