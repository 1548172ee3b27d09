/** Readers of single values. Each returns undefined where the variable is absent or wrong, and says what is wrong. */
import { isSecureAddress } from "../adapters/system/loopback.ts";
import type { Environment } from "./environment.ts";

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly standard: number;
}

/** A whole number; the default where it is absent or wrong. */
export function readInteger(
  env: Environment,
  name: string,
  { min, max, standard }: Range,
): number {
  const text = env.text(name);
  if (text === undefined) return standard;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  env.complain(name, `must be a whole number from ${min} to ${max}`);
  return standard;
}

/** Entries between commas; empty ones do not count. Undefined when there is none. */
export function readList(
  env: Environment,
  name: string,
): readonly string[] | undefined {
  const entries = (env.text(name) ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  return entries.length === 0 ? undefined : [...new Set(entries)];
}

/** `normalize` comes before the length counts: what was pasted may hold more than is seen. */
export function readText(
  env: Environment,
  name: string,
  maxLength: number,
  normalize: (text: string) => string = (text) => text,
): string | undefined {
  const given = env.text(name);
  if (given === undefined) return undefined;
  const text = normalize(given);
  if (text === "") return undefined;
  if (text.length <= maxLength && !/\p{Cc}/u.test(text)) return text;
  env.complain(
    name,
    `must be at most ${maxLength} characters, without line breaks`,
  );
  return undefined;
}

/** One of a few words, the first of which is the default. */
export function readChoice<const Choice extends string>(
  env: Environment,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const text = env.text(name);
  const choice = choices.find((known) => known === text);
  if (text !== undefined && choice === undefined)
    env.complain(name, `must be ${choices.join(" or ")}`);
  return choice ?? choices[0];
}

/** Complains of each one that is missing; `why` says what needs it. */
export function requireAll(
  env: Environment,
  names: readonly string[],
  why: string,
): void {
  for (const name of names)
    if (!env.has(name)) env.complain(name, `is missing: ${why}`);
}

/** The whole address of something we call: https, or http on this machine. */
export function readServiceUrl(
  env: Environment,
  name: string,
): string | undefined {
  const text = env.text(name);
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const wrong = url === null ? "must be an absolute URL" : serviceFault(url);
  if (wrong === undefined) return text;
  env.complain(name, wrong);
  return undefined;
}

/** The same, for an address that paths are added to; without a slash at its end. */
export function readBaseUrl(
  env: Environment,
  name: string,
): string | undefined {
  const url = readServiceUrl(env, name);
  if (url?.includes("?") === true) {
    env.complain(name, "must not hold a query");
    return undefined;
  }
  return url?.replace(/\/+$/, "");
}

function serviceFault(url: URL): string | undefined {
  if (!isSecureAddress(url))
    return "must begin with https:// (plain http only for names of this machine)";
  if (url.username !== "" || url.password !== "")
    return "must not hold a user name or password";
  return url.hash === "" ? undefined : "must not hold a fragment";
}

/** The same, where a path may follow: the relay can live below one of somebody else's origin. */
export function parsePublicUrl(
  text: string,
): { readonly url: string } | { readonly fault: string } {
  const [, start = text, path = ""] =
    /^([a-z]+:\/\/[^/?#\\]*)(\/.*)?$/i.exec(text) ?? [];
  const parsed = parseOrigin(start);
  if ("fault" in parsed) return parsed;
  const bare = path.replace(/\/$/, "");
  // Nothing that proxies, frameworks and browsers spell in different ways.
  return /^(?:\/[\w~-][\w.~-]*)*$/.test(bare)
    ? { url: `${parsed.origin}${bare}` }
    : {
        fault:
          "may go on after host and port only with a path of letters, digits, - . _ ~ and single slashes, like https://shop.example/pay",
      };
}

/** Scheme, host and port of a web page or server, and nothing else; else what is wrong with it. */
export function parseOrigin(
  text: string,
): { readonly origin: string } | { readonly fault: string } {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || text.includes("*"))
    return { fault: "must be like https://shop.example" };
  if (url.username !== "" || url.password !== "")
    return { fault: "must not hold a user name or password" };
  if (url.pathname !== "/" || /[?#]/.test(text))
    return { fault: "must not go on after host and port" };
  return isSecureAddress(url)
    ? { origin: url.origin }
    : {
        fault:
          "must begin with https:// (plain http only for names of this machine)",
      };
}
