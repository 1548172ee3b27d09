/** Colours, sizes and their public names. Sizes are px and em: shops change the root font size. */
import { css } from "./css.ts";

/** Each can be set by the page as `--malipo-<name>`. Text on its ground has a contrast of 4.5 at least. */
const COLOURS: readonly (readonly [
  name: string,
  light: string,
  dark: string,
])[] = [
  ["accent", "#0a6b4a", "#5fd8a8"],
  ["on-accent", "#fff", "#06281b"],
  ["background", "#fff", "#141a17"],
  ["surface", "#f4f7f5", "#1c2420"],
  ["text", "#15201b", "#eef3f0"],
  ["muted", "#55625b", "#a3b0a9"],
  ["border", "#dbe2de", "#2f3a34"],
  ["edge", "#7b8881", "#7b8881"],
  ["bad", "#b3261e", "#ff9087"],
  ["warn", "#855000", "#f2bd68"],
];

const palette = (scheme: "light" | "dark"): string =>
  `color-scheme:${scheme};` +
  COLOURS.map(
    ([name, light, dark]) =>
      `--${name}:var(--malipo-${name},${scheme === "dark" ? dark : light});`,
  ).join("");

const dark = palette("dark");

/** `div.theme` has a width: in a page of vertical text WebKit gives it that of its content. */
export const theme = css`
  :host {
    display: block;
    min-width: 0;
    max-width: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  .theme {
    ${palette("light")}
    --radius: var(--malipo-radius, 16px);
    --corner: var(--malipo-button-radius, 12px);
    --space: var(--malipo-space, 24px);
    writing-mode: horizontal-tb;
  }
  div.theme {
    width: 100%;
  }
  .theme.dark {
    ${dark}
  }
  @media (prefers-color-scheme: dark) {
    .theme.auto {
      ${dark}
    }
  }
`;
