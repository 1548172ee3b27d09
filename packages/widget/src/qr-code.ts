/** Draws QR codes. A late file: the encoder is too big for what everybody has to load. */
import { encode } from "uqr";

/** ISO/IEC 18004: readers need four empty modules around the code. */
const QUIET_ZONE = 4;

/** One for each place on a page: gives the same picture for the same text, so that drawing again costs nothing. */
export function createQrDrawer(): (text: string) => SVGSVGElement {
  let drawn = "";
  let picture: SVGSVGElement | null = null;
  return (text) => {
    if (text !== drawn) picture = null;
    drawn = text;
    return (picture ??= drawQrCode(text));
  };
}

/** The code as one path on nothing: the ground is the page's, and must be light. */
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
