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
  kes,
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
  skipReview: false,
  locale: "en",
  customer: null,
  returnUrl: "https://shop.example/",
});

describe("decideStored", () => {
  /** The stored order was made from this source. */
  const SAME = "same source";
  const failed = openOrder({ status: "failed" });
  const old = paidOrder({ outcome: outcome({ at: at(-31 * 60_000) }) });
  const table: readonly (readonly [
    what: string,
    order: Order,
    source: Source,
    stored: typeof SAME | "",
    named: "named" | "",
    verdict: string,
  ])[] = [
    ["open, same cart", order(), CART, SAME, "", "show"],
    ["open, its lines are the cart's", order(), CART, "", "", "show"],
    ["open, another cart", order(), OTHER, "", "", "change"],
    ["open, another cart, named", order(), OTHER, "", "named", "show"],
    ["failed, same cart", failed, CART, SAME, "", "show"],
    ["failed, another cart", failed, OTHER, "", "", "replace"],
    ["pending, another cart", pendingOrder(), OTHER, "", "", "show"],
    ["paid just now", paidOrder(), CART, SAME, "", "show"],
    ["paid just now, another cart", paidOrder(), OTHER, "", "", "replace"],
    ["paid long ago", old, CART, SAME, "", "replace"],
    ["paid long ago, named", old, CART, SAME, "named", "show"],
    ["expired just now", closedOrder("expired"), CART, "", "", "show"],
    ["open, same token", order(), TOKEN, SAME, "", "show"],
    ["open, another token", order(), TOKEN, "", "", "replace"],
    ["open, a link", order(), LINK, "", "", "replace"],
    ["failed, a link", failed, LINK, "", "", "show"],
    ["paid long ago, handed over", old, HANDED, "", "", "show"],
  ];
  for (const [what, order, source, stored, named, verdict] of table)
    it(`will ${verdict} an order that is ${what}`, () => {
      const print = stored && sourceFingerprint(source);
      const did = decideStored(order, config(source), print, named !== "");
      expect(did).to.equal(verdict);
    });
});

describe("sourceFingerprint", () => {
  type Lines = Record<string, number>;
  const print = (...lines: readonly Lines[]): string =>
    sourceFingerprint({
      type: "cart",
      lines: lines
        .flatMap((line) => Object.entries(line))
        .map(([sku, quantity]) => ({ sku, quantity })),
    });

  for (const [what, one, other] of [
    ["the order of lines", print({ a: 1, b: 2 }), print({ b: 2, a: 1 })],
    ["a line in two parts", print({ a: 2 }), print({ a: 1 }, { a: 1 })],
    // The relay compares by NFC.
    [
      "how letters are composed",
      print({ "\u00c9": 1 }),
      print({ "E\u0301": 1 }),
    ],
  ] as const)
    it(`does not care for ${what}`, () => {
      expect(one).to.equal(other);
    });

  it("does not take other quantities or goods for the same", () => {
    const prints = [
      { 1: 2 },
      { 2: 1 },
      { "1 2": 1 },
      { A: 1 },
      { "\uff21": 1 },
    ];
    expect(new Set(prints.map((lines) => print(lines))).size).to.equal(5);
  });
});

describe("toCreateOrder", () => {
  it("sends what the protocol takes, and nothing else", () => {
    const context = { locale: "en", returnUrl: "https://shop.example/" };
    const amount = kes(100);
    for (const [source, own] of [
      [CART, { lines: [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }] }],
      [TOKEN, { cartToken: "a.b.signature" }],
      [LINK, { paymentLink: LINK_ID, amount, quantity: 2 }],
    ] as const)
      expect(
        toCreateOrder(config(source), { amount, quantity: 2 }),
      ).to.deep.equal({
        ...own,
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
  const key = `malipo:v1:${RELAY}:full`;
  const writeWhileFull = (n: number): void => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    writeStored(key, { n });
    if (setItem) Object.defineProperty(Storage.prototype, "setItem", setItem);
  };
  afterEach(() => {
    localStorage.removeItem(key);
  });

  for (const [what, act] of [
    [
      "is read as long as nothing else is stored",
      () => {
        writeStored(key, { n: 1 });
        writeWhileFull(2);
      },
    ],
    [
      "does not shadow what this page stores later",
      () => {
        writeWhileFull(1);
        writeStored(key, { n: 2 });
      },
    ],
    [
      "does not shadow what another tab stores later",
      () => {
        writeWhileFull(1);
        localStorage.setItem(key, '{"n":2}');
      },
    ],
  ] as const)
    it(what, () => {
      act();
      expect(readStored(key)).to.deep.equal({ n: 2 });
    });
});
