/** What can be set about a sandbox, with the defaults in one place. */
import { z } from "zod";
import type { FlexpayOptions, FlexpaySettings } from "./flexpay/options.ts";
import { FLEXPAY_DEFAULTS, flexpaySettings } from "./flexpay/options.ts";

export interface SandboxOptions extends FlexpayOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Default `127.0.0.1`: not reachable from other machines. */
  readonly host?: string;
  /** Where browsers reach the sandbox; default `http://localhost:<port>`. */
  readonly publicUrl?: string;
  /** Default `sandbox-client`. */
  readonly clientId?: string;
  /** Default `sandbox-secret`. */
  readonly clientSecret?: string;
  /** How long a prompt stays open; default 60. */
  readonly promptSeconds?: number;
  /** How long a phone with automatic answers takes; default 1500. */
  readonly answerDelayMs?: number;
  /** Delay before each callback; default 300. */
  readonly callbackDelayMs?: number;
  /** Delays between retries of a failed callback; default 1 s, 5 s and 20 s. */
  readonly callbackRetryDelaysMs?: readonly number[];
  /** When a phone ending in 08 pays; default 40 s after its prompt ended. */
  readonly lateAfterSeconds?: number;
  /** Lifetime of a token; default 3600. */
  readonly tokenSeconds?: number;
  /** Default 172, as documented for card checkouts. */
  readonly cardChannelType?: number;
  /** The card route that the routes call lists. */
  readonly cardRouteId?: string;
  /** How long a payout takes, half of it queued and half pending; default 1500. */
  readonly payoutMs?: number;
  /** The short code for Airtel Money; default `174380`. */
  readonly airtelShortCode?: string;
  /** Receives notifications of paybill payments to short codes without a URL of their own. Default: none. */
  readonly c2bUrl?: string;
  /** Gets one line per event, never a secret. Default: none. */
  readonly log?: (line: string) => void;
}

export type Settings = Required<
  Omit<SandboxOptions, "publicUrl" | "c2bUrl" | keyof FlexpayOptions>
> &
  FlexpaySettings & {
    readonly publicUrl: string | undefined;
    readonly c2bUrl: string | undefined;
  };

/** setTimeout allows at most 2^31 - 1 ms; a day is enough. */
const MAX_SECONDS = 86_400;

const seconds = z.number().positive().max(MAX_SECONDS);
const milliseconds = z
  .int()
  .min(0)
  .max(MAX_SECONDS * 1000);

const settingsSchema = z.object({
  port: z.int().min(0).max(65_535),
  host: z.string().min(1),
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  promptSeconds: seconds,
  answerDelayMs: milliseconds,
  callbackDelayMs: milliseconds,
  callbackRetryDelaysMs: z.array(milliseconds).max(100),
  lateAfterSeconds: seconds,
  tokenSeconds: seconds,
  cardChannelType: z.int().min(0),
  cardRouteId: z.string().min(1),
  payoutMs: milliseconds,
  airtelShortCode: z.string().min(1).max(7),
  c2bUrl: z.url({ protocol: /^https?$/ }).optional(),
  ...flexpaySettings,
});

/** Throws a TypeError that names every invalid option, never a value. */
export function parseOptions(options: SandboxOptions): Settings {
  const { log = () => undefined, ...given } = options;
  const promptSeconds = given.promptSeconds ?? 60;
  const parsed = settingsSchema.safeParse({
    port: 0,
    host: "127.0.0.1",
    clientId: "sandbox-client",
    clientSecret: "sandbox-secret",
    answerDelayMs: 1500,
    callbackDelayMs: 300,
    callbackRetryDelaysMs: [1_000, 5_000, 20_000],
    lateAfterSeconds: promptSeconds + 40,
    tokenSeconds: 3600,
    cardChannelType: 172,
    cardRouteId: "DED81224-70B6-ED11-AD49-0EE00E897F52",
    payoutMs: 1500,
    airtelShortCode: "174380",
    ...FLEXPAY_DEFAULTS,
    ...withoutUndefined(given),
    promptSeconds,
  });
  if (parsed.success)
    return {
      ...parsed.data,
      publicUrl: parsed.data.publicUrl,
      c2bUrl: parsed.data.c2bUrl,
      log,
    };
  const wrong = parsed.error.issues.map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );
  throw new TypeError(`Invalid options: ${wrong.join("; ")}`);
}

function withoutUndefined(options: object): object {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  );
}
