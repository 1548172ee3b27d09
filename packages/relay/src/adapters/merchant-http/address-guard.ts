/**
 * Which addresses the relay may call on the merchant's behalf. A URL of the configuration, or the DNS behind it, must not
 * lead to what only the relay's own network can reach (OWASP, "Server-Side Request Forgery Prevention").
 */
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { isLoopbackHost } from "../system/loopback.ts";

export interface AddressGuard {
  /** Whether this host may be called at this address. */
  allows(hostname: string, address: string): boolean;
}

export interface AddressGuardOptions {
  /** Host names, addresses and networks ("10.0.0.0/8") that are allowed although their addresses are private. */
  readonly listed: readonly string[];
  /** Loopback addresses are allowed as well: the relay itself is only reached from this machine. */
  readonly allowsLoopback: boolean;
}

type Address = ReturnType<typeof ipaddr.parse>;

/** IPv4 addresses as a network with NAT64 shows them: RFC 6052, section 2.1. */
const NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");
/** All that IANA has assigned to the public so far: RFC 4291, section 2.4. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

const HOST_NAME =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

export const isListable = (text: string): boolean =>
  ipaddr.isValid(text) || ipaddr.isValidCIDR(text) || HOST_NAME.test(text);

export function createAddressGuard({
  listed,
  allowsLoopback,
}: AddressGuardOptions): AddressGuard {
  const networks = listed.flatMap(toNetwork);
  const names = new Set(listed.map((name) => name.toLowerCase()));
  return {
    allows(hostname, text) {
      if (!ipaddr.isValid(text)) return false;
      const address = unwrapped(text);
      return (
        isPublic(address) ||
        (allowsLoopback && address.range() === "loopback") ||
        names.has(hostname.toLowerCase()) ||
        networks.some((network) => isWithin(address, network))
      );
    },
  };
}

/** IPv4-mapped and translated addresses lead to the IPv4 address. */
function unwrapped(text: string): Address {
  const address = ipaddr.process(text);
  return address instanceof ipaddr.IPv6 && address.match(NAT64)
    ? ipaddr.fromByteArray(address.toByteArray().slice(-4))
    : address;
}

function isPublic(address: Address): boolean {
  return (
    address.range() === "unicast" &&
    (address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST))
  );
}

function toNetwork(text: string): readonly [Address, number][] {
  if (ipaddr.isValidCIDR(text)) return [ipaddr.parseCIDR(text)];
  if (!ipaddr.isValid(text)) return [];
  const address = ipaddr.process(text);
  return [[address, address.toByteArray().length * 8]];
}

function isWithin(address: Address, [network, bits]: [Address, number]) {
  return address.kind() === network.kind() && address.match(network, bits);
}

/** Said of a variable or field. */
export const NOT_PUBLIC =
  "leads to an address that is not public: add its host to MALIPO_PRIVATE_HOSTS if the relay shall call it";

/** A URL whose host is refused whatever DNS says; null if only the connection can tell. */
export function privateHostOf(url: string, guard: AddressGuard): string | null {
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, "$1");
  const address = isLoopbackHost(host) ? "127.0.0.1" : host;
  return isIP(address) !== 0 && !guard.allows(host, address) ? host : null;
}
