import { expect } from "@open-wc/testing";
import type { PaymentLink } from "@malipo/protocol";
import { never, problem } from "../support/answers.ts";
import { keysOf } from "../support/fake-relay.ts";
import { kes, LINK_ID, paymentLink } from "../support/orders.ts";
import type { Checkout } from "../support/harness.ts";
import { open, reload, withRelay } from "../support/harness.ts";

const LINK = { "payment-link": LINK_ID };
/** The shopper says how much. */
const OPEN = { amount: null, min: kes(10000), max: kes(5000000) };

describe("a payment link", () => {
  const it_ = withRelay();
  const toLink = (change?: Partial<PaymentLink>): Promise<Checkout> => {
    it_.relay.link = paymentLink(change);
    return open(LINK).on("review");
  };

  it("is shown before there is an order", async () => {
    const checkout = await toLink();
    expect(checkout.text)
      .to.include("School fees, term 3")
      .and.include("KES 12,500");
    expect(checkout.heard("malipo-ready")).to.deep.equal([{ orderId: null }]);
    expect(it_.relay.created).to.have.length(0);
  });

  it("with a fixed amount becomes an order without an amount from the page", async () => {
    const checkout = await toLink();
    await checkout.proceed();
    expect(it_.relay.created[0]?.body)
      .to.include({ paymentLink: LINK_ID })
      .and.not.have.property("amount");
    expect(checkout.button("Pay").textContent).to.include("12,500");
  });

  it("is paid at once where there is one method that asks for nothing", async () => {
    it_.relay.methods = [
      { id: "mpesa", available: false, reason: "currency" },
      { id: "paybill", available: true },
    ];
    const checkout = await toLink();
    await checkout.tap("Continue");
    await checkout.on("waiting");
    expect(it_.relay.started).to.have.length(1);
  });

  it("says so where its one method can't be used", async () => {
    it_.relay.methods = [
      { id: "paybill", available: false, reason: "above_max" },
    ];
    const checkout = await toLink();
    await checkout.proceed();
    expect(checkout.text).to.include("Not available for this order");
    expect(it_.relay.started).to.have.length(0);
  });

  it("with an open amount asks for it, in minor units by whole numbers", async () => {
    const checkout = await toLink(OPEN);
    expect(checkout.textOf("#hint")).to.include("From KES 100 to KES 50,000");
    await checkout.type("1,234.50", "#amount");
    await checkout.proceed();
    expect(it_.relay.created[0]?.body).to.deep.include({ amount: kes(123450) });
    // Another amount is another order.
    await checkout.tap("Back");
    await checkout.type("200", "#amount");
    await checkout.proceed();
    expect(it_.relay.created[1]?.body).to.deep.include({ amount: kes(20000) });
    expect(keysOf(it_.relay.created).size).to.equal(2);
  });

  it("goes back to the same order when the amount stays", async () => {
    const checkout = await toLink();
    await checkout.proceed();
    await checkout.tap("Back");
    await checkout.proceed();
    expect(it_.relay.created).to.have.length(1);
  });

  for (const wrong of ["", "99.99", "50000.01", "12,34", "abc", "-5"])
    it(`refuses ${JSON.stringify(wrong)} as an amount`, async () => {
      const checkout = await toLink(OPEN);
      await checkout.type(wrong, "#amount");
      await checkout.tap("Continue");
      expect(checkout.find("#amount").ariaInvalid).to.equal("true");
      expect(checkout.textOf("#hint")).to.include("Enter an amount like");
      await checkout.until(
        () => checkout.root.activeElement?.id === "amount",
        "the focus",
      );
      expect(it_.relay.created).to.have.length(0);
    });

  for (const [what, min, max, words] of [
    ["no limits", null, null, ""],
    ["a least", kes(10000), null, "From KES 100"],
    ["a most", null, kes(20000), "Up to KES 200"],
  ] as const)
    it(`tells ${what}`, async () => {
      const checkout = await toLink({ amount: null, min, max });
      expect(checkout.textOf("#hint")).to.equal(words);
    });

  describe("that sells pieces and asks", () => {
    const ASKING: Partial<PaymentLink> = {
      amount: kes(50_000),
      imageUrl: "https://shop.example/cake.jpg",
      quantity: { min: 1, max: 3 },
      remainingStock: 3,
      fields: [
        { id: "name", label: "Child", required: true, type: "text" },
        { id: "age", label: "Age", required: false, type: "number" },
        {
          ...{ id: "size", label: "Size", required: false, type: "choice" },
          choices: ["S", "M"],
        },
      ],
    };

    it("sends how many and the answers, priced by what the relay says of one", async () => {
      const checkout = await toLink(ASKING);
      expect(checkout.text)
        .to.include("Only 3 left")
        .and.include("Age (optional)");
      await checkout.tap("One more: How many");
      await checkout.tap("One more: How many");
      expect(checkout.text).to.include("KES 1,500");
      expect(checkout.button("One more: How many").ariaDisabled).to.equal(
        "true",
      );
      await checkout.type("Asha", "#answer-name");
      await checkout.tap("Continue");
      await checkout.until(() => it_.relay.created.length > 0, "an order");
      expect(it_.relay.created[0]?.body)
        .to.deep.include({ quantity: 3, fields: { name: "Asha" } })
        .and.not.have.property("amount");
    });

    /** All that is left when the shopper has chosen three of it. */
    const left = (count: number): PaymentLink =>
      paymentLink({
        ...ASKING,
        quantity: { min: 1, max: Math.max(1, count) },
        remainingStock: count,
        ...(count === 0 && { active: false, reason: "sold_out" }),
      });
    const usedUp = () => problem(409, "link_used_up");
    const toThree = async (): Promise<Checkout> => {
      const checkout = await toLink(ASKING);
      await checkout.tap("One more: How many");
      await checkout.tap("One more: How many");
      await checkout.type("Asha", "#answer-name");
      return checkout;
    };
    const expectTwo = async (checkout: Checkout): Promise<void> => {
      expect(await checkout.notice()).to.equal("Only 2 left");
      expect(checkout.screen).to.equal("review");
      expect(checkout.textOf("[part=quantity] output")).to.equal("2");
      expect(checkout.button("One more: How many").ariaDisabled).to.equal(
        "true",
      );
      expect(checkout.find("#answer-name")).to.have.property("value", "Asha");
      expect(checkout.text).to.include("KES 1,000");
      await checkout.proceed();
      expect(it_.relay.created.at(-1)?.body).to.deep.include({
        quantity: 2,
        fields: { name: "Asha" },
      });
    };

    it("says how many are left when others were faster, and sells those", async () => {
      const checkout = await toThree();
      it_.relay.instead(/orders$/, usedUp);
      it_.relay.link = left(2);
      await checkout.tap("Continue");
      await expectTwo(checkout);
    });

    it("says nothing of that before it is known", async () => {
      const checkout = await toThree();
      it_.relay.instead(/orders$/, usedUp);
      it_.relay.instead(/payment-links/, never);
      await checkout.tap("Continue");
      await checkout.on("loading");
      expect(checkout.has("[role=alert]")).to.equal(false);
    });

    it("says so at the payment, too", async () => {
      const checkout = await toThree();
      await checkout.proceed();
      it_.relay.instead(/attempts$/, usedUp);
      it_.relay.link = left(2);
      await checkout.type("0712345678", "#phone");
      checkout.find(".foot .primary").click();
      await checkout.on("review");
      await expectTwo(checkout);
    });

    it("ends when nothing is left", async () => {
      const checkout = await toThree();
      it_.relay.instead(/orders$/, usedUp);
      it_.relay.link = left(0);
      await checkout.tap("Continue");
      await checkout.on("unavailable");
      expect(checkout.text).to.include("Nothing is left");
    });

    it("asks by any id", async () => {
      const checkout = await toLink({
        fields: [
          { id: "name", label: "Child", required: true, type: "text" },
          { id: "constructor", label: "By", required: false, type: "text" },
        ],
      });
      await checkout.type("Asha", "#answer-name");
      expect(checkout.find("#answer-constructor")).to.have.property(
        "value",
        "",
      );
      await checkout.proceed();
      expect(it_.relay.created[0]?.body).to.deep.include({
        fields: { name: "Asha" },
      });
    });

    for (const [what, age] of [
      ["a missing answer", "7"],
      ["a number that is none", "1,000"],
    ] as const)
      it(`asks again for ${what}`, async () => {
        const checkout = await toLink(ASKING);
        if (age !== "7") await checkout.type("Asha", "#answer-name");
        await checkout.type(age, "#answer-age");
        await checkout.tap("Continue");
        const wrong = age === "7" ? "name" : "age";
        expect(checkout.find(`#answer-${wrong}`).ariaInvalid).to.equal("true");
        await checkout.until(
          () => checkout.root.activeElement?.id === `answer-${wrong}`,
          "the focus",
        );
        expect(it_.relay.created).to.have.length(0);
      });
  });

  it("offers amounts beside an open one", async () => {
    const suggestedAmounts = [kes(20_000), kes(150_000)];
    const checkout = await toLink({ ...OPEN, suggestedAmounts });
    await checkout.tap("KES 1,500");
    await checkout.proceed();
    expect(it_.relay.created[0]?.body).to.deep.include({
      amount: kes(150_000),
    });
  });

  for (const [reason, inactiveMessage, said] of [
    ["used_up", undefined, "Nothing is left"],
    ["expired", undefined, "no longer active"],
    ["sold_out", "Come again in May", "Come again in May"],
  ] as const)
    it(`says why it takes no payments: ${reason}, ${inactiveMessage}`, async () => {
      it_.relay.link = paymentLink({
        active: false,
        reason,
        ...(inactiveMessage && { inactiveMessage }),
      });
      const checkout = await open(LINK).on("unavailable");
      expect(checkout.text).to.include(said);
      expect(checkout.heard("malipo-error")).to.deep.equal([
        {
          code: reason === "expired" ? "link_inactive" : "link_used_up",
          recoverable: false,
        },
      ]);
    });

  it("says so when it is switched off", async () => {
    it_.relay.link = paymentLink({ active: false });
    const checkout = await open(LINK).on("unavailable");
    expect(checkout.text).to.include("no longer active");
  });

  it("says so when there is no such link", async () => {
    const checkout = await open(LINK).on("unavailable");
    expect(checkout.heard("malipo-error")).to.deep.equal([
      { code: "not_found", recoverable: false },
    ]);
  });

  it("stays where it is when the order can't be made", async () => {
    const checkout = await toLink();
    it_.relay.instead(/orders$/, () => problem(422, "link_inactive"));
    await checkout.tap("Continue");
    await checkout.notice();
    expect(checkout.screen).to.equal("review");
    await checkout.proceed();
  });

  it("is a link again after a reload, as long as nobody has tried to pay", async () => {
    const checkout = await toLink();
    await checkout.proceed();
    const again = await reload(checkout, LINK).on("review");
    expect(again.text).to.include("School fees");
  });

  it("shows the payment under way after a reload", async () => {
    const checkout = await toLink();
    await checkout.proceed();
    await checkout.payByPhone();
    await reload(checkout, LINK).on("waiting");
    expect(it_.relay.created).to.have.length(1);
  });
});
