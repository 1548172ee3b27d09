/** Parsers of single values: text, numbers, lists, amounts, times. */
import type { Amount } from "@malipo/protocol";
import { parseDecimal } from "../../domain/amount.ts";
import { SUPPORTED_CURRENCIES } from "../../domain/currency.ts";
import { ok } from "../../domain/errors.ts";
import type { Parse, Parsed } from "./variable.ts";

export const fault = (words: string): Parsed<never> => ({
  ok: false,
  faults: [words],
});

/** A whole number. */
export function integer(min: number, max: number): Parse<number> {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    return value >= min && value <= max
      ? ok(value)
      : fault(`must be a whole number from ${min} to ${max}`);
  };
}

export function text(maxLength: number): Parse<string> {
  return (given) =>
    given.length <= maxLength && !/\p{Cc}/u.test(given)
      ? ok(given)
      : fault(`must be at most ${maxLength} characters, without line breaks`);
}

/** `normalize` runs before the length is checked: pasted text may contain invisible characters. */
export function normalizedText(
  maxLength: number,
  normalize: (text: string) => string,
): Parse<string | null> {
  const parse = text(maxLength);
  return (given, context) => {
    const normalized = normalize(given);
    return normalized === "" ? ok(null) : parse(normalized, context);
  };
}

/** One of several words. */
export function choice<const Choice extends string>(
  ...choices: readonly Choice[]
): Parse<Choice> {
  return (given) => {
    const value = choices.find((known) => known === given);
    return value === undefined
      ? fault(
          choices.length === 2
            ? `must be ${choices.join(" or ")}`
            : `must be one of ${choices.join(", ")}`,
        )
      : ok(value);
  };
}

/** Comma-separated entries; empty ones are ignored. */
export function splitList(given: string): readonly string[] {
  const entries = given
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  return [...new Set(entries)];
}

/** Comma-separated ISO 4217 codes, at least one. */
export const currencyList: Parse<readonly string[]> = (given) => {
  const value = splitList(given);
  return value.length > 0 &&
    value.every((code) => SUPPORTED_CURRENCIES.includes(code))
    ? ok(value)
    : fault(
        `must be a comma-separated list of ${SUPPORTED_CURRENCIES.join(", ")}`,
      );
};

/** A positive decimal in major units. `step`: it must be a multiple of this number of minor units. */
export function amountOf(currency: string, step: number): Parse<Amount> {
  return (given) => {
    const value = parseDecimal(given, currency);
    return value !== undefined && value.value > 0 && value.value % step === 0
      ? ok(value)
      : fault(
          `must be an amount in ${currency} above 0${step === 1 ? "" : `, in multiples of ${step} minor units`}, for example 250000`,
        );
  };
}

/** Comma-separated exact `host[:port]`. */
export const hostList: Parse<readonly string[]> = (given) => {
  const entries = splitList(given);
  const value = entries.flatMap((entry) => {
    const host = URL.parse(`https://${entry}`)?.host;
    return host !== undefined && /^[\w.:[\]-]+$/.test(entry) ? [host] : [];
  });
  return value.length === entries.length
    ? ok(value)
    : fault(
        "must be a comma-separated list of host or host:port, without scheme, path or wildcard",
      );
};

const PATH = /^\/[\w.~/{}-]{0,199}$/;
const PLACEHOLDER = "{reference}";

/**
 * Overrides of the default paths of a provider's calls, some of which are undocumented: "deposit=/v2/deposit,
 * bill=/v2/bill". A path must keep the placeholder of the default.
 */
export function callPaths<Paths extends Readonly<Record<keyof Paths, string>>>(
  defaults: Paths,
): Parse<Partial<Paths>> {
  const known = new Map(Object.entries<string>(defaults));
  return (given) => {
    const entries = splitPairs(given);
    const good = entries.filter(([call, path]) => {
      const replaced = known.get(call);
      return (
        replaced !== undefined &&
        PATH.test(path) &&
        path.includes(PLACEHOLDER) === replaced.includes(PLACEHOLDER)
      );
    });
    return good.length === entries.length
      ? ok(Object.fromEntries(good) as Partial<Paths>)
      : fault(
          `must be a comma-separated list of call=/path; calls: ${[...known.keys()].join(", ")}; a path must contain ${PLACEHOLDER} if the default does`,
        );
  };
}

/**
 * Time-outs of a provider's calls in whole seconds: "12" for all calls, or by kind: "submit=12,query=8". `defaults` in
 * milliseconds, with names that end in "Ms".
 */
export function timeouts<Times extends Readonly<Record<keyof Times, number>>>(
  defaults: Times,
  max: number,
): Parse<Partial<Times>> {
  const kinds = Object.keys(defaults).map((name) => name.replace(/Ms$/, ""));
  return (given) => {
    const pairs = /^\d+$/.test(given)
      ? kinds.map((kind) => [kind, given] as const)
      : splitPairs(given);
    const good = pairs.filter(
      ([kind, seconds]) =>
        kinds.includes(kind) &&
        /^\d{1,3}$/.test(seconds) &&
        Number(seconds) >= 1 &&
        Number(seconds) <= max,
    );
    const times = good.map(
      ([kind, seconds]) => [`${kind}Ms`, Number(seconds) * 1000] as const,
    );
    return good.length === pairs.length
      ? ok(Object.fromEntries(times) as unknown as Partial<Times>)
      : fault(
          `must be whole seconds from 1 to ${max}, or a comma-separated list of kind=seconds; kinds: ${kinds.join(", ")}`,
        );
  };
}

/** In the format of the environment variable. */
export function showTimeouts(times: object): string {
  const pairs = Object.entries<number>(
    times as Readonly<Record<string, number>>,
  ).map(([name, ms]) => [name.replace(/Ms$/, ""), ms / 1000]);
  return showPairs(Object.fromEntries(pairs) as object);
}

/** Formats key=value pairs. */
export function showPairs(value: object): string {
  const pairs = Object.entries(value).map(
    ([key, one]) => `${key}=${String(one)}`,
  );
  return pairs.length === 0 ? "none" : pairs.join(", ");
}

function splitPairs(
  given: string,
): readonly (readonly [key: string, value: string])[] {
  return splitList(given).map((entry) => {
    const [key = "", ...rest] = entry.split("=");
    return [key.trim(), rest.join("=").trim()] as const;
  });
}
