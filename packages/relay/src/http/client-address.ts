/** Who is asking: the connection's address, or what trusted proxies say of it. Works without Express. */
import { BlockList, isIP } from "node:net";
import type { IncomingMessage } from "node:http";

/**
 * `false`: believe no one. A number: that many proxies stand in front of the relay. A list: addresses,
 * ranges ("10.0.0.0/8") or `loopback`, `linklocal`, `uniquelocal` of the proxies to believe.
 */
export type TrustProxy = false | number | readonly string[];

/** The same names mean the same ranges in Express. */
const NAMED_RANGES: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  linklocal: ["169.254.0.0/16", "fe80::/10"],
  uniquelocal: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

const UNKNOWN = "unknown";

/** The address of the client behind the proxies that are trusted; "unknown" when the connection has none any more. */
export function createClientAddress(
  trust: TrustProxy,
): (req: IncomingMessage) => string {
  const isTrusted = trustFunction(trust);
  return (req) => {
    let address = toAddress(req.socket.remoteAddress ?? "");
    if (address === undefined) return UNKNOWN;
    const forwarded = [req.headers["x-forwarded-for"] ?? []].flat().join(",");
    // Each proxy appends whom it heard from, so the nearest one's word stands last.
    const hops = forwarded === "" ? [] : forwarded.split(",").toReversed();
    for (const [index, hop] of hops.entries()) {
      if (!isTrusted(address, index)) break;
      const next = toAddress(hop);
      if (next === undefined) break;
      address = next;
    }
    return address;
  };
}

/** True for an address, a range in CIDR notation or one of the names. */
export function isProxyRange(text: string): boolean {
  if (Object.hasOwn(NAMED_RANGES, text)) return true;
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return (
    bits === undefined ||
    (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  );
}

function trustFunction(
  trust: TrustProxy,
): (address: string, index: number) => boolean {
  if (trust === false) return () => false;
  if (typeof trust === "number") return (_address, index) => index < trust;
  const proxies = new BlockList();
  for (const range of trust.flatMap((text) => NAMED_RANGES[text] ?? [text])) {
    const [address = "", bits] = range.split("/");
    const family = isIP(address) === 4 ? "ipv4" : "ipv6";
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  return (address) =>
    proxies.check(address, isIP(address) === 4 ? "ipv4" : "ipv6");
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
