import { expect } from "@open-wc/testing";
import { withClock } from "../support/clock.ts";
import { json, problem } from "../support/answers.ts";
import type { Checkout } from "../support/harness.ts";
import { open, withRelay } from "../support/harness.ts";
import { HANDED_OVER, pendingOrder } from "../support/orders.ts";

const HOUR_MS = 3_600_000;

describe("a phone's clock", () => {
  const it_ = withRelay();
  const clock = withClock();
  /** The relay's clock, which nobody on the phone can set. */
  let relayLeadMs: number;
  const relayNow = (ms = 0): string =>
    new Date(
      performance.timeOrigin + performance.now() + relayLeadMs + ms,
    ).toISOString();

  beforeEach(() => {
    relayLeadMs = 0;
  });

  /** A prompt that lapses in a minute. */
  async function waiting(): Promise<Checkout> {
    it_.relay.order = pendingOrder({
      createdAt: relayNow(),
      promptExpiresAt: relayNow(60_000),
    });
    it_.relay.streaming = false;
    // As the relay does: an order that has not changed is not sent again, and so no time either.
    const answer = (): Response => {
      const headers = { ETag: '"1"' };
      const known = it_.relay.seen.at(-1)?.headers.get("If-None-Match");
      return known === headers.ETag
        ? new Response(null, { status: 304, headers })
        : json(200, { ...it_.relay.order, serverTime: relayNow() }, headers);
    };
    it_.relay.instead(/GET .*A$/, answer, 999);
    const checkout = open(HANDED_OVER);
    await clock.tick(2000);
    expect(checkout.screen).to.equal("waiting");
    return checkout;
  }
  const shown = (checkout: Checkout): number => {
    const [minutes = NaN, seconds = NaN] = checkout
      .find("[role=timer]")
      .textContent.trim()
      .split(":")
      .map(Number);
    return minutes * 60 + seconds;
  };

  for (const leapMs of [HOUR_MS, -HOUR_MS, 24 * HOUR_MS, 45_000, -45_000])
    it(`that is set by ${leapMs / 1000} s while the prompt waits moves no countdown`, async () => {
      const checkout = await waiting();
      clock.leap(leapMs);
      await clock.tick(1000);
      expect(checkout.screen).to.equal("waiting");
      expect(shown(checkout)).to.be.within(56, 58);
      await clock.tick(30_000);
      expect(shown(checkout)).to.be.within(26, 28);
      await clock.tick(29_000);
      expect(checkout.screen).to.equal("confirming");
    });

  for (const wrongMs of [HOUR_MS, -HOUR_MS])
    it(`that is wrong by ${wrongMs / 1000} s from the beginning shows the right countdown`, async () => {
      clock.leap(wrongMs);
      const checkout = await waiting();
      expect(shown(checkout)).to.be.within(57, 59);
    });

  it("that went on while the page's time stood still in its sleep is caught up with", async () => {
    const checkout = await waiting();
    clock.leap(40_000);
    relayLeadMs += 40_000;
    await clock.tick(1500);
    expect(shown(checkout)).to.be.within(15, 18);
  });

  it("shows a prompt that lapsed in its sleep as lapsed", async () => {
    const checkout = await waiting();
    clock.leap(HOUR_MS);
    relayLeadMs += HOUR_MS;
    await clock.tick(1500);
    expect(checkout.screen).to.equal("confirming");
  });

  for (const leapMs of [HOUR_MS, -HOUR_MS])
    it(`that is set by ${leapMs / 1000} s leaves the wait that the relay asked for`, async () => {
      const checkout = await waiting();
      it_.relay.instead(/check$/, () =>
        problem(429, "check_too_soon", { "Retry-After": "20" }),
      );
      checkout.button("Check now").click();
      await clock.tick(1000);
      clock.leap(leapMs);
      await clock.tick(10_000);
      expect(checkout.button("Wait").textContent.trim()).to.match(
        / 0:(0[89]|1\d)/,
      );
      await clock.tick(10_000);
      expect(checkout.button("Check now")).to.be.ok;
    });
});
