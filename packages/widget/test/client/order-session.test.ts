import { expect } from "@open-wc/testing";
import { OrderSession } from "../../src/client/order-session.ts";
import { toCheckoutError } from "../../src/errors.ts";
import { FakeClock } from "../support/clock.ts";
import { json, problem } from "../support/answers.ts";
import type { FakeRelay } from "../support/fake-relay.ts";
import { withRelay } from "../support/harness.ts";
import { at, ORDER_ID, pendingOrder, RELAY } from "../support/orders.ts";

const key = { orderId: ORDER_ID, resumeSecret: "secret" };

describe("OrderSession", () => {
  const it_ = withRelay();
  let relay: FakeRelay;
  let session: OrderSession;
  beforeEach(() => {
    ({ relay } = it_);
    session = new OrderSession(RELAY, key, new AbortController().signal);
  });
  const code = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => "none",
      (error: unknown) => toCheckoutError(error).code,
    );

  it("fetches one token however many calls wait for it", async () => {
    await Promise.all([session.read(), session.read(), session.token()]);
    expect(relay.calls(/\/token/)).to.have.length(1);
    expect(relay.calls(/GET/)).to.have.length(2);
  });

  it("uses the token that came with the order", async () => {
    await session.token();
    relay.revokeTokens();
    session.keep({ token: "given", tokenExpiresAt: at(600_000) });
    relay.instead(/GET/, () => json(200, relay.order));
    await session.read();
    expect(relay.calls(/GET/)[0]?.headers.get("Authorization")).to.equal(
      "Bearer given",
    );
    expect(relay.calls(/\/token/)).to.have.length(1);
  });

  for (const refused of [
    "token_expired",
    "token_invalid",
    "token_missing",
  ] as const)
    it(`fetches another token after ${refused} and repeats the call`, async () => {
      await session.token();
      relay.instead(/GET/, () => problem(401, refused));
      expect(await session.read()).to.have.property("id", ORDER_ID);
      expect(relay.calls(/\/token/)).to.have.length(2);
    });

  it("fetches one token when many calls are refused together", async () => {
    await session.token();
    relay.revokeTokens();
    await Promise.all([session.read(), session.read(), session.read()]);
    expect(relay.calls(/\/token/)).to.have.length(2);
  });

  it("gives up when the fresh token is refused as well", async () => {
    relay.instead(/GET/, () => problem(401, "token_invalid"), 9);
    expect(await code(session.read())).to.equal("token_invalid");
    expect(relay.calls(/GET/)).to.have.length(2);
  });

  it("tries again when a token could not be fetched", async () => {
    relay.instead(/\/token/, () => problem(404, "not_found"));
    expect(await code(session.read())).to.equal("not_found");
    expect(await session.read()).to.have.property("id", ORDER_ID);
  });

  it("exchanges a token before it ends", async () => {
    const clock = new FakeClock().install();
    try {
      session.keep({ token: "old", tokenExpiresAt: at(600_000) });
      await clock.tick(570_000);
      expect(await session.token()).to.equal("old");
      await clock.tick(11_000);
      expect(await session.token()).to.equal("token-1");
    } finally {
      clock.restore();
    }
  });

  it("does not fetch a token for every call when our clock is wrong", async () => {
    session.keep({ token: "given", tokenExpiresAt: at(-3_600_000) });
    expect(await session.token()).to.equal("given");
  });

  it("says nothing has changed when the relay says so", async () => {
    expect(await session.read()).to.have.property("version", 1);
    expect(await session.read()).to.equal(null);
    expect(relay.calls(/GET/)[1]?.headers.get("If-None-Match")).to.equal('"1"');
    relay.change({});
    expect(await session.read()).to.have.property("version", 2);
  });

  it("sends an attempt with its key, a check and a cancel without", async () => {
    const wish = { method: "mpesa", phone: "254712345678" } as const;
    await session.startAttempt(wish, "key-1");
    const [start] = relay.started;
    expect(start?.headers.get("Idempotency-Key")).to.equal("key-1");
    expect(start?.body).to.deep.equal(wish);
    await session.ask("att/1", "check");
    await session.ask("att-1", "cancel");
    expect(relay.calls(/att%2F1\/check/)).to.have.length(1);
    expect(relay.order.attempt?.status).to.equal("cancelled");
  });

  it("never takes a body that can't be read for an answer", async () => {
    for (const body of [null, {}, { ...relay.order, status: 1 }, "paid"]) {
      relay.instead(/GET/, () => json(200, body));
      expect(await code(session.read())).to.equal("malformed_answer");
    }
    relay.instead(/check/, () => json(200, { order: pendingOrder() }));
    expect(await code(session.ask("a", "check"))).to.equal("malformed_answer");
  });
});
