/** What a page needs to know of its request and of the relay. */
import type { IncomingMessage } from "node:http";
import type { HttpContext } from "../context.ts";
import { basePathOf } from "../kit/addresses.ts";
import { logoAddress } from "./merchant-logo.ts";
import type { PageContext } from "./page-frame.ts";
import { chooseLocales } from "./page-locale.ts";

export function pageContext(
  {
    deps: { settings },
    merchantLogo,
    drawings,
  }: Pick<HttpContext, "deps" | "merchantLogo" | "drawings">,
  req: IncomingMessage,
): PageContext {
  const { publicUrl, merchant, allowedOrigins, timeZone } = settings;
  const base = basePathOf(publicUrl);
  const query = new URLSearchParams((req.url ?? "").split("?")[1] ?? "");
  const { origin } = new URL(publicUrl);
  return {
    ...chooseLocales(req, query),
    merchant,
    logo: merchantLogo === null ? null : logoAddress(base, merchantLogo),
    // Where browsers return to as well if no page asked for the order.
    shopUrl: allowedOrigins.find((each) => each !== origin) ?? null,
    base,
    publicUrl,
    zone: timeZone,
    query,
    drawings,
  };
}
