/**
 * Whether a request comes from the console's own page. The cookie alone proves nothing: pages on other ports of this
 * machine, and on sibling domains, are of the same site, so that `SameSite` lets their requests carry it.
 */
import type { IncomingMessage } from "node:http";
import { ok, refuse } from "../../domain/errors.ts";
import type { Refused, Result } from "../../domain/errors.ts";

const ORIGIN_REFUSED: Refused = refuse(
  "console_origin_refused",
  "This request does not come from the console's own page. If it does, a proxy in front of it changes the Host header: it must pass the header on as the browser sent it.",
);

const isChange = ({ method }: IncomingMessage): boolean =>
  method !== "GET" && method !== "HEAD";

/** Where the browser says who asks. Older ones don't, and neither do pages over plain http. */
function isForeign(req: IncomingMessage): boolean {
  const site = req.headers["sec-fetch-site"];
  return !(
    site === undefined ||
    site === "same-origin" ||
    // Typed into the address bar.
    (site === "none" && !isChange(req))
  );
}

/** The page's origin, which must be the address that the browser asked for. */
export function readOwnOrigin(req: IncomingMessage): Result<URL> {
  const { origin, host } = req.headers;
  const url =
    origin !== undefined && URL.canParse(origin) ? new URL(origin) : undefined;
  return url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.origin !== origin ||
    url.host !== host ||
    isForeign(req)
    ? ORIGIN_REFUSED
    : ok(url);
}

/** `expected`: the origin where the person signed in. Every browser names the origin with what changes something. */
export function checkOrigin(
  req: IncomingMessage,
  expected: string,
): Result<null> {
  const { origin } = req.headers;
  const isRight = origin === undefined ? !isChange(req) : origin === expected;
  return isRight && !isForeign(req) ? ok(null) : ORIGIN_REFUSED;
}
