import { lateFiles } from "../../src/late-files.ts";
import { expect } from "@open-wc/testing";
import { withClock } from "../support/clock.ts";
import { lost, problem } from "../support/answers.ts";
import type { Checkout } from "../support/harness.ts";
import { CART, open, withRelay } from "../support/harness.ts";
import { LINK_ID, paymentLink } from "../support/orders.ts";

const file = () => new Response(null, { status: 200 });
const PROBE = /HEAD .*\/widget\/v1\/malipo\.js/;

describe("a page whose origin the relay does not allow", () => {
  const it_ = withRelay();
  const { warn } = console;
  let warnings: string[];
  let relays = 0;
  /** The console and the memory of what was heard are the page's: each test has a relay of its own. */
  let relay: string;
  const clock = withClock();
  beforeEach(() => {
    warnings = [];
    console.warn = (text: string) => {
      if (text.includes(relay)) warnings.push(text);
    };
    relay = `https://relay-${++relays}.shop.example/pay`;
    it_.relay.also = new URL(relay).origin;
  });
  afterEach(() => {
    console.warn = warn;
  });
  const show = async (
    attributes?: Readonly<Record<string, string>>,
  ): Promise<Checkout> => {
    const checkout = open({ cart: CART, ...attributes, relay });
    await clock.tick(40_000);
    return checkout;
  };
  const expectRefused = async (checkout: Checkout): Promise<void> => {
    expect(checkout.screen).to.equal("unavailable");
    expect(checkout.heard("malipo-error")).to.deep.equal([
      { code: "origin_refused", recoverable: false },
    ]);
    expect(checkout.text).to.include("tell the shop");
    expect(checkout.text).not.to.include("connection");
    expect(checkout.text).not.to.include("origin_refused");
    await lateFiles.dev(); // whoever asked first gets it first
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include("MALIPO_ALLOWED_ORIGINS");
    expect(warnings[0]).to.include(location.origin);
  };

  it("is told so by the relay's own word", async () => {
    it_.relay.instead(/POST/, () => problem(403, "origin_refused"));
    await expectRefused(await show());
    expect(it_.relay.calls(PROBE)).to.have.length(0);
  });

  for (const [what, attributes, match] of [
    ["a refused preflight", {}, /POST/],
    [
      "an answer that can't be read",
      { "payment-link": LINK_ID },
      /GET .*payment-links/,
    ],
  ] as const)
    it(`is told so after ${what}`, async () => {
      it_.relay.link = paymentLink();
      it_.relay.instead(match, lost, 99);
      it_.relay.instead(PROBE, file, 99);
      await expectRefused(await show(attributes));
    });

  it("is warned once, however many checkouts it has", async () => {
    it_.relay.instead(/POST/, () => problem(403, "origin_refused"), 99);
    const [one, other] = await Promise.all([show(), show()]);
    await one.tap("Try again");
    await clock.tick(100);
    expect(one.heard("malipo-error").length).to.equal(2);
    expect(other.screen).to.equal("unavailable");
    await lateFiles.dev(); // whoever asked first gets it first
    expect(warnings).to.have.length(1);
  });

  for (const [what, probed] of [
    ["nothing can be reached", lost],
    [
      "something else answers in the relay's place",
      () => new Response("", { status: 502 }),
    ],
  ] as const)
    it(`is not meant when ${what}`, async () => {
      it_.relay.instead(/POST/, lost, 99);
      it_.relay.instead(PROBE, probed, 99);
      const checkout = await show();
      expect(checkout.heard("malipo-error")).to.deep.equal([
        { code: "network", recoverable: true },
      ]);
      expect(checkout.text).to.include("Check your connection");
      await lateFiles.dev();
      expect(warnings).to.deep.equal([]);
    });

  it("is not meant when the relay is just back", async () => {
    it_.relay.instead(/POST/, lost, 4);
    it_.relay.instead(PROBE, file);
    const checkout = await show();
    expect(checkout.screen).to.equal("review");
    expect(checkout.heard("malipo-error")).to.deep.equal([]);
  });

  it("is not meant when the relay has answered before", async () => {
    const first = await show();
    expect(first.screen).to.equal("review");
    it_.relay.instead(/POST|GET/, lost, 99);
    it_.relay.instead(PROBE, file, 99);
    await first.tap("Continue");
    await first.type("0712345678");
    first.button("Pay").click();
    await clock.tick(40_000);
    const codes = first.heard("malipo-error").map(({ code }) => code);
    expect(codes).to.include("network").and.not.include("origin_refused");
  });
});
