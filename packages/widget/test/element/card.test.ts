import { expect } from "@open-wc/testing";
import { problem } from "../support/answers.ts";
import type { Checkout } from "../support/harness.ts";
import {
  CART,
  handOver,
  open,
  OTHER_CART,
  reload,
  toMethod,
  withRelay,
} from "../support/harness.ts";
import {
  cardAttempt,
  failure,
  ORDER_ID,
  pendingBy,
} from "../support/orders.ts";

describe("card", () => {
  const it_ = withRelay();
  const before = location.href;
  afterEach(() => {
    history.replaceState(null, "", before);
  });
  const comeBack = (id: string): void => {
    const url = new URL(location.href);
    url.searchParams.set("malipo_order", id);
    history.replaceState({ shop: 1 }, "", url);
  };

  const BY_CARD = { cart: CART, methods: "card" };
  async function toPage(
    attributes: Record<string, string> = BY_CARD,
  ): Promise<Checkout> {
    const checkout = await open(attributes).on("review");
    await checkout.tap("Continue to the card page");
    await checkout.hears("malipo-redirect");
    return checkout.on("redirecting");
  }

  /** An event tells of the attempt; its answer is the given one. */
  const startWith = (answer: () => Promise<Response>): void => {
    it_.relay.instead(/attempts$/, () => {
      it_.relay.change({ status: "pending", attempt: cardAttempt() });
      return answer();
    });
  };

  it("is on its way as soon as an event tells of the page, before the answer", async () => {
    let answer = (): void => undefined;
    startWith(async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return it_.relay.attempt(201);
    });
    const checkout = await open(BY_CARD).on("review");
    await checkout.tap("Continue to the card page");
    await checkout.on("redirecting");
    expect(checkout.text).to.include("Taking you to the payment page");
    answer();
    expect(await checkout.hears("malipo-redirect")).to.have.length(1);
  });

  it("goes to the page when only the answer was damaged", async () => {
    startWith(() => Promise.resolve(new Response("", { status: 201 })));
    expect((await toPage()).has(".notice")).to.equal(false);
  });

  it("goes to no page that another tab has opened", async () => {
    startWith(() => Promise.resolve(problem(409, "attempt_alive")));
    const checkout = await open(BY_CARD).on("review");
    await checkout.tap("Continue to the card page");
    await checkout.until(
      () => checkout.text.startsWith("You have not finished"),
      "the heading",
    );
    expect(checkout.heard("malipo-redirect")).to.deep.equal([]);
  });

  it("takes one tap from the review when it is the only method", async () => {
    const checkout = await toPage();
    expect(checkout.heard("malipo-redirect")).to.deep.equal([
      { url: "https://cards.example/page/1", orderId: ORDER_ID },
    ]);
    expect(
      checkout.button("Open the payment page").getAttribute("href"),
    ).to.equal("https://cards.example/page/1");
  });

  it("is chosen beside M-Pesa, and needs no number", async () => {
    const checkout = await toMethod();
    await checkout.pick(1);
    expect(checkout.has("#phone")).to.equal(false);
    await checkout.tap("Continue to the card page");
    await checkout.on("redirecting");
    expect(it_.relay.started[0]?.body).to.deep.equal({ method: "card" });
  });

  it("confirms after the return, and takes the order out of the address", async () => {
    const first = await toPage();
    comeBack(ORDER_ID);
    const checkout = await reload(first, BY_CARD).on("confirming");
    expect(location.href).to.equal(before);
    expect(history.state).to.deep.equal({ shop: 1 });
    expect(checkout.heard("malipo-redirect")).to.deep.equal([]);
    expect(checkout.button("Open the payment page")).to.be.instanceOf(
      HTMLAnchorElement,
    );
    it_.relay.pay({ method: "card", receipt: null });
    await checkout.on("succeeded");
    expect(checkout.text).to.include("Card").and.not.include("Receipt");
  });

  it("believes nothing of the return: declined is what the relay says", async () => {
    const first = await toPage();
    comeBack(ORDER_ID);
    it_.relay.fail({ failure: failure("declined") });
    const checkout = await reload(first, BY_CARD).on("failed");
    await checkout.tap("Try again");
    expect(checkout.screen).to.equal("review");
    expect(checkout.has(".stepper")).to.equal(false);
  });

  describe("for an order that this browser does not know", () => {
    const elsewhere = "ord_CCCCCCCCCCCCCCCCCCCCCC";
    const arrive = (query: string): void => {
      history.replaceState(null, "", `/shop?${query}&/a=%7e#/checkout?x`);
    };
    /** With a code that opens the order. */
    const arriveWithCode = (): void => {
      it_.relay.order = pendingBy(cardAttempt());
      arrive(`malipo_order=${ORDER_ID}&malipo_code=rc_good`);
    };
    const left = "/shop?/a=%7e#/checkout?x";
    const address = (): string => location.href.slice(location.origin.length);

    for (const code of ["", "&malipo_code=rc_bad"])
      it(`asks before a new order, with the code ${code}`, async () => {
        arrive(`malipo_order=${elsewhere}${code}`);
        const checkout = await open().on("unavailable");
        expect(it_.relay.created).to.have.length(0);
        expect(address()).to.equal(left);
        expect(checkout.text).to.include(elsewhere);
        expect(checkout.heard("malipo-error")).to.deep.equal([
          { code: "order_elsewhere", recoverable: true, orderId: elsewhere },
        ]);
        await checkout.element.refresh();
        expect(checkout.screen).to.equal("unavailable");
        await checkout.tap("Start a new payment");
        await checkout.on("review");
        // And the relay is not told to send the next shopper there.
        const { href: returnUrl } = location;
        expect(it_.relay.created[0]?.body).to.include({ returnUrl });
      });

    it("shows how it stands, by the code", async () => {
      arriveWithCode();
      const checkout = await open().on("confirming");
      expect(address()).to.equal(left);
      await reload(checkout).on("redirecting");
      expect(it_.relay.created).to.have.length(0);
    });

    it("shows it for other goods as well, and keeps those apart", async () => {
      arriveWithCode();
      const cart = OTHER_CART;
      const checkout = await open({ cart }).on("confirming");
      await reload(checkout, { cart }).on("review");
    });

    for (const [what, attributes] of [
      ["an empty cart", { cart: "[]" }],
      ["nothing to pay", {}],
    ] as const) {
      it(`shows how it stands, by the code, with ${what}`, async () => {
        arriveWithCode();
        const checkout = await open(attributes).on("confirming");
        expect(address()).to.equal(left);
        // The cart comes late: the order stays, whatever is in it.
        for (const cart of [OTHER_CART, CART]) {
          await checkout.set("cart", cart);
          expect(checkout.screen).to.equal("confirming");
        }
        await checkout.set("methods", "card");
        await checkout.on("confirming");
        expect(it_.relay.created.length).to.equal(0);
      });

      it(`asks, with ${what}, also when the cart comes late`, async () => {
        arrive(`malipo_order=${elsewhere}`);
        const checkout = await open(attributes).on("unavailable");
        expect(checkout.text).to.include(elsewhere);
        checkout.element.setAttribute("cart", CART);
        await checkout.set("methods", "mpesa card");
        await checkout.on("unavailable");
        expect(it_.relay.created.length).to.equal(0);
        await checkout.tap("Start a new payment");
        await checkout.on("review");
        expect(it_.relay.created.length).to.equal(1);
      });
    }

    it("has nothing more to show when the cart stays empty", async () => {
      arrive(`malipo_order=${elsewhere}`);
      const checkout = await open({ cart: "[]" }).on("unavailable");
      await checkout.tap("Start a new payment");
      await checkout.on("idle");
    });

    it("asks again when the page writes the part that holds the element anew", async () => {
      arrive(`malipo_order=${elsewhere}&malipo_code=rc_bad`);
      const checkout = await open().on("unavailable");
      checkout.element.remove();
      const again = await open().on("unavailable");
      expect(it_.relay.created.length).to.equal(0);
      expect(it_.relay.calls(/token$/)).to.have.length(1);
      await again.tap("Start a new payment");
      await again.on("review");
      await reload(again).on("review");
      expect(it_.relay.created.length).to.equal(1);
    });

    it("spends the code once when the element is moved before the answer", async () => {
      arriveWithCode();
      const checkout = open();
      await checkout.until(
        () => it_.relay.calls(/token$/).length === 1,
        "the exchange",
      );
      document.body.append(checkout.element);
      await checkout.on("confirming");
      const codes = it_.relay
        .calls(/token$/)
        .filter(({ body }) => "code" in (body as object));
      expect(codes).to.have.length(1);
    });

    it("leaves it to a checkout that has something to pay", async () => {
      const other = await open({ cart: OTHER_CART }).on("review");
      arrive(`malipo_order=${elsewhere}`);
      const empty = await open({ cart: "[]" }).on("idle");
      other.element.requestUpdate();
      await other.on("unavailable");
      expect(empty.screen).to.equal("idle");
    });

    it("keeps the code when the relay can't be reached", async () => {
      arriveWithCode();
      it_.relay.instead(/\/token$/, () => problem(500, "internal_error"));
      const checkout = await open().on("unavailable");
      await checkout.tap("Try again");
      await checkout.on("confirming");
    });
  });

  it("shows an order that this browser knows, though the cart is empty now", async () => {
    const first = await toPage();
    comeBack(ORDER_ID);
    await reload(first, { cart: "[]" }).on("confirming");
    expect(location.href).to.equal(before);
  });

  it("asks for an order that this browser knew and the relay does not open any more", async () => {
    const first = await toPage();
    comeBack(ORDER_ID);
    it_.relay.instead(/\/token$/, () => problem(404, "not_found"));
    const checkout = await reload(first).on("unavailable");
    expect(checkout.text).to.include(ORDER_ID);
    expect(it_.relay.created).to.have.length(1);
  });

  describe("after coming back without paying", () => {
    const unfinished = async (checkout: Checkout): Promise<void> => {
      await checkout.until(
        () =>
          checkout.text.startsWith("You have not finished on the card page"),
        "the heading",
      );
      expect(checkout.has(".spinner")).to.equal(false);
      expect(checkout.button("Continue there").getAttribute("href")).to.equal(
        "https://cards.example/page/1",
      );
    };

    it("says so on the page that the browser kept", async () => {
      const checkout = await toPage();
      expect(checkout.text).to.include("Taking you to the payment page");
      window.dispatchEvent(
        new PageTransitionEvent("pagehide", { persisted: true }),
      );
      window.dispatchEvent(
        new PageTransitionEvent("pageshow", { persisted: true }),
      );
      await unfinished(checkout);
    });

    it("says so when the shop's page has opened it elsewhere", async () => {
      const checkout = await toPage();
      window.dispatchEvent(new Event("focus"));
      await unfinished(checkout);
    });

    it("says so on a page that was loaded again", async () => {
      const checkout = await reload(await toPage(), {
        cart: CART,
        methods: "card",
      }).on("redirecting");
      await unfinished(checkout);
      expect(checkout.heard("malipo-redirect")).to.deep.equal([]);
    });

    it("calls the page of another method by no name", async () => {
      const redirect = cardAttempt({ method: "cowries" });
      const checkout = await handOver(it_, pendingBy(redirect), "redirecting");
      expect(checkout.text)
        .to.include("You have not finished on the payment page")
        .and.not.match(/card/i);
    });

    it("shows a payment that was made there after all", async () => {
      const checkout = await handOver(
        it_,
        pendingBy(cardAttempt()),
        "redirecting",
      );
      it_.relay.pay({ method: "card" });
      await checkout.on("succeeded");
    });

    it("leaves the page for another way only if the relay agrees", async () => {
      const checkout = await handOver(
        it_,
        pendingBy(cardAttempt()),
        "redirecting",
      );
      await checkout.tap("Pay another way");
      await checkout.on("method");
      expect(it_.relay.calls(/cancel$/)).to.have.length(1);
    });
  });

  it("does not leave by itself for an attempt that it did not start", async () => {
    const order = pendingBy(cardAttempt());
    const checkout = await handOver(it_, order, "redirecting");
    expect(checkout.heard("malipo-redirect")).to.deep.equal([]);
  });
});
