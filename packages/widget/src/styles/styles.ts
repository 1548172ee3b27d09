/** The style sheet that all elements share. */
import { unsafeCSS } from "lit";
import layout from "./layout.css?inline";
import { palette } from "./palette.ts";
import pieces from "./pieces.css?inline";
import screens from "./screens.css?inline";
import theme from "./theme.css?inline";

export const styles = unsafeCSS(palette + theme + layout + pieces + screens);
