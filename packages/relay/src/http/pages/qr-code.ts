/** A QR code as inline SVG, as one path so that no style or script is needed. */
import { encode } from "uqr";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

/** ISO/IEC 18004: readers need four empty modules around the code. */
const QUIET_ZONE = 4;

/** `label`: the accessible name. Black on white in every theme, because not all scanners read inverted codes. */
export function renderQrCode(text: string, label: string): Html {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const side = size + 2 * QUIET_ZONE;
  const path = data.flatMap((row, y) => darkRuns(row, y)).join("");
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
