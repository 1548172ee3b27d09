import { expect } from "@open-wc/testing";
import type { ProblemCode } from "@malipo/protocol";
import { send } from "../../src/client/http.ts";
import { CheckoutError } from "../../src/errors.ts";
import { settle, withClock } from "../support/clock.ts";
import { json, lost, problem } from "../support/answers.ts";
import type { FakeRelay } from "../support/fake-relay.ts";
import { withRelay } from "../support/harness.ts";
import { LINK_ID, paymentLink, RELAY } from "../support/orders.ts";

const url = `${RELAY}/v1/payment-links/${LINK_ID}`;

describe("send", () => {
  const clock = withClock();
  const it_ = withRelay();
  let relay: FakeRelay;
  let gone: AbortController;
  beforeEach(() => {
    ({ relay } = it_);
    relay.link = paymentLink();
    gone = new AbortController();
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
  const wait = (status: number, code: ProblemCode, seconds: number) =>
    problem(status, code, { "Retry-After": String(seconds) });
  const get = () => send({ url, signal: gone.signal });

  it("returns the body and its etag", async () => {
    relay.instead(/GET/, () => json(200, { a: 1 }, { ETag: '"3"' }));
    expect(await get()).to.deep.equal({
      status: 200,
      body: { a: 1 },
      etag: '"3"',
    });
  });

  it("ends after 30 s without an answer, also where AbortSignal.any is missing", async () => {
    const before = Object.getOwnPropertyDescriptors(AbortSignal);
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const waits: number[] = [];
    AbortSignal.timeout = (ms) => {
      waits.push(ms);
      return timeout(20);
    };
    globalThis.fetch = (_url, init) =>
      new Promise((_done, fail) => {
        init?.signal?.addEventListener("abort", () => {
          fail(init.signal?.reason as DOMException);
        });
      });
    try {
      for (const missing of [false, true]) {
        if (missing) Reflect.deleteProperty(AbortSignal, "any");
        const late = await error(
          send({ url, signal: gone.signal, once: true }),
        );
        expect(late.cause).to.have.property("name", "TimeoutError");
        gone = new AbortController();
        const aborted = send({ url, signal: gone.signal, once: true });
        gone.abort("gone");
        expect(await aborted.catch((reason: unknown) => reason)).to.equal(
          "gone",
        );
        gone = new AbortController();
      }
    } finally {
      Object.defineProperties(AbortSignal, before);
    }
    expect(waits).to.deep.equal([30_000, 30_000, 30_000, 30_000]);
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

  for (const [what, status, text, code] of [
    ["a page of a proxy", 500, "<h1>Bad", "internal_error"],
    ["nothing at all", 500, null, "internal_error"],
    ["JSON that is no object", 500, "null", "internal_error"],
    ["a bare 429", 429, "", "too_many_requests"],
  ] as const)
    it(`makes ${code} of ${what}`, async () => {
      const headers = { "Retry-After": "60" };
      relay.instead(/GET/, () => new Response(text, { status, headers }));
      expect((await error(get())).code).to.equal(code);
    });

  for (const [what, response] of [
    ["503", () => problem(503, "store_unavailable")],
    ["a lost connection", lost],
    ["409 in progress", () => wait(409, "request_in_progress", 1)],
    ["429 with a short wait", () => wait(429, "too_many_requests", 2)],
  ] as const)
    it(`tries again after ${what}`, async () => {
      relay.instead(/GET/, response, 2);
      const answer = get();
      await clock.tick(10_000);
      expect((await answer).body).to.have.property("id", LINK_ID);
      expect(relay.seen).to.have.length(3);
    });

  it("waits as long as the relay says", async () => {
    relay.instead(/GET/, () => wait(503, "store_unavailable", 7));
    const answer = get();
    await clock.tick(6900);
    expect(relay.seen).to.have.length(1);
    await clock.tick(200);
    expect(relay.seen).to.have.length(2);
    await answer;
  });

  it("tells the shopper of a wait that is too long to sit through", async () => {
    relay.instead(/GET/, () => wait(429, "too_many_requests", 60));
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
    relay.instead(/GET/, lost, 9);
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
