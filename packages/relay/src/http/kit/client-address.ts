/** Who is asking: the connection's address, or what trusted proxies say of it. Works without Express. */
import { isIP } from "node:net";
import type { IncomingMessage } from "node:http";
import proxyAddr from "proxy-addr";

/**
 * `false`: believe no one. A number: that many proxies stand in front of the relay. A list: addresses,
 * ranges ("10.0.0.0/8") or `loopback`, `linklocal`, `uniquelocal` of the proxies to believe.
 */
export type TrustProxy = false | number | readonly string[];

const UNKNOWN = "unknown";

/** The address of the client behind the proxies that are trusted; "unknown" when the connection has none any more. */
export function createClientAddress(
  trust: TrustProxy,
): (req: IncomingMessage) => string {
  const isTrusted = trustFunction(trust);
  return (req) => {
    if (toAddress(req.socket.remoteAddress ?? "") === undefined) return UNKNOWN;
    // From the connection outwards, as far as what is said can be believed and is an address.
    const hops = proxyAddr.all(req, isTrusted).map(toAddress);
    const end = hops.indexOf(undefined);
    return hops.at((end === -1 ? hops.length : end) - 1) ?? UNKNOWN;
  };
}

/** True for an address, a range in CIDR notation or one of the names. */
export function isProxyRange(text: string): boolean {
  try {
    proxyAddr.compile([text]);
    return true;
  } catch {
    return false;
  }
}

function trustFunction(
  trust: TrustProxy,
): (address: string, index: number) => boolean {
  if (trust === false) return () => false;
  if (typeof trust === "number") return (_address, index) => index < trust;
  const isProxy = proxyAddr.compile([...trust]);
  return (text, index) => {
    const address = toAddress(text);
    return address !== undefined && isProxy(address, index);
  };
}

/** A bare address: without white space, port, brackets, zone, or the prefix of an IPv4 address seen through IPv6. */
function toAddress(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/%.*$/, "")
    .replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(bare) === 0 ? undefined : bare;
}
