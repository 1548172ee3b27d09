/** The card page's sheet. */
import { css } from "../web/css.ts";

export const CARD_STYLES = css`
  body {
    padding: clamp(16px, 4vw, 40px);
  }

  body > .bar,
  main {
    max-width: 980px;
    margin-inline: auto;
  }

  main {
    display: grid;
    gap: 28px;
    margin-top: 28px;
  }

  h1 {
    font-size: 17px;
    font-weight: 500;
    margin-top: 6px;
    color: var(--ink-soft);
    overflow-wrap: anywhere;
  }

  h2 {
    font-size: 19px;
    line-height: 1.3;
  }

  .total {
    font-size: clamp(32px, 8vw, 44px);
    font-weight: 700;
    line-height: 1.15;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  .lines {
    margin-top: 20px;
  }

  .lines li {
    display: flex;
    justify-content: space-between;
    gap: 16px;
    padding: 12px 0;
    border-top: 1px solid var(--line);
  }

  .lines li > :first-child {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .lines small {
    display: block;
    color: var(--ink-soft);
    font-size: 13px;
  }

  .lines .sum {
    font-weight: 700;
  }

  .price {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .facts {
    display: grid;
    gap: 6px;
    margin-top: 8px;
    padding-top: 16px;
    border-top: 1px solid var(--line);
    font-size: 14px;
  }

  .facts div {
    display: flex;
    justify-content: space-between;
    gap: 16px;
  }

  .facts dt {
    color: var(--ink-soft);
    white-space: nowrap;
  }

  .facts dd {
    min-width: 0;
    text-align: right;
    overflow-wrap: anywhere;
  }

  .face {
    position: relative;
    display: grid;
    grid-template: auto 1fr auto / 1fr auto;
    max-width: 340px;
    aspect-ratio: 1.7;
    margin: 18px auto 4px;
    padding: 18px 20px;
    border-radius: 18px;
    overflow: hidden;
    background:
      radial-gradient(
        circle at 88% 8%,
        rgb(255 255 255 / 28%),
        transparent 46%
      ),
      linear-gradient(135deg, #0b3d2c, #0a7d4f 58%, #35b37b);
    color: #fff;
    box-shadow: 0 14px 28px rgb(4 45 29 / 28%);
  }

  .face-kind {
    font-weight: 600;
    letter-spacing: 0.02em;
  }

  .chip {
    width: 40px;
    fill: #f2d48a;
    stroke: #a37a1f;
    stroke-width: 1.4;
  }

  .face-number {
    grid-column: 1 / -1;
    align-self: end;
    font:
      600 clamp(15px, 4.8vw, 20px) / 1.4 ui-monospace,
      "SF Mono",
      "Cascadia Mono",
      Menlo,
      monospace;
    white-space: nowrap;
  }

  .face-expiry {
    grid-column: 1 / -1;
    font-size: 13px;
    opacity: 0.9;
  }

  .fields {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 16px;
    margin-top: 20px;
  }

  .field {
    min-width: 0;
  }

  .field.number {
    grid-column: 1 / -1;
  }

  label {
    display: block;
    margin-bottom: 6px;
    font-size: 14px;
    font-weight: 600;
  }

  label small {
    margin-left: 4px;
    color: var(--ink-soft);
    font-size: 13px;
    font-weight: 400;
    white-space: nowrap;
  }

  input {
    width: 100%;
    min-height: 48px;
    padding: 10px 14px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    font-variant-numeric: tabular-nums;
  }

  input[aria-invalid] {
    border-color: var(--danger);
    background: var(--danger-soft);
  }

  .error {
    margin-top: 6px;
    color: var(--danger);
    font-size: 14px;
  }

  .hint {
    margin-top: 14px;
    color: var(--ink-soft);
    font-size: 14px;
  }

  .actions {
    display: grid;
    gap: 10px;
    margin-top: 18px;
  }

  .leaving {
    display: grid;
    place-items: center;
    min-height: 80dvh;
    margin-top: 0;
  }

  .leaving .panel {
    width: min(100%, 440px);
  }

  .outcome {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: 12px;
    text-align: center;
  }

  .outcome h1,
  .outcome h2 {
    margin-top: 0;
    color: var(--ink);
    font-size: 22px;
    font-weight: 700;
  }

  .outcome > p:not(.badge, .reference) {
    color: var(--ink-soft);
    text-wrap: balance;
  }

  .outcome form {
    width: 100%;
    margin-top: 10px;
  }

  .outcome .button {
    width: 100%;
  }

  .outcome .reference {
    padding: 6px 12px;
    border-radius: 10px;
    background: var(--sunken);
    overflow-wrap: anywhere;
  }

  .sign {
    width: 72px;
    fill: none;
    stroke: var(--danger);
    stroke-width: 3;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .sign circle {
    fill: var(--danger-soft);
    stroke: none;
  }

  .sign.good {
    stroke: var(--accent);
  }

  .sign.good circle {
    fill: var(--accent-soft);
  }

  .spinner {
    width: 44px;
    height: 44px;
    border: 4px solid var(--line);
    border-top-color: var(--accent);
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 4s;
    }
  }

  @media (min-width: 820px) {
    main:not(.leaving) {
      grid-template-columns: minmax(0, 1fr) minmax(0, 430px);
      gap: 56px;
      align-items: start;
      margin-top: 48px;
    }

    .panel.pay,
    .panel.outcome {
      min-height: 420px;
    }

    .leaving .panel {
      min-height: 0;
    }
  }
`;
