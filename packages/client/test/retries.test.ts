import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MalipoError, createMerchantClient } from "../src/index.ts";
import type { ClientOptions, MerchantClient } from "../src/index.ts";

const BODY = { lines: [] };

const problem = (
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  Response.json(
    { type: "", title: "", status, code, detail: code, instance: "r" },
    { status, headers },
  );

type Answer = Response | Error | "nothing";

interface Sent {
  readonly key: string | null;
  readonly atMs: number;
}

/** A client whose relay gives these answers one after the other, and what it was sent. */
function clientOf(
  answers: readonly Answer[],
  options: Partial<ClientOptions> = {},
): { malipo: MerchantClient; sent: Sent[] } {
  const left = [...answers];
  const sent: Sent[] = [];
  const began = Date.now();
  const malipo = createMerchantClient({
    relay: "https://pay.shop.example",
    key: "mk_test_0123456789abcdef",
    ...options,
    fetch(_url, { headers, signal }) {
      sent.push({
        key: new Headers(headers).get("idempotency-key"),
        atMs: Date.now() - began,
      });
      const answer = left.shift() ?? new Error("asked too often");
      if (answer instanceof Response) return Promise.resolve(answer);
      return new Promise((_resolve, reject) => {
        if (answer !== "nothing") reject(answer);
        signal?.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
      });
    },
  });
  return { malipo, sent };
}

const lost = (): Error => new TypeError("fetch failed");
const refusedConnection = (): Error =>
  new TypeError("fetch failed", {
    cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }),
  });

const CALLS = {
  reads: (malipo: MerchantClient) => malipo.get("/v1/merchant/routes"),
  keyed: (malipo: MerchantClient) =>
    malipo.post("/v1/merchant/orders", { body: BODY }),
  unkeyed: (malipo: MerchantClient) =>
    malipo.post("/v1/merchant/orders/{id}/cancel", { path: { id: "ord_1" } }),
} as const;

/** The error that a call ends with, while time passes as fast as it can. */
async function failureOf(call: Promise<unknown>): Promise<MalipoError> {
  const settled = call.then(
    () => new Error("did not fail"),
    (error: unknown) => error,
  );
  await vi.runAllTimersAsync();
  const error = await settled;
  if (error instanceof MalipoError) return error;
  throw error as Error;
}

describe("what is sent again", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const busy = () => problem(503, "store_unavailable");

  it.each([
    ["reads", lost, 3],
    ["keyed", lost, 3],
    ["unkeyed", lost, 1],
    ["reads", busy, 3],
    ["keyed", busy, 3],
    ["unkeyed", busy, 1],
    ["keyed", () => problem(500, "internal_error"), 3],
    ["keyed", () => problem(429, "too_many_requests"), 3],
    ["keyed", () => problem(409, "request_in_progress"), 3],
    ["keyed", () => problem(409, "attempt_alive"), 1],
    ["keyed", () => problem(422, "idempotency_key_reused"), 1],
    ["keyed", () => problem(400, "invalid_request"), 1],
    ["reads", () => problem(404, "not_found"), 1],
    ["reads", () => problem(503, "provider_not_configured"), 1],
    // A proxy in front of the relay.
    ["keyed", () => new Response("Bad gateway", { status: 502 }), 3],
    ["keyed", () => new Response("Moved", { status: 404 }), 1],
  ] as const)("%s, %s: %i requests", async (kind, answer, requests) => {
    const { malipo, sent } = clientOf([answer(), answer(), answer()]);
    const error = await failureOf(CALLS[kind](malipo));
    expect(error.tries).toBe(requests);
    expect(sent).toHaveLength(requests);
  });

  it("has the same key each time, and another for another call", async () => {
    const { malipo, sent } = clientOf([
      lost(),
      Response.json({}),
      Response.json({}),
    ]);
    const first = CALLS.keyed(malipo);
    await vi.runAllTimersAsync();
    await first;
    await CALLS.keyed(malipo);
    const [one, two, other] = sent.map(({ key }) => key);
    expect(one).toMatch(/^[\w-]{36}$/);
    expect(two).toBe(one);
    expect(other).not.toBe(one);
  });

  it("limits the time until a download begins, not how long it takes", async () => {
    const given: AbortSignal[] = [];
    const malipo = createMerchantClient({
      relay: "https://pay.shop.example",
      key: "mk_test_0123456789abcdef",
      timeoutMs: 1_000,
      fetch(_url, { signal }) {
        if (signal) given.push(signal);
        return Promise.resolve(
          new Response("id\r\n", { headers: { "content-type": "text/csv" } }),
        );
      },
    });
    await malipo.download("/v1/merchant/exports/orders.csv");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(given.map(({ aborted }) => aborted)).toEqual([false]);
  });

  it("takes nothing but CSV for an export", async () => {
    const { malipo } = clientOf([Response.json({})]);
    const error = await failureOf(
      malipo.download("/v1/merchant/exports/orders.csv"),
    );
    expect(error.code).toBe("unexpected_response");
  });

  it("has the caller's key", async () => {
    const { malipo, sent } = clientOf([Response.json({})]);
    const input = { body: BODY, idempotencyKey: "cart-17" };
    await malipo.post("/v1/merchant/orders", input);
    expect(sent[0]?.key).toBe("cart-17");
  });

  it("waits longer each time, and as long as the relay says", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const later = { "retry-after": "7" };
    const { malipo, sent } = clientOf(
      [lost(), lost(), problem(503, "store_unavailable", later), lost()],
      { retries: 3 },
    );
    await failureOf(CALLS.reads(malipo));
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 500, 1_500, 8_500]);
  });

  it.each([
    [120, {}],
    [7, { longestPauseMs: 6_999 }],
  ])(
    "leaves a pause of %i s to the caller with the options %o",
    async (seconds, options) => {
      const headers = { "retry-after": String(seconds) };
      const { malipo, sent } = clientOf(
        [problem(429, "too_many_requests", headers)],
        options,
      );
      const error = await failureOf(CALLS.keyed(malipo));
      expect(error).toMatchObject({
        code: "too_many_requests",
        retryAfterSeconds: seconds,
        fate: "refused",
      });
      expect(sent).toHaveLength(1);
    },
  );

  it("ends with the caller's signal, also while it waits", async () => {
    const stop = new AbortController();
    const { malipo, sent } = clientOf([lost()]);
    const call = malipo.get("/v1/merchant/routes", { signal: stop.signal });
    const ended = expect(call).rejects.toThrow("closing");
    await vi.advanceTimersByTimeAsync(10);
    stop.abort(new Error("closing"));
    await ended;
    await vi.runAllTimersAsync();
    expect(sent).toHaveLength(1);
  });
});

describe("what is known of a request that failed", () => {
  const fateOf = (answer: Answer, kind: keyof typeof CALLS, timeoutMs = 50) =>
    CALLS[kind](clientOf([answer], { retries: 0, timeoutMs }).malipo).then(
      () => "done",
      (error: unknown) =>
        error instanceof MalipoError ? [error.code, error.fate] : error,
    );

  it.each([
    ["no response in time", "nothing", "unkeyed", ["timeout", "unknown"]],
    ["no response in time", "nothing", "keyed", ["timeout", "unknown"]],
    ["no response in time", "nothing", "reads", ["timeout", "refused"]],
    ["a lost connection", lost(), "unkeyed", ["connection", "unknown"]],
    [
      "no connection at all",
      refusedConnection(),
      "unkeyed",
      ["connection", "refused"],
    ],
    [
      "a proxy's page",
      new Response("<h1>Bad gateway</h1>", { status: 502 }),
      "unkeyed",
      ["unexpected_response", "unknown"],
    ],
    [
      "half a response",
      new Response('{"order":', { status: 201 }),
      "keyed",
      ["unexpected_response", "unknown"],
    ],
    [
      "an error of the relay",
      problem(500, "internal_error"),
      "unkeyed",
      ["internal_error", "unknown"],
    ],
    [
      "the same request is still running",
      problem(409, "request_in_progress"),
      "keyed",
      ["request_in_progress", "unknown"],
    ],
    [
      "a refusal",
      problem(409, "attempt_alive"),
      "unkeyed",
      ["attempt_alive", "refused"],
    ],
    [
      "a refusal of a newer relay",
      problem(409, "shop_closed"),
      "unkeyed",
      ["shop_closed", "refused"],
    ],
  ] as const)("%s", async (_what, answer, kind, expected) => {
    expect(await fateOf(answer, kind)).toEqual(expected);
  });

  it("reads no more than a response can be", async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(1024 * 1024).fill(32));
      },
    });
    expect(await fateOf(new Response(endless), "reads", 20_000)).toEqual([
      "unexpected_response",
      "refused",
    ]);
  });
});
