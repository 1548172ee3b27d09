/** Serves the style sheets, scripts and the icon; they are texts in modules, so source and build serve the same. */
import type { RequestHandler } from "express";
import { RETURN_SCRIPT } from "../card/return-script.ts";
import { CARD_STYLES } from "../card/styles.ts";
import { WALLET_SCRIPT } from "../flexpay/wallet/script.ts";
import { WALLET_STYLES } from "../flexpay/wallet/styles.ts";
import { INDEX_STYLES } from "../index-page/styles.ts";
import { PHONE_SCRIPT } from "../phone/script.ts";
import { PHONE_STYLES } from "../phone/styles.ts";
import { COMMON_STYLES } from "./common-styles.ts";

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0a7d4f"/><path d="M9 22V11l7 7 7-7v11" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

const ASSETS: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["common.css", ["css", COMMON_STYLES]],
  ["index.css", ["css", INDEX_STYLES]],
  ["card.css", ["css", CARD_STYLES]],
  ["phone.css", ["css", PHONE_STYLES]],
  ["phone.js", ["js", PHONE_SCRIPT]],
  ["wallet.css", ["css", WALLET_STYLES]],
  ["wallet.js", ["js", WALLET_SCRIPT]],
  ["return.js", ["js", RETURN_SCRIPT]],
  ["icon.svg", ["svg", ICON]],
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
    .send(text);
};
