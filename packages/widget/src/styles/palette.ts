/** The colours of both themes. Computed, because the dark ones apply in two ways: by wish, and where the system is dark. */

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
  ["good", "#14762f", "#6fdc7f"],
  ["bad", "#b3261e", "#ff9087"],
  ["warn", "#855000", "#f2bd68"],
];

const declarations = (scheme: "light" | "dark"): string =>
  `color-scheme:${scheme};` +
  COLOURS.map(
    ([name, light, dark]) =>
      `--${name}:var(--malipo-${name},${scheme === "dark" ? dark : light});`,
  ).join("");

const dark = declarations("dark");

export const palette = `.theme{${declarations("light")}}.theme.dark{${dark}}@media (prefers-color-scheme:dark){.theme.auto{${dark}}}`;
