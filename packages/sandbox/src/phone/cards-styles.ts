/** The cards on the screen: prompts and messages. */
import { css } from "../web/css.ts";

export const CARDS_STYLES = css`
  .prompts,
  #messages {
    display: grid;
    gap: 12px;
  }

  .prompt {
    padding: 16px;
    border-radius: 26px;
    background: var(--glass);
    color: var(--ink);
    box-shadow: 0 10px 30px rgb(6 38 26 / 22%);
    backdrop-filter: blur(18px);
  }

  .prompt header {
    display: flex;
    align-items: center;
    gap: 10px;
    font-size: 14px;
  }

  .app {
    display: grid;
    flex: none;
    place-items: center;
    width: 34px;
    height: 34px;
    border-radius: 10px;
    background: linear-gradient(140deg, #35b35f, #0a7d4f);
    color: #fff;
    font-weight: 700;
  }

  .who {
    flex: 1;
    min-width: 0;
    color: var(--ink-soft);
    line-height: 1.3;
  }

  .who strong {
    display: block;
    color: var(--ink);
  }

  .countdown {
    position: relative;
    display: grid;
    flex: none;
    place-items: center;
    width: 42px;
    height: 42px;
    font-size: 14px;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }

  .countdown svg {
    position: absolute;
    inset: 0;
    fill: none;
    stroke: var(--line);
    stroke-width: 3;
    transform: rotate(-90deg);
  }

  .countdown .left {
    stroke: var(--accent);
    stroke-linecap: round;
  }

  .countdown.short {
    color: var(--danger);
  }

  .countdown.short .left {
    stroke: var(--danger);
  }

  .prompt h2 {
    margin-top: 14px;
    font-size: 32px;
    line-height: 1.15;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  .prompt h2 small {
    display: block;
    color: var(--ink-soft);
    font-size: 15px;
    font-weight: 500;
    letter-spacing: 0;
  }

  .prompt dl {
    display: grid;
    gap: 4px;
    margin-top: 12px;
    padding: 10px 12px;
    border-radius: 14px;
    background: var(--sunken);
    font-size: 14px;
  }

  .prompt dl div {
    display: flex;
    gap: 12px;
    justify-content: space-between;
  }

  .prompt dt {
    color: var(--ink-soft);
  }

  .prompt dd {
    min-width: 0;
    font-weight: 600;
    text-align: right;
    overflow-wrap: anywhere;
  }

  .prompt form {
    display: grid;
    gap: 8px;
    margin-top: 14px;
  }

  .prompt label {
    font-size: 14px;
    font-weight: 600;
  }

  .pin {
    width: 100%;
    min-height: 56px;
    padding: 6px 12px 6px 24px;
    border: 1px solid var(--line-strong);
    border-radius: 16px;
    background: var(--surface);
    font-size: 28px;
    font-weight: 700;
    letter-spacing: 12px;
    text-align: center;
    -webkit-text-security: disc;
  }

  .note {
    color: var(--ink-soft);
    font-size: 13px;
  }

  .prompt > article > .note {
    margin-top: 12px;
  }

  .error,
  .notice {
    color: var(--danger);
    font-size: 14px;
    font-weight: 600;
  }

  .error:empty,
  .notice:empty {
    display: none;
  }

  .notice {
    padding: 12px 16px;
    border-radius: 16px;
    background: var(--glass);
  }

  .answers {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }

  .prompt.ignored h2 {
    margin-top: 10px;
    color: var(--ink-soft);
    font-size: 20px;
  }

  .prompt.ignored small,
  .prompt.ignored dl {
    display: none;
  }

  .prompt.ignored > article > .note {
    margin-top: 2px;
  }

  .inbox h2 {
    margin: 4px 4px 10px;
    color: var(--on-wall-soft);
    font-size: 14px;
  }

  .inbox:not(:has(.message)) {
    display: none;
  }

  .message {
    display: flex;
    gap: 12px;
    padding: 14px 16px 12px 14px;
    border-radius: 22px;
    background: var(--bubble);
    color: var(--bubble-ink);
    font-size: 15px;
    line-height: 1.42;
    overflow-wrap: anywhere;
    box-shadow: 0 2px 8px rgb(6 38 26 / 12%);
  }

  .message div {
    min-width: 0;
  }

  .message svg {
    flex: none;
    width: 28px;
    height: 28px;
    padding: 7px;
    border-radius: 50%;
    background: color-mix(in srgb, var(--line-strong) 22%, transparent);
    fill: none;
    stroke: var(--ink-soft);
    stroke-width: 2.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .message.paid svg {
    background: var(--accent);
    stroke: var(--on-accent);
  }

  .stamp {
    margin-top: 4px;
    color: var(--ink-soft);
    font-size: 13px;
  }

  .arriving {
    animation: arrive 0.36s cubic-bezier(0.2, 0.9, 0.3, 1.15);
  }

  @media (prefers-reduced-motion: reduce) {
    .arriving {
      animation: none;
    }
  }

  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(-18px) scale(0.96);
    }
  }
`;
