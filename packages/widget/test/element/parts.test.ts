/** An order that is paid in parts: the deposit or all, a part that arrives, and the rest. */
import { expect } from "@open-wc/testing";
import { withRelay } from "../support/harness.ts";
import type { Checkout } from "../support/harness.ts";
import { kes, paybillAttempt } from "../support/orders.ts";
import { showScene } from "../support/show-scene.ts";

describe("an order that is paid in parts", () => {
  const it_ = withRelay();

  const payOn = async (checkout: Checkout): Promise<unknown> => {
    await checkout.type("0712345678", "#phone");
    checkout.find(".foot .primary").click();
    await checkout.until(() => it_.relay.started.length > 0, "the attempt");
    return it_.relay.started[0]?.body;
  };

  it("asks for the deposit unless the shopper wants to pay all", async () => {
    const checkout = await showScene(it_.relay, "method-deposit", {});
    expect(checkout.textOf(".foot")).to.include("Pay KES 750");
    expect(await payOn(checkout)).to.include({ part: "deposit" });
  });

  it("asks for all where the shopper wants that", async () => {
    const checkout = await showScene(it_.relay, "method-deposit", {});
    checkout.all("[part=deposit] input")[1]?.click();
    await checkout.element.updateComplete;
    expect(checkout.textOf(".foot")).to.include("Pay KES 9,200");
    expect(await payOn(checkout)).not.to.have.property("part");
  });

  it("offers the methods that fit the sum, and says why another doesn't", async () => {
    const checkout = await showScene(it_.relay, "method-deposit-limits", {});
    const chosen = () =>
      checkout.find("[name=method]:checked").getAttribute("aria-label");
    const isOff = () =>
      checkout.find("[aria-label='M-Pesa']").matches(":disabled");
    expect([chosen(), isOff()]).to.deep.equal(["M-Pesa", false]);
    checkout.all("[part=deposit] input")[1]?.click();
    await checkout.element.updateComplete;
    expect([chosen(), isOff()]).to.deep.equal(["Card", true]);
    expect(checkout.textOf("#mpesa")).to.equal("For up to KES 2,500");
    expect(checkout.textOf(".foot")).to.include("card page");
    checkout.all("[part=deposit] input")[0]?.click();
    await checkout.element.updateComplete;
    expect([chosen(), isOff()]).to.deep.equal(["M-Pesa", false]);
  });

  it("leads to the receipt of what is paid", async () => {
    const checkout = await showScene(it_.relay, "method-part-paid", {});
    expect(checkout.button("Receipt").getAttribute("href")).to.include(
      "/receipts/",
    );
  });

  for (const [what, scene, paid, pending, says, not] of [
    [
      "all of it",
      "cancelled-refunded",
      100_000,
      0,
      "has refunded KES 1,000.",
      "looking into",
    ],
    [
      "some of it",
      "cancelled-refunded",
      40_000,
      0,
      "has refunded KES 400 of it.",
      "No money",
    ],
    [
      "it soon",
      "cancelled-refunded",
      0,
      100_000,
      "A refund of KES 1,000 is on its way.",
      "No money",
    ],
  ] as const)
    it(`says what was sent back after the end: ${what}`, async () => {
      const checkout = await showScene(it_.relay, scene, {});
      const state =
        paid === 100_000 ? "refunded" : paid ? "partly_refunded" : "paid";
      it_.relay.change({
        flags: { late: false, overpaid: false, review: state !== "refunded" },
        refunds: { state, paid: kes(paid), pending: kes(pending) },
      });
      await checkout.until(() => checkout.text.includes(says), says);
      expect(checkout.text).not.to.include(not);
      expect(checkout.text).not.to.include("doesn't match");
      expect(checkout.text.includes("is looking into this order")).to.equal(
        state !== "refunded",
      );
      expect(checkout.button("Receipt").getAttribute("href")).to.include(
        "/receipts/",
      );
    });

  it("says what is paid and what is due when a part arrives, and offers the methods", async () => {
    const checkout = await showScene(it_.relay, "waiting-part", {});
    it_.relay.change({
      status: "open",
      amountPaid: kes(300_000),
      amountDue: kes(620_000),
      attempt: paybillAttempt({ status: "succeeded", action: null }),
    });
    await checkout.on("method");
    expect(checkout.textOf("[part=part-paid]")).to.equal(
      "You have paid KES 3,000. KES 6,200 is still due.",
    );
    expect(checkout.textOf("[part~=due]")).to.include("KES 6,200");
    expect(checkout.textOf(".foot")).to.include("Pay KES 6,200");
    expect(await payOn(checkout)).not.to.have.property("part");
  });

  it("doesn't say that no money was taken when its time is over", async () => {
    const checkout = await showScene(it_.relay, "method-part-paid", {});
    it_.relay.change({
      status: "expired",
      outcome: {
        ...{ id: "out_1", status: "expired", method: null, receipt: null },
        ...{ amount: kes(920_000), at: new Date(0).toISOString(), late: false },
      },
    });
    await checkout.on("expired");
    expect(checkout.text).not.to.include("No money was taken");
  });
});
