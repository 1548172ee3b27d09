/**
 * The cookie of a console session. Over https its name begins with `__Host-`, so that only this very host can set it
 * (RFC 6265bis, section 4.1.3.2): a sibling domain could otherwise plant a session of its own. Browsers refuse that name
 * over plain http, which is for this machine alone; cookies ignore ports, so there the port is part of the name.
 */
import type { IncomingMessage } from "node:http";

const NAME = "malipo_console";
const SECURE_NAME = `__Host-${NAME}`;

/** This machine, as people type it (RFC 6761, section 6.3). */
const LOOPBACK =
  /^(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export const isLoopback = (hostname: string): boolean =>
  LOOPBACK.test(hostname);

const localName = ({ port }: URL): string => `${NAME}_${port || "80"}`;

/** The address that the browser asked for; undefined if it makes no sense. */
function addressOf({ headers }: IncomingMessage): URL | undefined {
  const text = `http://${headers.host ?? ""}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** The session's token; null if there is none, or what was sent can't be one. */
export function readSessionCookie(req: IncomingMessage): string | null {
  const address = addressOf(req);
  const cookies = new Map(
    (req.headers.cookie ?? "").split(";").map((pair): [string, string] => {
      const [name = "", value = ""] = pair.split("=");
      return [name.trim(), value.trim()];
    }),
  );
  const token =
    cookies.get(SECURE_NAME) ??
    (address !== undefined && isLoopback(address.hostname)
      ? cookies.get(localName(address))
      : undefined);
  return token !== undefined && /^[\w-]{20,100}$/.test(token) ? token : null;
}

/** `origin`: of the page that signs in or out. `token` null: forget it. */
export function sessionCookie(
  origin: URL,
  token: string | null,
  maxAgeSeconds = 0,
): string {
  const isSecure = origin.protocol === "https:";
  return [
    `${isSecure ? SECURE_NAME : localName(origin)}=${token ?? ""}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Strict",
    `Max-Age=${token === null ? 0 : maxAgeSeconds}`,
    ...(isSecure ? ["Secure"] : []),
  ].join("; ");
}
