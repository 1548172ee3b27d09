import { describe, expect, it } from "vitest";
import { refusal } from "../support/attempts.ts";
import { KEY, asMerchant, postAsMerchant } from "../support/merchant.ts";
import {
  kes,
  linkOf,
  openBy,
  orderBy,
  startWithLink,
} from "../support/payment-links.ts";
import { startTestRelay } from "../support/test-relay.ts";

describe("a link with questions", () => {
  const FIELDS = [
    { id: "child", label: "Child's name", required: true, type: "text" },
    {
      ...{ id: "size", label: "Size", required: false, type: "choice" },
      choices: ["S", "M"],
    },
  ];

  it("offers choices as answers are kept, of which no two are the same", async () => {
    const ask = (choices: readonly string[]) => ({
      fields: [{ ...FIELDS[1], choices }],
    });
    const { relay, link } = await startWithLink(
      ask([" S  small", "Kg\u00a01", "Cafe\u0301"]),
    );
    const choices = ["S small", "Kg 1", "Caf\u00e9"];
    expect(await linkOf(relay, link)).toMatchObject(ask(choices));
    for (const size of choices)
      expect((await orderBy(relay, link, { fields: { size } })).status).toBe(
        201,
      );
    const same = await postAsMerchant(relay, "payment-links", {
      amount: kes(1),
      ...ask(["Caf\u00e9", "Cafe\u0301"]),
    });
    expect(refusal(same)).toBe("400 invalid_request");
  });

  it("stores the answers for the merchant alone", async () => {
    const { relay, link } = await startWithLink({ fields: FIELDS });
    expect(await linkOf(relay, link)).toMatchObject({ fields: FIELDS });
    const refused = await orderBy(relay, link, { fields: { size: "XL" } });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      errors: [{ field: "fields.child" }, { field: "fields.size" }],
    });
    const order = await openBy(relay, link, { fields: { child: " Asha " } });
    expect(await relay.read(order)).not.toHaveProperty("fields");
    const history = await asMerchant(relay, `orders/${order.id}`);
    expect(history.body).toMatchObject({
      order: {
        fields: [{ id: "child", label: "Child's name", value: "Asha" }],
      },
    });
    const { text } = await asMerchant(relay, "exports/orders.csv");
    expect(text).toContain('"{""child"":""Asha""}"');
  });
});

describe("a link with more to say", () => {
  it("is shown with it, and loses what is cleared", async () => {
    const more = {
      inactiveMessage: "Come again in May",
      imageUrl: "https://shop.example/cake.jpg",
      successUrl: "https://chat.example/group",
    };
    const { relay, link } = await startWithLink(more);
    expect(await linkOf(relay, link)).toMatchObject(more);
    const order = await openBy(relay, link);
    expect((await relay.read(order)).lines).toMatchObject([
      { imageUrl: more.imageUrl },
    ]);
    const cleared = await relay.request(`/v1/merchant/payment-links/${link}`, {
      method: "PATCH",
      body: JSON.stringify({ inactiveMessage: null, maxPayments: 4 }),
      headers: { ...KEY, "Content-Type": "application/json" },
    });
    expect(cleared.body).toMatchObject({ maxPayments: 4 });
    expect(cleared.body).not.toHaveProperty("inactiveMessage");
  });

  it.each<[string, object, string]>([
    [
      "an image without https",
      { imageUrl: "http://a.example/i.png" },
      "400 invalid_request",
    ],
    [
      "an image at a name that looks local",
      { imageUrl: "http://localhost:1@a.example/i.png" },
      "400 invalid_request",
    ],
    [
      "a page that is a script",
      { successUrl: "javascript:alert(1)" },
      "400 invalid_request",
    ],
    [
      "four questions",
      {
        fields: ["a", "b", "c", "d"].map((id) => ({
          id,
          label: id,
          required: false,
          type: "text",
        })),
      },
      "400 invalid_request",
    ],
    [
      "a quantity that has no price",
      { amount: null, quantity: { min: 1, max: 2 } },
      "400 invalid_request",
    ],
    [
      "a suggestion outside the limits",
      { amount: null, max: kes(5), suggestedAmounts: [kes(6)] },
      "422 amount_out_of_range",
    ],
    [
      "a suggestion in other money",
      { amount: null, suggestedAmounts: [{ value: 6, currency: "USD" }] },
      "422 currency_unsupported",
    ],
  ])("refuses %s", async (_what, wish, expected) => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await postAsMerchant(relay, "payment-links", {
      amount: kes(1),
      ...wish,
    });
    expect(refusal(answer)).toBe(expected);
  });
});
