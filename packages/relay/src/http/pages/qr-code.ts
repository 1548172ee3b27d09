/** A QR code as inline SVG, as one path so that no style or script is needed. */
import { encode } from "uqr";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

/** ISO/IEC 18004: readers need four empty modules around the code. */
export const QUIET_ZONE = 4;

/** Without the quiet zone. `data`: rows of modules; true is dark. */
export interface QrModules {
  readonly data: readonly (readonly boolean[])[];
  readonly size: number;
}

/** With the quiet zone, as SVG. */
export interface QrPath {
  readonly side: number;
  readonly path: string;
}

export const encodeQr = (text: string): QrModules =>
  encode(text, { ecc: "M", border: 0 });

export const toPath = ({ data, size }: QrModules): QrPath => ({
  side: size + 2 * QUIET_ZONE,
  path: data.flatMap((row, y) => darkRuns(row, y)).join(""),
});

/** `label`: the accessible name. Black on white in every theme, because not all scanners read inverted codes. */
export function renderQrCode({ side, path }: QrPath, label: string): Html {
  return html`<svg
    class="qr"
    role="img"
    aria-label="${label}"
    viewBox="0 0 ${side} ${side}"
    shape-rendering="crispEdges"
  >
    <rect width="${side}" height="${side}" fill="#fff"></rect>
    <path fill="#000" d="${path}"></path>
  </svg>`;
}

/** Merges adjacent dark modules of a row into bars. */
function darkRuns(row: readonly boolean[], y: number): string[] {
  return row.flatMap((dark, x) => {
    if (!dark || row[x - 1] === true) return [];
    const end = row.indexOf(false, x);
    const length = (end === -1 ? row.length : end) - x;
    return [`M${x + QUIET_ZONE} ${y + QUIET_ZONE}h${length}v1h-${length}z`];
  });
}
