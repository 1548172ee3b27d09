/** The device: its screen, and on a wide page the body around it. */
import { css } from "../web/css.ts";

export const DEVICE_STYLES = css`
  /* On a small screen the page itself is the phone. */
  .screen {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: min(640px, 84dvh);
    background: var(--wall);
    color: var(--on-wall);
  }

  .status,
  .home {
    display: none;
  }

  .scroll {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 14px;
    min-height: 0;
    padding: 18px 14px 24px;
  }

  .lock {
    padding: 10px 0 4px;
    text-align: center;
  }

  .lock-time {
    font-size: 64px;
    font-weight: 600;
    line-height: 1;
    letter-spacing: -0.03em;
    font-variant-numeric: tabular-nums;
  }

  .lock-date {
    margin-top: 6px;
    color: var(--on-wall-soft);
    font-weight: 600;
  }

  .scroll:has(.prompt) .lock {
    display: none;
  }

  .idle {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 18px;
    margin-block: auto;
    padding: 20px 0;
    color: var(--on-wall-soft);
    font-weight: 600;
    text-align: center;
  }

  .scroll:has(.prompt) .idle,
  .scroll:has(.message) .idle .signal {
    display: none;
  }

  .scroll:has(.message) .idle {
    margin-block: 0;
    padding: 4px 0;
    font-size: 14px;
  }

  .signal {
    display: grid;
    place-items: center;
    width: 74px;
    height: 74px;
    border-radius: 50%;
    background: color-mix(in srgb, var(--accent) 16%, transparent);
  }

  .signal span {
    width: 20px;
    height: 20px;
    border-radius: 50%;
    background: var(--accent);
    animation: breathe 2.4s ease-in-out infinite;
  }

  @media (prefers-reduced-motion: reduce) {
    .signal span {
      animation: none;
    }
  }

  @keyframes breathe {
    50% {
      opacity: 0.45;
      transform: scale(0.7);
    }
  }

  @media (min-width: 860px) {
    .device {
      position: sticky;
      top: 24px;
      padding: 11px;
      border-radius: 58px;
      background: linear-gradient(145deg, #3b4440, #0c100e 40%, #1b211e);
      box-shadow:
        0 0 0 2px #59645f,
        0 30px 70px rgb(4 24 16 / 38%);
    }

    .screen {
      height: min(800px, calc(100dvh - 128px));
      min-height: 560px;
      border-radius: 47px;
      overflow: hidden;
    }

    .status {
      display: flex;
      flex: none;
      align-items: center;
      justify-content: space-between;
      padding: 15px 26px 8px 34px;
      font-size: 15px;
      font-weight: 700;
    }

    .status svg {
      width: 66px;
      fill: currentcolor;
    }

    .status .outline {
      fill: none;
      stroke: currentcolor;
      stroke-width: 1.6;
      stroke-linecap: round;
    }

    .island {
      width: 104px;
      height: 28px;
      border-radius: 99px;
      background: #050807;
    }

    .home {
      display: block;
      flex: none;
      width: 128px;
      height: 5px;
      margin: 8px auto 9px;
      border-radius: 99px;
      background: var(--on-wall);
    }

    .scroll {
      overflow-y: auto;
      padding: 14px 14px 12px;
      scrollbar-width: thin;
      scrollbar-color: color-mix(in srgb, var(--on-wall) 35%, transparent)
        transparent;
    }

    .scroll:focus-visible {
      outline-offset: -4px;
    }

    .lock {
      padding-top: 34px;
    }
  }
`;
