import { expect } from "@open-wc/testing";
import type { Order } from "@malipo/protocol";
import { readStored, writeStored } from "../src/intent-store.ts";
import { decideStored } from "../src/open-order.ts";
import { emitOnce } from "../src/outcome-ledger.ts";
import type { CheckoutConfig, Source } from "../src/source.ts";
import { sourceFingerprint, toCreateOrder } from "../src/source.ts";
import {
  at,
  closedOrder,
  LINK_ID,
  openOrder,
  order,
  ORDER_ID,
  outcome,
  paidOrder,
  pendingOrder,
  RELAY,
} from "./support/orders.ts";

const CART: Source = {
  type: "cart",
  lines: [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }],
};
const OTHER: Source = { type: "cart", lines: [{ sku: "OTHER", quantity: 1 }] };
const TOKEN: Source = { type: "cart_token", cartToken: "a.b.signature" };
const LINK: Source = { type: "link", paymentLink: LINK_ID };
const HANDED: Source = { type: "order", orderId: ORDER_ID, resumeSecret: "s" };

const config = (source: Source): CheckoutConfig => ({
  relay: RELAY,
  source,
  name: "cart:0",
  wanted: [],
  locale: "en",
  customer: null,
  returnUrl: "https://shop.example/",
});

describe("decideStored", () => {
  const failed = openOrder({ status: "failed" });
  const old = paidOrder({ outcome: outcome({ at: at(-31 * 60_000) }) });
  const table: readonly (readonly [
    what: string,
    order: Order,
    source: Source,
    print: string,
    named: boolean,
    verdict: string,
  ])[] = [
    ["open, same cart", order(), CART, sourceFingerprint(CART), false, "show"],
    ["open, its lines are the cart's", order(), CART, "", false, "show"],
    ["open, another cart", order(), OTHER, "", false, "change"],
    ["open, another cart, named", order(), OTHER, "", true, "show"],
    ["failed, same cart", failed, CART, sourceFingerprint(CART), false, "show"],
    ["failed, another cart", failed, OTHER, "", false, "replace"],
    ["pending, another cart", pendingOrder(), OTHER, "", false, "show"],
    [
      "paid just now",
      paidOrder(),
      CART,
      sourceFingerprint(CART),
      false,
      "show",
    ],
    ["paid just now, another cart", paidOrder(), OTHER, "", false, "replace"],
    ["paid long ago", old, CART, sourceFingerprint(CART), false, "replace"],
    ["paid long ago, named", old, CART, sourceFingerprint(CART), true, "show"],
    ["expired just now", closedOrder("expired"), CART, "", false, "show"],
    [
      "open, same token",
      order(),
      TOKEN,
      sourceFingerprint(TOKEN),
      false,
      "show",
    ],
    ["open, another token", order(), TOKEN, "", false, "replace"],
    ["open, a link", order(), LINK, "", false, "replace"],
    ["failed, a link", failed, LINK, "", false, "show"],
    ["paid long ago, handed over", old, HANDED, "", false, "show"],
  ];
  for (const [what, stored, source, print, named, verdict] of table)
    it(`will ${verdict} an order that is ${what}`, () => {
      expect(decideStored(stored, config(source), print, named)).to.equal(
        verdict,
      );
    });
});

describe("sourceFingerprint", () => {
  it("does not care about the order of lines", () => {
    const lines = [
      { sku: "a", quantity: 1 },
      { sku: "b", quantity: 2 },
    ];
    expect(sourceFingerprint({ type: "cart", lines })).to.equal(
      sourceFingerprint({ type: "cart", lines: lines.toReversed() }),
    );
  });

  it("does not care how letters are composed: the relay compares by NFC", () => {
    const print = (sku: string): string =>
      sourceFingerprint({ type: "cart", lines: [{ sku, quantity: 1 }] });
    expect(print("CAFE\u0301")).to.equal(print("CAF\u00c9"));
    expect(print("\uff21")).not.to.equal(print("A"));
  });

  it("does not take other quantities or goods for the same", () => {
    const print = (sku: string, quantity: number): string =>
      sourceFingerprint({ type: "cart", lines: [{ sku, quantity }] });
    expect(
      new Set([print("1", 2), print("2", 1), print("1 2", 1)]).size,
    ).to.equal(3);
  });
});

describe("toCreateOrder", () => {
  it("sends what the protocol takes, and nothing else", () => {
    const context = { locale: "en", returnUrl: "https://shop.example/" };
    const amount = { value: 100, currency: "KES" };
    expect(toCreateOrder(config(CART), null)).to.deep.equal({
      lines: [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }],
      ...context,
    });
    expect(toCreateOrder(config(TOKEN), null)).to.deep.equal({
      cartToken: "a.b.signature",
      ...context,
    });
    expect(toCreateOrder(config(LINK), amount)).to.deep.equal({
      paymentLink: LINK_ID,
      amount,
      ...context,
    });
    expect(toCreateOrder(config(LINK), null)).to.not.have.property("amount");
    expect(toCreateOrder(config(HANDED), null)).to.equal(null);
  });
});

describe("emitOnce", () => {
  /** Resolves when every lock that was asked for has been granted or refused. */
  const decided = async (): Promise<void> => {
    await navigator.locks.request(crypto.randomUUID(), () => undefined);
  };
  const told = async (id: string, times: number): Promise<number> => {
    let count = 0;
    for (let i = 0; i < times; i++)
      emitOnce(RELAY, id, () => {
        count++;
      });
    await decided();
    return count;
  };

  it("tells an outcome once, however often it is heard", async () => {
    expect(await told("once", 5)).to.equal(1);
    expect(await told("once", 5)).to.equal(0);
    expect(await told("other", 1)).to.equal(1);
  });

  it("does not tell what another tab is telling", async () => {
    let release: (() => void) | undefined;
    const key = `malipo:v1:${RELAY}:told`;
    const other = navigator.locks.request(
      `${key}held`,
      () =>
        new Promise<void>((done) => {
          release = done;
        }),
    );
    await decided();
    expect(await told("held", 1)).to.equal(0);
    release?.();
    await other;
  });

  it("tells once without locks as well", async () => {
    const real = Object.getOwnPropertyDescriptor(Navigator.prototype, "locks");
    Reflect.deleteProperty(Navigator.prototype, "locks");
    let count = 0;
    for (let i = 0; i < 3; i++)
      emitOnce(RELAY, "lockless", () => {
        count++;
      });
    if (real) Object.defineProperty(Navigator.prototype, "locks", real);
    expect(count).to.equal(1);
    await decided();
  });
});

describe("what can't be written", () => {
  const setItem = Object.getOwnPropertyDescriptor(Storage.prototype, "setItem");
  const whileFull = (act: () => void): void => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    act();
    if (setItem) Object.defineProperty(Storage.prototype, "setItem", setItem);
  };
  const key = `malipo:v1:${RELAY}:full`;
  afterEach(() => {
    localStorage.removeItem(key);
  });

  it("is read as long as nothing else is stored", () => {
    writeStored(key, { n: 1 });
    whileFull(() => {
      writeStored(key, { n: 2 });
    });
    expect(readStored(key)).to.deep.equal({ n: 2 });
  });

  it("does not shadow what this page stores later", () => {
    whileFull(() => {
      writeStored(key, { n: 1 });
    });
    writeStored(key, { n: 2 });
    expect(readStored(key)).to.deep.equal({ n: 2 });
  });

  it("does not shadow what another tab stores later", () => {
    whileFull(() => {
      writeStored(key, { n: 1 });
    });
    localStorage.setItem(key, '{"n":2}');
    expect(readStored(key)).to.deep.equal({ n: 2 });
  });
});
