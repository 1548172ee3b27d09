/** The hosts with private addresses that the merchant's URLs may name. */
import { fault, splitList } from "../adapters/environment/parsers.ts";
import { variable } from "../adapters/environment/variable.ts";
import {
  createAddressGuard,
  isListable,
} from "../adapters/merchant-http/address-guard.ts";
import type { AddressGuard } from "../adapters/merchant-http/address-guard.ts";
import { isLoopbackHost } from "../adapters/system/loopback.ts";
import { ok } from "../domain/errors.ts";

export const privateHosts = variable<readonly string[]>({
  name: "MALIPO_PRIVATE_HOSTS",
  about:
    "Comma-separated host names, addresses and networks (shop.internal,10.1.2.3,192.168.0.0/16) that MALIPO_WEBHOOK_URL, MALIPO_ALERT_WEBHOOK_URL, MALIPO_SMS_URL and MALIPO_CATALOG may lead to although their addresses are private, loopback, link-local or otherwise not public. All others are refused when the relay connects. Loopback addresses need no entry if MALIPO_PUBLIC_URL is a loopback address too.",
  parse(given) {
    const value = splitList(given);
    return value.every(isListable)
      ? ok(value)
      : fault(
          "must be a comma-separated list of host names, addresses or networks like 10.0.0.0/8, without scheme, port or path",
        );
  },
  default: [],
});

/** `publicUrl`: where the relay itself is reached. */
export function toAddressGuard(
  publicUrl: string,
  listed: readonly string[],
): AddressGuard {
  const { hostname } = new URL(publicUrl);
  return createAddressGuard({
    listed,
    allowsLoopback: isLoopbackHost(hostname),
  });
}
