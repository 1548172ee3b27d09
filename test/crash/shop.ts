/** Calls to relays that die: of a page, and of the merchant's backend. */
import { setTimeout as after } from "node:timers/promises";
import { CANARIES } from "../support/canaries.ts";

const ANSWER_WITHIN_MS = 10_000;

export interface Answer {
  readonly status: number;
  readonly json: unknown;
}

interface Call {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Shop {
  readonly relayUrl: string;
  readonly sandboxUrl: string;
  /** Somebody waits for an answer. */
  readonly isBusy: boolean;
  /** What it resolves with; the shop is busy until then. */
  busyWith<T>(work: () => Promise<T>): Promise<T>;
  /** Rejects where no whole answer comes. */
  send(method: "GET" | "POST", to: string, call?: Call): Promise<Answer>;
  /** Again and again, until there is an answer that is more than "later". */
  insist(method: "GET" | "POST", to: string, call?: Call): Promise<Answer>;
}

export const AS_MERCHANT = { Authorization: `Bearer ${CANARIES.merchantKey}` };

/** `unref`ed: nobody waits for it in the end. */
export const sleep = (ms: number): Promise<void> =>
  after(ms, undefined, { ref: false });

export function createShop(places: {
  readonly relayUrl: string;
  readonly sandboxUrl: string;
  readonly shopUrl: string;
}): Shop {
  const { relayUrl, shopUrl } = places;
  let waiting = 0;
  const busyWith: Shop["busyWith"] = async (work) => {
    waiting += 1;
    try {
      return await work();
    } finally {
      waiting -= 1;
    }
  };
  const send: Shop["send"] = (method, to, { body, headers } = {}) =>
    busyWith(async () => {
      const answer = await fetch(`${relayUrl}${to}`, {
        method,
        headers: {
          Origin: shopUrl,
          ...(body !== undefined && { "Content-Type": "application/json" }),
          ...headers,
        },
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, json: (await answer.json()) as unknown };
    });
  return {
    ...places,
    get isBusy() {
      return waiting > 0;
    },
    busyWith,
    send,
    async insist(method, to, call) {
      for (;;) {
        const answer = await send(method, to, call).catch(() => undefined);
        if (answer !== undefined && !isLater(answer)) return answer;
        await sleep(80);
      }
    },
  };
}

/** The store is down, or the first request with the same key may still run. */
export const isLater = ({ status, json }: Answer): boolean =>
  status === 503 ||
  status === 429 ||
  (status === 409 && codeOf(json) === "request_in_progress");

export const codeOf = (json: unknown): string =>
  typeof json === "object" && json !== null && "code" in json
    ? String(json.code)
    : "";
