/**
 * Finds the hosted page in the response about a checkout order or a payment link. The name of the field is
 * undocumented, so likely ones are tried, and only a URL on a configured host is ever shown to a shopper.
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
  /** Null if the response has no URL that may be shown. */
  readonly url: string | null;
  /** Hosts of rejected URLs, for the operator who configures the list. */
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
  // A fake provider on the developer's machine.
  return (
    url.protocol === "http:" &&
    isLoopback(url) &&
    isLoopback(new URL(settings.apiUrl))
  );
}

function isLoopback({ hostname }: URL): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
