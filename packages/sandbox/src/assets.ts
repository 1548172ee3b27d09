/** Serves the style sheets, scripts and the icon. */
import type { RequestHandler } from "express";
import { readFileSync } from "node:fs";
import { PHONE_SCRIPT } from "./almara/phone/script.ts";
import { WALLET_SCRIPT } from "./flexpay/wallet/script.ts";

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0a7d4f"/><path d="M9 22V11l7 7 7-7v11" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** Submits the return form without a click; the page's button is the fallback without JavaScript. */
const RETURN_SCRIPT = `"use strict";
document.getElementById("return-form").submit();
`;

/** The `styles` folder is next to both `src` and `dist`. */
const STYLES = new URL("../styles/", import.meta.url);

type Asset = readonly [type: "css" | "js" | "svg", text: () => string];

const sheet = (...files: readonly string[]): Asset => [
  "css",
  () =>
    files.map((file) => readFileSync(new URL(file, STYLES), "utf8")).join("\n"),
];

const ASSETS: ReadonlyMap<string, Asset> = new Map([
  ["common.css", sheet("web/common.css")],
  ["index.css", sheet("index.css")],
  ["card.css", sheet("almara/card.css")],
  [
    "phone.css",
    sheet(
      "web/connection.css",
      "almara/phone/page.css",
      "almara/phone/device.css",
      "almara/phone/cards.css",
      "almara/phone/paybill.css",
    ),
  ],
  [
    "wallet.css",
    sheet(
      "web/connection.css",
      "flexpay/wallet/page.css",
      "flexpay/wallet/cards.css",
    ),
  ],
  ["phone.js", ["js", () => PHONE_SCRIPT]],
  ["wallet.js", ["js", () => WALLET_SCRIPT]],
  ["return.js", ["js", () => RETURN_SCRIPT]],
  ["icon.svg", ["svg", () => ICON]],
]);

export const assets: RequestHandler<{ name: string }> = (
  request,
  response,
  next,
) => {
  const asset = ASSETS.get(request.params.name);
  if (asset === undefined) {
    next();
    return;
  }
  const [type, text] = asset;
  response
    .set({ "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff" })
    .type(type)
    .send(text());
};
