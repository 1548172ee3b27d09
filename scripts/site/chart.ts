/** Mermaid charts as pictures, one for each theme: a picture loads nothing and needs no style in the page. */
import { renderMermaidSVG } from "beautiful-mermaid";

export interface Chart {
  readonly light: string;
  readonly dark: string;
}

const COLORS = {
  light: {
    bg: "#ffffff",
    fg: "#1b1f24",
    accent: "#0b6b4f",
    muted: "#3d444d",
    line: "#59636e",
  },
  dark: {
    bg: "#14171a",
    fg: "#e8eaed",
    accent: "#5ecfa5",
    muted: "#c5cad1",
    line: "#9aa4ae",
  },
};

/** The library's style sheet begins with a font from another host. */
const FONT_IMPORT = /@import url\([^)]*\);/;

const draw = (source: string, colors: (typeof COLORS)["light"]): string =>
  renderMermaidSVG(source, { ...colors, font: "system-ui" }).replace(
    FONT_IMPORT,
    "",
  );

export const drawChart = (source: string): Chart => ({
  light: draw(source, COLORS.light),
  dark: draw(source, COLORS.dark),
});
