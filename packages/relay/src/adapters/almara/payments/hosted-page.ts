/**
 * Finds the hosted page in the answer to a checkout order or about a payment link. The provider's documentation hides
 * the name of the field, so the likely ones are tried, and only an address on a configured host is ever shown to a
 * shopper.
 */
import { layers } from "../lib/envelope.ts";
import { fields, looseText } from "../../provider-http/fields.ts";
import type { ResolvedSettings } from "../lib/settings.ts";

const ADDRESSES = {
  checkout: fields({
    checkoutUrl: looseText,
    paymentUrl: looseText,
    redirectUrl: looseText,
    checkoutLink: looseText,
    url: looseText,
  }),
  link: fields({
    paymentLink: looseText,
    paymentLinkUrl: looseText,
    paymentUrl: looseText,
    link: looseText,
    url: looseText,
  }),
};

export interface HostedPage {
  /** Null when no address in the answer may be shown. */
  readonly url: string | null;
  /** Hosts of the addresses that were turned down, for whoever sets the list. */
  readonly otherHosts: readonly string[];
}

export function findHostedPage(
  json: object,
  what: keyof typeof ADDRESSES,
  settings: ResolvedSettings,
): HostedPage {
  const found = layers(json)
    .flatMap((layer) =>
      Object.values(ADDRESSES[what].safeParse(layer).data ?? {}),
    )
    .map((value) => (value === null ? null : URL.parse(value)))
    .filter((url) => url !== null);
  const allowed = found.find((url) => mayBeShown(url, settings));
  return {
    url: allowed?.href ?? null,
    otherHosts:
      allowed === undefined ? found.map(({ host }) => host.slice(0, 253)) : [],
  };
}

function mayBeShown(url: URL, settings: ResolvedSettings): boolean {
  if (!settings.checkoutHosts.includes(url.host)) return false;
  if (url.username !== "" || url.password !== "") return false;
  if (url.protocol === "https:") return true;
  // A stand-in for the provider on the developer's own machine.
  return (
    url.protocol === "http:" &&
    isLoopback(url) &&
    isLoopback(new URL(settings.apiUrl))
  );
}

function isLoopback({ hostname }: URL): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
