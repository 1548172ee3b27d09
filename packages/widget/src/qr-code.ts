/** Draws QR codes. A late file, because the encoder is too big for the main file. */
import { encode } from "uqr";

/** ISO/IEC 18004 requires four empty modules around the code. */
const QUIET_ZONE = 4;

/** Caches the last code, so that rendering again is free. Use one drawer per place. */
export function createQrDrawer(): (text: string) => SVGSVGElement {
  let drawn = "";
  let picture: SVGSVGElement | null = null;
  return (text) => {
    if (text !== drawn) picture = null;
    drawn = text;
    return (picture ??= drawQrCode(text));
  };
}

/** Draws the code as one path without a background; the page must provide a light one. */
function drawQrCode(text: string): SVGSVGElement {
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
