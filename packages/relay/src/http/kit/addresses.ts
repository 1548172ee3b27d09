/**
 * The relay's addresses, from the definitions of its routes: which one a request is for, and which ones a relay claims
 * that is mounted in somebody else's server.
 */
import { groupBy } from "./group-by.ts";
import type { Route } from "./route.ts";

/** The path of the public URL, which all addresses of the relay lie below: "" or "/pay". */
export const basePathOf = (publicUrl: string): string =>
  new URL(publicUrl).pathname.replace(/\/$/, "");

/** "/v1/orders/:id" with all that can be done there. */
export interface Place {
  readonly path: string;
  /** By HTTP method, HEAD as well. */
  readonly routes: ReadonlyMap<string, Route>;
  /** For the `Allow` header. */
  readonly allow: string;
  /** Pages of other origins call it, so browsers ask first (CORS). */
  readonly isForPages: boolean;
}

export interface Found {
  readonly place: Place;
  readonly params: Readonly<Record<string, string>>;
}

export interface Addresses {
  readonly places: readonly Place[];
  /** The place that a path names, also one with percent signs; undefined where it is none of the relay's. */
  find(path: string): Found | undefined;
  /** Takes the path as it came, so that it can't fail on a malformed one. */
  isOwn(path: string): boolean;
  /**
   * Whether a relay at the root of a host's origin answers this. Where nothing of this id exists it still passes on.
   * `providers`: the ids of those that the relay knows.
   */
  isClaimedAtRoot(
    method: string,
    path: string,
    isPreflight: boolean,
    providers: readonly string[],
  ): boolean;
  /** Whether it reads its body as bytes: a provider's message, which must arrive. */
  takesBytes(method: string, path: string): boolean;
}

/** The merchant's side asks for its key before it tells what is there. */
export const isMerchantPath = (path: string): boolean =>
  /^\/v1\/merchant(?:\/|$)/i.test(path);

/** A callback of a provider that the relay does not know. */
function isForUnknownProvider(
  path: string,
  providers: readonly string[],
): boolean {
  const provider = /^\/callbacks\/([^/]+)/i.exec(path)?.[1]?.toLowerCase();
  return provider !== undefined && !providers.includes(provider);
}

interface Pattern {
  readonly place: Place;
  readonly names: readonly string[];
  readonly pattern: RegExp;
  readonly claim: RegExp | null;
}

export function createAddresses(routes: readonly Route[]): Addresses {
  const patterns = toPlaces(routes).map(toPattern);
  const bySegments = groupBy(patterns, ({ place }) => segments(place.path));
  const search = (path: string): [Pattern, RegExpExecArray] | undefined => {
    for (const each of bySegments.get(segments(path)) ?? []) {
      const match = each.pattern.exec(path);
      if (match !== null) return [each, match];
    }
    return undefined;
  };
  return {
    places: patterns.map(({ place }) => place),
    find(path) {
      const found = search(path);
      if (found === undefined) return undefined;
      const [{ place, names }, [, ...values]] = found;
      try {
        const params = names.map(
          (name, at) => [name, decodeURIComponent(values[at] ?? "")] as const,
        );
        return { place, params: Object.fromEntries(params) };
      } catch {
        // A path that is no UTF-8 names nothing.
        return undefined;
      }
    },
    isOwn: (path) => search(path) !== undefined || isMerchantPath(path),
    isClaimedAtRoot: (method, path, isPreflight, providers) =>
      !isForUnknownProvider(path, providers) &&
      patterns.some(
        ({ claim, place }) =>
          claim?.test(path) === true &&
          (place.routes.has(method) || (isPreflight && place.isForPages)),
      ),
    takesBytes(method, path) {
      const found = search(path)?.[0].place.routes.get(method);
      return found?.kind === "plain" && found.bytes !== undefined;
    },
  };
}

/** With or without a slash at the end. */
const segments = (path: string): number =>
  path.split("/").filter(Boolean).length;

function toPlaces(routes: readonly Route[]): readonly Place[] {
  const byPath = groupBy(routes, ({ path }) => path);
  return (
    [...byPath]
      .map(([path, here]) => {
        const methods = here.flatMap((each) =>
          (each.method === "GET" ? ["GET", "HEAD"] : [each.method]).map(
            (method) => [method, each] as const,
          ),
        );
        return {
          path,
          routes: new Map(methods),
          allow: methods.map(([method]) => method).join(", "),
          isForPages: here.some(
            ({ access }) => access === "page" || access === "relayToken",
          ),
        };
      })
      // What is spelled out goes before what is not: "/transfers/pending" before "/transfers/:reference".
      .toSorted((a, b) => a.path.split(":").length - b.path.split(":").length)
  );
}

/** Compares in any letter case, as Express does. */
function toPattern(place: Place): Pattern {
  const names = [...place.path.matchAll(/:(\w+)/g)].map(
    ([, name = ""]) => name,
  );
  const fill = (shapeOf: (name: string) => string): RegExp =>
    new RegExp(
      `^${place.path.replaceAll(/\.|:(\w+)/g, (part, name: string) =>
        part === "." ? "\\." : shapeOf(name),
      )}/?$`,
      "i",
    );
  const [first] = place.routes.values();
  const isCommon = first?.kind === "plain" && first.commonName === true;
  return {
    place,
    names,
    pattern: fill(() => "([^/]+)"),
    claim: isCommon
      ? null
      : fill((name) => first?.params?.[name]?.shape ?? "[^/]+"),
  };
}
