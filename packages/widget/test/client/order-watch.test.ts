import { expect } from "@open-wc/testing";
import { OrderSession } from "../../src/client/order-session.ts";
import type { News } from "../../src/client/order-watch.ts";
import { watchOrder } from "../../src/client/order-watch.ts";
import { CheckoutError } from "../../src/errors.ts";
import { withClock } from "../support/clock.ts";
import { json, lost, problem } from "../support/answers.ts";
import type { FakeRelay } from "../support/fake-relay.ts";
import { withRelay } from "../support/harness.ts";
import { ORDER_ID, pendingOrder, RELAY } from "../support/orders.ts";

describe("watchOrder", () => {
  let relay: FakeRelay;
  let news: News[];
  let stop: AbortController;
  // Before the clock and the relay are put back.
  afterEach(async () => {
    stop.abort();
    await clock.tick(0);
  });
  const clock = withClock();
  const it_ = withRelay();
  beforeEach(() => {
    ({ relay } = it_);
    relay.order = pendingOrder();
    news = [];
    stop = new AbortController();
  });

  async function watch(): Promise<void> {
    const key = { orderId: ORDER_ID, resumeSecret: "secret" };
    const session = new OrderSession(RELAY, key, new AbortController().signal);
    void watchOrder(session, (it) => news.push(it), stop.signal);
    await clock.tick(0);
  }
  const versions = (): number[] =>
    news.flatMap((it) =>
      typeof it === "object" && !(it instanceof CheckoutError)
        ? it.version
        : [],
    );
  const streamed = () => relay.calls(/events/);

  it("begins with the snapshot and tells every change", async () => {
    await watch();
    relay.change({});
    await clock.tick(0);
    relay.change({});
    await clock.tick(0);
    expect(versions()).to.deep.equal([3, 4, 5]);
    expect(streamed()).to.have.length(1);
  });

  it("sends the token in its header alone", async () => {
    await watch();
    expect(streamed()[0]?.headers.get("Authorization")).to.equal(
      "Bearer token-1",
    );
    expect(streamed()[0]?.path).to.not.include("token");
  });

  it("comes back after the stream has ended, with the last id it saw", async () => {
    await watch();
    relay.change({});
    await clock.tick(0);
    relay.endStreams();
    await clock.tick(0);
    await clock.tick(1000);
    expect(streamed()).to.have.length(2);
    expect(streamed()[1]?.headers.get("Last-Event-ID")).to.equal("4");
  });

  it("hears a comment, and takes 40 s without anything for a dead line", async () => {
    await watch();
    for (let beats = 0; beats < 4; beats++) {
      await clock.tick(15_000);
      relay.tell(": keep-alive\n\n");
    }
    await clock.tick(39_000);
    expect(news).to.not.include("stale");
    expect(streamed()).to.have.length(1);
    await clock.tick(2000);
    expect(news).to.include("stale");
    await clock.tick(1000);
    expect(streamed()).to.have.length(2);
    expect(news.at(-1)).to.not.equal("stale");
  });

  it("fetches a fresh token when the relay asks for it", async () => {
    await watch();
    relay.tell("event: reauth\ndata: {}\n\n");
    await clock.tick(1000);
    expect(streamed()[1]?.headers.get("Authorization")).to.equal(
      "Bearer token-2",
    );
  });

  it("fetches a fresh token when the stream is refused", async () => {
    relay.instead(/events/, () => problem(401, "token_expired"));
    await watch();
    await clock.tick(1000);
    expect(relay.tokens).to.equal(2);
    expect(relay.streams).to.have.length(1);
  });

  it("reads the order instead while there is no stream to be had", async () => {
    relay.streaming = false;
    await watch();
    relay.change({}, true);
    await clock.tick(6000);
    expect(versions()).to.include(4);
    const reads = relay.calls(/GET .*A$/);
    expect(reads.length).to.be.greaterThan(1);
    expect(reads.at(-1)?.headers.get("If-None-Match")).to.equal('"4"');
    // Once there is one again, it is taken.
    relay.streaming = true;
    await clock.tick(6000);
    expect(relay.streams).to.have.length(1);
  });

  it("does not wait for a stream that a proxy holds back", async () => {
    relay.holdsBack = true;
    await watch();
    await clock.tick(7000);
    expect(versions()).to.deep.equal([3]);
  });

  it("says so when nothing answers at all", async () => {
    relay.instead(/./, lost, 999);
    await watch();
    await clock.tick(120_000);
    expect(news).to.include("stale");
    expect(
      news.some((it) => it instanceof CheckoutError && it.code === "network"),
    ).to.equal(true);
    expect(versions()).to.deep.equal([]);
  });

  it("passes over events that can't be read", async () => {
    await watch();
    relay.tell('event: order\nid: 9\ndata: {"status":"paid"}\n\n');
    relay.tell("event: order\nid: 9\ndata: {not json\n\n");
    relay.tell(`event: other\nid: 9\ndata: ${JSON.stringify(relay.order)}\n\n`);
    await clock.tick(0);
    expect(versions()).to.deep.equal([3]);
  });

  it("takes no page for a stream", async () => {
    relay.instead(/events/, () => json(200, { status: "paid" }));
    await watch();
    expect(versions()).to.deep.equal([3]);
    expect(relay.calls(/GET .*A$/)).to.have.length(1);
  });

  it("hangs up and tells nothing more once it is stopped", async () => {
    await watch();
    stop.abort();
    await clock.tick(0);
    const before = news.length;
    relay.change({});
    await clock.tick(60_000);
    expect(news).to.have.length(before);
    expect(streamed()).to.have.length(1);
  });
});
