/** The cards of the transfers that were sent. */
import { css } from "../../web/css.ts";

export const CARDS_STYLES = css`
  #transfers {
    display: grid;
    gap: 12px;
    margin-top: 16px;
  }

  #transfers:has(*) + .nothing {
    display: none;
  }

  .nothing {
    color: var(--ink-soft);
  }

  .transfer {
    display: flex;
    gap: 14px;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: 18px;
    background: var(--surface);
  }

  .transfer > div {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .transfer svg {
    flex: none;
    width: 34px;
    height: 34px;
    padding: 9px;
    border-radius: 50%;
    background: var(--accent-soft);
    fill: none;
    stroke: var(--accent-strong);
    stroke-width: 2.2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .transfer[data-state="COMPLETED"] svg {
    background: var(--good-soft);
    stroke: var(--good);
  }

  .transfer[data-state="REJECTED"] svg {
    background: var(--danger-soft);
    stroke: var(--danger);
  }

  .transfer[data-state="EXPIRED"] svg {
    background: var(--sunken);
    stroke: var(--ink-soft);
  }

  .sum strong {
    font-size: 18px;
    font-variant-numeric: tabular-nums;
  }

  .state {
    font-weight: 600;
  }

  .narration,
  .stamp {
    color: var(--ink-soft);
    font-size: 14px;
  }

  .stamp {
    margin-top: 4px;
    font-size: 13px;
  }

  .stamp .mono {
    white-space: nowrap;
  }

  .arriving {
    animation: arrive 0.3s ease-out;
  }

  @media (prefers-reduced-motion: reduce) {
    .arriving {
      animation: none;
    }
  }

  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(-12px);
    }
  }
`;
