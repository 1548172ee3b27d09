/** A QR code as a picture, black on white in every theme: not all cameras read others. */
import { html, svg } from "lit";
import type { TemplateResult } from "lit";
import { encode } from "uqr";

/** ISO/IEC 18004: readers need four empty modules around the code. */
const QUIET_ZONE = 4;

export function qrCode(text: string, label: string): TemplateResult {
  const { data, size } = encode(text, { ecc: "M", border: QUIET_ZONE });
  const path = data
    .flatMap((row, y) =>
      row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")),
    )
    .join("");
  return html`<svg
    class="qr"
    role="img"
    aria-label=${label}
    viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges"
  >
    ${svg`<rect width=${size} height=${size} fill="#fff" /><path d=${path} fill="#000" />`}
  </svg>`;
}
