/** Draws QR codes. A late file: the encoder is too big for what everybody has to load. */
import { encode } from "uqr";

/** ISO/IEC 18004: readers need four empty modules around the code. */
const QUIET_ZONE = 4;

/** The code as one path of bars on nothing: the ground is the page's, and must be light. */
export function drawQrCode(text: string): SVGSVGElement {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const side = size + 2 * QUIET_ZONE;
  const modules = data.flatMap((row, y) =>
    row.map((dark, x) =>
      dark ? `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z` : "",
    ),
  );
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS(svg.namespaceURI, "path");
  svg.setAttribute("viewBox", `0 0 ${side} ${side}`);
  path.setAttribute("d", modules.join(""));
  svg.append(path);
  return svg;
}
