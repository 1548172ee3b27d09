/** Pictures beside words; hidden from screen readers, which have the words. Lines of 24 by 24. */
import { html, svg } from "lit";
import type { TemplateResult } from "lit";

const PATHS = {
  overview: "M4 20V10M10 20V4M16 20v-7M20 20H3",
  orders: "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6",
  payouts: "M3 7h18v10H3zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  links:
    "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  webhooks: "M4 12h10M10 6l6 6-6 6M20 4v16",
  reconciliation: "M4 8h16l-4-4M20 16H4l4 4",
  keys: "M8 20a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11 13l9-9M17 7l3 3M14 10l2 2",
  audit: "M5 4h14v16H5zM9 9h6M9 13h6M9 17h3",
  settings: "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
  download: "M12 4v11M7 11l5 5 5-5M4 20h16",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
  check: "M5 13l4 4L19 7",
  cross: "M6 6l12 12M18 6L6 18",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2",
  alert: "M12 4l9 16H3zM12 10v4M12 17v.5",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  next: "M9 6l6 6-6 6",
  previous: "M15 6l-6 6 6 6",
  refresh: "M20 11a8 8 0 1 0-2 6M20 5v6h-6",
  refund: "M4 9h11a5 5 0 0 1 0 10H9M4 9l4-4M4 9l4 4",
  out: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  plus: "M12 5v14M5 12h14",
  share: "M12 15V4M8 8l4-4 4 4M5 12v8h14v-8",
  receipt: "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h4",
} as const;
export type IconName = keyof typeof PATHS;

export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    ${svg`<path d=${PATHS[name]} />`}
  </svg>`;
