/** Headings, buttons, fields, cards, marks. */
import { css } from "./css.ts";

export const pieces = css`
  h2,
  .unsaid {
    font-size: 1.5em;
    line-height: 1.25;
    outline: 0;
    text-wrap: balance;
  }
  h3 {
    font-size: 1em;
  }
  h2,
  p,
  strong,
  small,
  dd {
    overflow-wrap: anywhere;
  }
  ul,
  fieldset {
    border: 0;
    list-style: none;
  }
  form,
  fieldset {
    display: flex;
    flex-direction: column;
    gap: 16px;
    min-width: 0;
  }
  small,
  #hint {
    color: var(--muted);
    font-size: 0.875em;
  }
  svg {
    flex: none;
    width: 24px;
    height: 24px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .busy {
    opacity: 0.5;
  }
  .unseen {
    position: absolute;
    clip-path: circle(0);
  }
  .button {
    display: flex;
    align-items: center;
    justify-content: center;
    min-height: 52px;
    padding: 8px 16px;
    border: 1px solid transparent;
    border-radius: var(--corner);
    background: var(--accent);
    color: var(--on-accent);
    font: inherit;
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
    transition: 0.15s;
  }
  .button:hover {
    filter: brightness(1.1);
  }
  .secondary {
    background: none;
    border-color: var(--edge);
    color: inherit;
  }
  .quiet {
    align-self: start;
    min-height: 44px;
    margin: -12px;
    padding: 8px 12px;
    background: none;
    color: var(--accent);
  }
  .plain .quiet,
  header .quiet {
    align-self: center;
    margin: -6px;
  }
  .secondary:hover,
  .quiet:hover {
    background: var(--surface);
  }
  .button[aria-disabled="true"] {
    opacity: 0.5;
    cursor: default;
    filter: none;
  }
  :focus-visible:not(h2) {
    outline: 3px solid var(--malipo-focus, var(--accent));
    outline-offset: 2px;
  }
  label {
    font-weight: 600;
  }
  .field {
    text-align: start;
  }
  .field input {
    width: 100%;
    min-height: 52px;
    margin: 6px 0;
    padding: 8px 14px;
    border: 1px solid var(--edge);
    border-radius: var(--corner);
    background: var(--background);
    color: inherit;
    font: inherit;
    font-size: max(16px, 1.125em);
  }
  [aria-invalid="true"] {
    border-color: var(--bad) !important;
  }
  #hint {
    min-height: 1.5em;
  }
  #hint.wrong {
    color: var(--bad);
  }
  .method {
    border: 1px solid var(--edge);
    border-radius: var(--corner);
  }
  .method > label {
    display: flex;
    align-items: center;
    gap: 14px;
    min-height: 64px;
    padding: 12px 16px;
    font-weight: inherit;
    cursor: pointer;
  }
  .method span {
    min-width: 0;
  }
  .method small {
    display: block;
  }
  .method [type="radio"] {
    flex: none;
    width: 20px;
    height: 20px;
    accent-color: var(--accent);
  }
  .method:has(:checked) {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  :checked + svg {
    color: var(--accent);
  }
  .method:has(:disabled) {
    color: var(--muted);
    border-style: dashed;
  }
  .method .field,
  .method details {
    margin: 0 16px 12px;
  }
  .notice {
    display: flex;
    gap: 10px;
    padding: 12px 14px;
    border-radius: var(--corner);
    text-align: start;
  }
  .good {
    color: var(--accent);
  }
  .bad {
    color: var(--bad);
  }
  .warn {
    color: var(--warn);
  }
  .notice,
  .badge {
    background: color-mix(in srgb, currentcolor 10%, transparent);
  }
  .badge {
    padding: 18px;
    border-radius: 50%;
  }
  .badge svg {
    display: block;
    width: 36px;
    height: 36px;
  }
  .banner {
    padding: 10px var(--space);
    background: var(--text);
    color: var(--background);
    text-align: center;
  }
  summary {
    padding: 10px 0;
    color: var(--accent);
    font-weight: 600;
    cursor: pointer;
  }
  details {
    text-align: start;
  }
  details ul {
    padding-inline-start: 20px;
    list-style: disc;
  }
  details .button {
    display: inline-flex;
    min-height: 36px;
    margin: 0 4px 6px 0;
    padding: 0 10px;
    font-size: 0.8125em;
    font-weight: 400;
  }
  @media (forced-colors: active) {
    .notice,
    .badge,
    .method:has(:checked) {
      border: 2px solid;
    }
  }
`;
