/** The merchant's logo, from the relay's own origin: pages load nothing from a third party. */
import { sendNotFound } from "../kit/pass-on.ts";
import { plainRoute } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";
import { sendFile, versionOf } from "./send-file.ts";
import type { PageFile } from "./send-file.ts";

const PATH = "/pay/assets/logo";

/** With the file's version, so that a new logo shows at once. */
export const logoAddress = (base: string, logo: PageFile): string =>
  `${base}${PATH}?v=${versionOf(logo)}`;

export const LOGO_ROUTE: Route = plainRoute({
  id: "merchantLogo",
  method: "GET",
  path: PATH,
  access: "anyone",
  summary: "The merchant's logo",
  responses: {
    200: {
      description: "The file that `MALIPO_MERCHANT_LOGO` names.",
      type: "image/*",
      example: "…",
    },
    304: {
      description: "Not modified since the version in `If-None-Match`.",
    },
  },
  serve({ merchantLogo }, { req }, res) {
    if (merchantLogo === null) {
      sendNotFound(res);
      return;
    }
    // Opened by itself, an SVG is a document that could run scripts.
    res.setHeader(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    );
    sendFile(merchantLogo, req, res);
  },
});
