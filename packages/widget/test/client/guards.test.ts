import { expect } from "@open-wc/testing";
import {
  isOrder,
  parseAttempt,
  parseCreated,
  parseLink,
  parseOrder,
  parseToken,
} from "../../src/client/guards.ts";
import { CheckoutError } from "../../src/errors.ts";
import {
  at,
  attempt,
  cardAttempt,
  failedOrder,
  flexpayAttempt,
  order,
  paidOrder,
  paybillAttempt,
  paymentLink,
  pendingBy,
  pendingOrder,
} from "../support/orders.ts";

/** A copy of `value` with another value at `path`; undefined takes the field away. */
function without(value: unknown, path: string, next?: unknown): unknown {
  const copy: unknown = structuredClone(value);
  const names = path.split(".");
  const last = names.pop() ?? "";
  const owner = names.reduce<unknown>(
    (at, name) => (at as Record<string, unknown>)[name],
    copy,
  ) as Record<string, unknown>;
  if (next === undefined) Reflect.deleteProperty(owner, last);
  else owner[last] = next;
  return copy;
}

describe("isOrder", () => {
  for (const [name, value] of Object.entries({
    open: order(),
    pending: pendingOrder(),
    card: pendingBy(cardAttempt()),
    paybill: pendingBy(paybillAttempt()),
    tag: pendingBy(flexpayAttempt()),
    failed: failedOrder("wrong_pin"),
    paid: paidOrder(),
    "with fields of a newer relay": { ...order(), more: [1] },
  }))
    it(`takes an order that is ${name}`, () => {
      expect(isOrder(value)).to.equal(true);
    });

  const broken: readonly (readonly [path: string, next?: unknown])[] = [
    ["id"],
    ["id", "ord_short"],
    ["version"],
    ["version", "5"],
    ["version", 1.5],
    ["version", -1],
    ["status"],
    ["status", 4],
    ["amount", "2500"],
    ["amount.value", 2500.5],
    ["amount.value", "250000"],
    ["amount.currency", "KSH."],
    ["lines", {}],
    ["lines.0.quantity", "1"],
    ["lines.0.amount.value", null],
    ["methods.0.available", "yes"],
    ["attempt.status"],
    ["attempt.createdAt", "yesterday"],
    ["attempt.action", { type: "paybill", shortCode: 522533, account: "A" }],
    ["attempt.action", { type: "paybill", shortCode: "522533", account: 1 }],
    ["attempt.action", { type: "tag", tag: ["@duka"], narration: "A" }],
    ["attempt.action", { type: "tag", tag: "@duka", narration: {} }],
    ["expiresAt"],
    ["flags.review"],
    ["attempt.promptExpiresAt", 12],
    ["outcome.status"],
    ["outcome.amount"],
    ["outcome.at", ""],
    ["merchant"],
    ["merchant.supportUrl", "javascript:alert(1)"],
    ["currencyExponent", "2"],
    ["serverTime", "now"],
    ["flags", null],
  ];
  for (const [path, next] of broken)
    it(`refuses ${path} as ${JSON.stringify(next) || "missing"}`, () => {
      expect(isOrder(without(paidOrder(), path, next))).to.equal(false);
    });

  it("refuses an address that is no page of the web", () => {
    for (const url of ["javascript:alert(1)", "data:text/html,x", "//x", ""]) {
      const action = { type: "redirect" as const, url };
      const value = pendingBy(cardAttempt({ action }));
      expect(isOrder(value), url).to.equal(false);
    }
  });

  for (const value of [null, undefined, 1, "", "order", [], [order()], true])
    it(`refuses ${JSON.stringify(value)}`, () => {
      expect(isOrder(value)).to.equal(false);
    });
});

describe("readers of bodies", () => {
  const token = { token: "t", tokenExpiresAt: at(1000) };

  it("return what fits", () => {
    const created = { order: order(), resumeSecret: "s", ...token };
    const answer = { attempt: attempt(), order: pendingOrder() };
    expect(parseOrder(created.order)).to.equal(created.order);
    expect(parseToken(token)).to.equal(token);
    expect(parseCreated(created)).to.equal(created);
    expect(parseAttempt(answer)).to.equal(answer);
    const link = paymentLink({ amount: null });
    expect(parseLink(link)).to.equal(link);
  });

  for (const [name, parse, value] of [
    ["order", parseOrder, without(order(), "status")],
    ["token", parseToken, { token: 1, tokenExpiresAt: at(0) }],
    ["created order", parseCreated, { order: order(), ...token }],
    ["attempt", parseAttempt, { attempt: null, order: order() }],
    ["payment link", parseLink, without(paymentLink(), "active")],
  ] as const)
    it(`throw malformed_answer at a bad ${name}`, () => {
      expect(() => parse(value))
        .to.throw(CheckoutError)
        .with.property("code", "malformed_answer");
    });
});
