/** How much one client may ask of the relay. */
import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import { ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Counters } from "../../ports/counters.ts";
import type { Middleware } from "./middleware.ts";
import { sendProblem } from "./problem.ts";

/** So many requests in so many seconds. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/**
 * Limits per address are wide: mobile networks put thousands of shoppers behind one address. What is
 * narrow is counted by what it could hurt: an order, a phone, the merchant key.
 */
export const DEFAULT_RATE_LIMITS = {
  /** New orders, by address. */
  orders: { requests: 600, seconds: 60 },
  /** Exchanges of a resume secret for a token, by address. */
  tokens: { requests: 600, seconds: 60 },
  /** Callbacks that prove nothing, by address. Each may cost a query at the provider. */
  hints: { requests: 120, seconds: 60 },
  /** Attempts, by order. */
  attempts: { requests: 20, seconds: 600 },
  /** Attempts, by address: each is asked about for three days. */
  attemptsByAddress: { requests: 300, seconds: 60 },
  /** "Check now" and "cancel", by order. */
  checks: { requests: 60, seconds: 60 },
  /** The same, by address: once for each attempt that may be started. Each may cost a query at the provider. */
  checksByAddress: { requests: 300, seconds: 60 },
  /** Prompts that nobody paid, by phone, over all orders: a stranger's phone must not ring all day. */
  prompts: { requests: 6, seconds: 600 },
  /** Orders and links that are read, streams that are opened, by address. */
  reads: { requests: 6000, seconds: 60 },
  /** Pictures of payment links, by address. Each may have to be drawn. */
  pictures: { requests: 300, seconds: 60 },
  /** Changes of an order's lines, by address. Each has the prices asked for. */
  changes: { requests: 600, seconds: 60 },
  /** Browsers that come back from the provider's page, by address. Each may cost a query at the provider. */
  returns: { requests: 600, seconds: 60 },
  /** Merchant keys that are wrong, or that a relay has not accepted before, by address. */
  merchantKeys: { requests: 20, seconds: 60 },
  /** Sign-ins to the console, right or wrong, by address. */
  consoleSignIns: { requests: 20, seconds: 60 },
  /** Changes that a key may not make, by key: each is an entry in the audit log. */
  refusedCalls: { requests: 60, seconds: 60 },
  /** Exports that are being read, by key. Given back at their end, or by themselves if a relay crashed. */
  exports: { requests: 3, seconds: 3600 },
} as const satisfies Record<string, RateLimit>;

export type RateLimitKind = keyof typeof DEFAULT_RATE_LIMITS;
export type RateLimitSettings = Readonly<Record<RateLimitKind, RateLimit>>;

export interface RateLimits {
  /** Counts one. Refusal: `too_many_requests`, with the seconds to wait. */
  take(kind: RateLimitKind, key: string): Promise<Result<null>>;
  /** Takes one back that came to nothing. */
  giveBack(kind: RateLimitKind, key: string): Promise<void>;
  /** Begins anew. */
  reset(kind: RateLimitKind, key: string): Promise<void>;
}

/** Of which something may be given back or begin anew. */
const TAKEN_BACK: readonly string[] = [
  "prompts",
  "exports",
] satisfies RateLimitKind[];

export function createRateLimits(
  counters: Counters,
  settings: Partial<RateLimitSettings> = {},
): RateLimits {
  const limits: RateLimitSettings = { ...DEFAULT_RATE_LIMITS, ...settings };
  const ofKinds = new Map(
    Object.entries(limits).map(([kind, { requests, seconds }]) => [
      kind,
      NETWORK_SHARES.map((share) =>
        counters.make({
          name: kind,
          requests: requests * share,
          seconds,
          isTakenBack: TAKEN_BACK.includes(kind),
        }),
      ),
    ]),
  );
  /** The counter of each network that the key stands for. */
  const each = (kind: RateLimitKind, key: string) => {
    const ofKind = ofKinds.get(kind) ?? [];
    return networksOf(key).flatMap(({ name }, width) => {
      const counter = ofKind[width];
      return counter === undefined ? [] : [{ counter, name }];
    });
  };
  return {
    async take(kind, key) {
      for (const { counter, name } of each(kind, key)) {
        const waitMs = await counter.take(name);
        if (waitMs === null) continue;
        const seconds = Math.max(1, Math.ceil(waitMs / 1000));
        return refuse(
          "too_many_requests",
          `Too many requests of this kind. Try again in ${seconds} s.`,
          { retryAfterSeconds: seconds },
        );
      }
      return ok(null);
    },
    async giveBack(kind, key) {
      for (const { counter, name } of each(kind, key))
        await counter.giveBack(name);
    },
    async reset(kind, key) {
      for (const { counter, name } of each(kind, key))
        await counter.reset(name);
    },
  };
}

/** Counts each request under what `keyOf` says of it, and refuses what is too much. */
export function createRateLimiter(
  limits: RateLimits,
  kind: RateLimitKind,
  keyOf: (req: IncomingMessage) => string,
): Middleware {
  return (req, res, next) => {
    void limits.take(kind, keyOf(req)).then((taken) => {
      if (taken.ok) next();
      else sendProblem(res, taken);
    });
  };
}

/** A network that counts as one client, and how many times the limit of one subscriber it may use. */
export interface Network {
  readonly name: string;
  readonly share: number;
}

/** Of a subscriber's /64, of a /56 and of a /48: providers give either out to one customer (RFC 6177). */
const NETWORK_SHARES = [1, 4, 16];
const SUBSCRIBER = /^((?:[\da-f]{1,4}:){3})([\da-f]{1,4})::\/64$/;

/** The networks that a key of `addressKey` lies in, the narrowest first; all other keys stand for themselves. */
export function networksOf(key: string): readonly Network[] {
  const [, site, subnet = "0"] = SUBSCRIBER.exec(key) ?? [];
  if (site === undefined) return [{ name: key, share: 1 }];
  const wide = (Number.parseInt(subnet, 16) & 0xff00).toString(16);
  const names = [key, `${site}${wide}::/56`, `${site}:/48`];
  return names.map((name, width) => ({
    name,
    share: NETWORK_SHARES[width] ?? 1,
  }));
}

const GROUPS = 8;
const NETWORK_GROUPS = 4;

/** One subscriber usually has a whole IPv6 /64, so that is what counts as one address. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : GROUPS - before.length - after.length;
  const groups = [
    ...before,
    ...Array.from({ length: gap }, () => "0"),
    ...after,
  ];
  const network = groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.replace(/^0+(?=.)/, ""));
  return `${network.join(":")}::/64`;
}
