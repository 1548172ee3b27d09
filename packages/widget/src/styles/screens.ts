/** What only one screen has: cart lines, countdown, receipt; and all that moves. */
import { css } from "./css.ts";

export const screens = css`
  .line {
    display: grid;
    gap: 2px 12px;
    padding: 16px 0;
    border-bottom: 1px solid var(--border);
  }
  .line:last-child {
    border: 0;
  }
  .line:has(img) {
    grid-template-columns: 56px minmax(0, 1fr);
  }
  img ~ * {
    grid-column: 2;
  }
  .line img {
    grid-area: 1 / 1 / span 3;
    width: 100%;
    height: 56px;
    object-fit: cover;
    border-radius: var(--corner);
    background: var(--surface);
  }
  .summary li {
    padding: 6px 0;
  }
  .row:not(header) {
    flex-wrap: wrap;
    row-gap: 0;
  }
  .row:not(header) > :first-child {
    flex: 1 1 6em;
    min-width: 0;
    overflow-wrap: anywhere;
    text-align: start;
  }
  .row:not(header) > dt:first-child {
    flex-basis: auto;
  }
  .row:not(header) > :last-child {
    margin-inline-start: auto;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .stepper {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    margin-top: 8px;
  }
  .stepper .button {
    min-height: 44px;
    min-width: 44px;
    padding: 0;
  }
  .stepper .quiet {
    margin: 0 0 0 auto;
    color: var(--muted);
  }
  output {
    min-width: 40px;
    text-align: center;
    font-weight: 600;
  }
  .ring {
    position: relative;
    display: grid;
    place-content: center;
    justify-items: center;
    width: 144px;
    height: 144px;
    font-size: 1.25em;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  .ring svg {
    width: 36px;
    height: 36px;
    color: var(--accent);
  }
  .ring svg:first-child {
    position: absolute;
    width: 100%;
    height: 100%;
    stroke-width: 5;
    rotate: -90deg;
  }
  .ring circle {
    stroke: var(--border);
  }
  .ring circle + circle {
    stroke: var(--accent);
    transition: stroke-dasharray 1s linear;
  }
  ol {
    padding: 14px 14px 14px 36px;
    border-radius: var(--corner);
    background: var(--surface);
    text-align: start;
  }
  .spinner {
    width: 56px;
    height: 56px;
    border: 5px solid var(--border);
    border-top-color: var(--accent);
    border-radius: 50%;
    animation: spin 0.9s linear infinite;
  }
  dl {
    padding: 6px 18px;
    border-radius: var(--corner);
    background: var(--surface);
  }
  dl div {
    padding: 9px 0;
  }
  dl div + div {
    border-top: 1px solid var(--border);
  }
  dt {
    color: var(--muted);
  }
  dd {
    font-weight: 600;
    text-align: end;
    white-space: normal !important;
  }
  .details {
    text-align: start;
  }
  .details dd {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    font-size: 1.0625em;
    text-align: start;
  }
  .details .button {
    flex: none;
    margin-inline-start: auto;
    min-width: 68px;
    min-height: 44px;
    padding: 0 8px;
    font-size: 0.875em;
  }
  .pending {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 12px;
    text-align: start;
  }
  .pending .spinner {
    flex: none;
    width: 20px;
    height: 20px;
    border-width: 3px;
  }
  figure {
    color: var(--muted);
    font-size: 0.875em;
  }
  .absent {
    visibility: hidden;
  }
  .qr {
    width: 184px;
    height: 184px;
    margin: 0 auto 8px;
    border-radius: var(--corner);
    background: #fff;
    forced-color-adjust: none;
  }
  .qr svg {
    width: 100%;
    height: 100%;
    fill: #000;
    stroke: none;
  }
  @container (width < 300px) {
    header,
    .fold,
    .main,
    .summary {
      --space: min(var(--malipo-space, 24px), 12px);
    }
    .primary {
      padding-inline: 8px;
    }
    h2 {
      font-size: 1.25em;
    }
    dl {
      padding: 6px 8px;
    }
  }
  .main,
  dialog {
    animation: appear 0.25s ease-out;
  }
  .good path {
    stroke-dasharray: 24;
    animation: draw 0.6s ease-out;
  }
  @keyframes appear {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }
  @keyframes draw {
    from {
      stroke-dashoffset: 24;
    }
  }
  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;
