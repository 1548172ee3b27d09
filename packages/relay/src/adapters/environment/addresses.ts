/** Parsers of URLs. */
import { ok } from "../../domain/errors.ts";
import { isSecureAddress } from "../system/loopback.ts";
import { fault } from "./parsers.ts";
import type { Parse, Parsed } from "./variable.ts";

const INSECURE =
  "must start with https:// (http:// is allowed only for loopback addresses)";

/** The full URL of a service that the relay calls: https, or http on a loopback address. */
export const serviceUrl: Parse<string> = (text) => {
  const url = URL.parse(text);
  const wrong = url === null ? "must be an absolute URL" : serviceFault(url);
  return wrong === undefined ? ok(text) : fault(wrong);
};

/** The same, for a base URL; without a trailing slash. */
export const baseUrl: Parse<string> = (text, context) => {
  const parsed = serviceUrl(text, context);
  if (!parsed.ok) return parsed;
  return text.includes("?")
    ? fault("must not contain a query")
    : ok(text.replace(/\/+$/, ""));
};

/** Why the relay doesn't call this URL; follows its name. Undefined if it does. */
export function serviceFault(url: URL): string | undefined {
  if (!isSecureAddress(url)) return INSECURE;
  if (url.username !== "" || url.password !== "")
    return "must not contain a user name or password";
  return url.hash === "" ? undefined : "must not contain a fragment";
}

/** An origin with an optional path, for a relay under a path of another origin. */
export const publicUrl: Parse<string> = (text) => {
  const [, start = text, path = ""] =
    /^([a-z]+:\/\/[^/?#\\]*)(\/.*)?$/i.exec(text) ?? [];
  const parsed = parseOrigin(start);
  if (!parsed.ok) return parsed;
  const bare = path.replace(/\/$/, "");
  // No characters that proxies, frameworks and browsers encode differently.
  return /^(?:\/[\w~-][\w.~-]*)*$/.test(bare)
    ? ok(`${parsed.value}${bare}`)
    : fault(
        "may have only a path of letters, digits, - . _ ~ and single slashes after host and port, like https://shop.example/pay",
      );
};

/** The scheme, host and port of a page or server. */
export function parseOrigin(text: string): Parsed<string> {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || text.includes("*"))
    return fault("must be like https://shop.example");
  if (url.username !== "" || url.password !== "")
    return fault("must not contain a user name or password");
  if (url.pathname !== "/" || /[?#]/.test(text))
    return fault("must end after host and port");
  return isSecureAddress(url) ? ok(url.origin) : fault(INSECURE);
}

/** For display: a query may contain a key. */
export function withoutQuery(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}
