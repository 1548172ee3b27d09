import { expect } from "@open-wc/testing";
import { send } from "../../src/client/http.ts";
import { CheckoutError } from "../../src/errors.ts";
import { FakeClock, settle } from "../support/clock.ts";
import { json, problem } from "../support/answers.ts";
import { FakeRelay } from "../support/fake-relay.ts";
import { LINK_ID, paymentLink, RELAY } from "../support/orders.ts";

const url = `${RELAY}/v1/payment-links/${LINK_ID}`;

describe("send", () => {
  let relay: FakeRelay;
  let clock: FakeClock;
  let gone: AbortController;
  beforeEach(() => {
    clock = new FakeClock().install();
    relay = new FakeRelay().install();
    relay.link = paymentLink();
    gone = new AbortController();
  });
  afterEach(() => {
    relay.restore();
    clock.restore();
  });

  const error = (promise: Promise<unknown>): Promise<CheckoutError> =>
    promise.then(
      () => {
        throw new Error("It went through.");
      },
      (reason: unknown) => {
        if (reason instanceof CheckoutError) return reason;
        throw reason;
      },
    );
  const get = () => send({ url, signal: gone.signal });

  it("returns the body and its etag", async () => {
    relay.instead(/GET/, () => json(200, { a: 1 }, { ETag: '"3"' }));
    expect(await get()).to.deep.equal({
      status: 200,
      body: { a: 1 },
      etag: '"3"',
    });
  });

  it("sends no cookies and keeps nothing in the cache", async () => {
    let seen: RequestInit | undefined;
    globalThis.fetch = (_url, init) => {
      seen = init;
      return Promise.resolve(json(200, {}));
    };
    await get();
    expect(seen).to.include({ credentials: "omit", cache: "no-store" });
  });

  it("reads a problem document by its code", async () => {
    relay.instead(/GET/, () => problem(403, "origin_refused"));
    expect(await error(get())).to.include({
      code: "origin_refused",
      status: 403,
      retryAfterMs: 0,
    });
  });

  for (const [what, response, code] of [
    [
      "a page of a proxy",
      () => new Response("<h1>Bad", { status: 500 }),
      "internal_error",
    ],
    [
      "nothing at all",
      () => new Response(null, { status: 500 }),
      "internal_error",
    ],
    ["JSON that is no object", () => json(500, null), "internal_error"],
    [
      "a bare 429",
      () => new Response("", { status: 429, headers: { "Retry-After": "60" } }),
      "too_many_requests",
    ],
  ] as const)
    it(`makes ${code} of ${what}`, async () => {
      relay.instead(/GET/, response);
      expect((await error(get())).code).to.equal(code);
    });

  for (const [what, response] of [
    ["503", () => problem(503, "store_unavailable")],
    [
      "a lost connection",
      () => Promise.reject(new TypeError("Failed to fetch")),
    ],
    [
      "409 in progress",
      () => problem(409, "request_in_progress", { "Retry-After": "1" }),
    ],
    [
      "429 with a short wait",
      () => problem(429, "too_many_requests", { "Retry-After": "2" }),
    ],
  ] as const)
    it(`tries again after ${what}`, async () => {
      relay.instead(/GET/, response, 2);
      const answer = get();
      await clock.tick(10_000);
      expect((await answer).body).to.have.property("id", LINK_ID);
      expect(relay.seen).to.have.length(3);
    });

  it("waits as long as the relay says", async () => {
    relay.instead(/GET/, () =>
      problem(503, "store_unavailable", { "Retry-After": "7" }),
    );
    const answer = get();
    await clock.tick(6900);
    expect(relay.seen).to.have.length(1);
    await clock.tick(200);
    expect(relay.seen).to.have.length(2);
    await answer;
  });

  it("tells the shopper of a wait that is too long to sit through", async () => {
    relay.instead(/GET/, () =>
      problem(429, "too_many_requests", { "Retry-After": "60" }),
    );
    expect(await error(get())).to.include({
      code: "too_many_requests",
      retryAfterMs: 60_000,
    });
    expect(relay.seen).to.have.length(1);
  });

  it("gives up after four tries", async () => {
    relay.instead(/GET/, () => problem(503, "store_unavailable"), 9);
    const failed = error(get());
    await clock.tick(60_000);
    expect((await failed).code).to.equal("store_unavailable");
    expect(relay.seen).to.have.length(4);
  });

  it("sends once what may only be sent once", async () => {
    relay.instead(/GET/, () => problem(503, "store_unavailable"));
    const failed = error(send({ url, once: true, signal: gone.signal }));
    await clock.tick(60_000);
    expect((await failed).status).to.equal(503);
    expect(relay.seen).to.have.length(1);
  });

  it("does not repeat what was refused", async () => {
    relay.instead(/GET/, () => problem(404, "not_found"), 9);
    await error(get());
    expect(relay.seen).to.have.length(1);
  });

  it("calls no answer a network error", async () => {
    relay.instead(
      /GET/,
      () => Promise.reject(new TypeError("Failed to fetch")),
      9,
    );
    const failed = error(get());
    await clock.tick(60_000);
    expect(await failed).to.include({ code: "network", status: 0 });
  });

  it("stops at once when the caller gives up", async () => {
    relay.instead(/GET/, () => problem(503, "store_unavailable"), 9);
    const answer = get().then(
      () => "answered",
      (reason: unknown) =>
        reason instanceof DOMException ? reason.name : reason,
    );
    await settle();
    gone.abort();
    expect(await answer).to.equal("AbortError");
    expect(relay.seen).to.have.length(1);
  });
});
