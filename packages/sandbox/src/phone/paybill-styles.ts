/** The form for payments by hand. */
import { css } from "../web/css.ts";

export const PAYBILL_STYLES = css`
  .paybill {
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 22px;
    background: var(--glass);
    color: var(--ink);
    box-shadow: 0 2px 8px rgb(6 38 26 / 12%);
  }

  .paybill summary {
    display: flex;
    gap: 10px;
    align-items: center;
    padding: 12px 14px;
    border-radius: 22px;
    font-size: 14px;
    font-weight: 500;
    line-height: 1.3;
    list-style: none;
  }

  .paybill summary::-webkit-details-marker {
    display: none;
  }

  .paybill summary > span:not(.app) {
    flex: 1;
    color: var(--ink-soft);
  }

  .paybill summary strong {
    display: block;
    color: var(--ink);
  }

  .paybill summary::after {
    flex: none;
    width: 9px;
    height: 9px;
    margin: -4px 6px 0 0;
    border: solid var(--ink-soft);
    border-width: 0 2px 2px 0;
    content: "";
    transform: rotate(45deg);
  }

  .paybill[open] summary::after {
    margin-top: 5px;
    transform: rotate(225deg);
  }

  .paybill form {
    display: grid;
    gap: 6px;
    padding: 2px 14px 14px;
  }

  .paybill label {
    margin-top: 6px;
    font-size: 14px;
    font-weight: 600;
  }

  .paybill input:not(.pin) {
    width: 100%;
    min-height: 48px;
    padding: 10px 14px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
  }

  .paybill .button {
    margin-top: 6px;
  }

  .app.airtel {
    background: linear-gradient(140deg, #e4273c, #b00d22);
  }

  .untold {
    margin-top: 6px;
    padding: 6px 10px;
    border-radius: 10px;
    background: var(--notice-soft);
    color: var(--notice-ink);
    font-size: 13px;
    font-weight: 600;
  }
`;
