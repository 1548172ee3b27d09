/** Pages whose libraries have changed the built-in objects, as Prototype 1.6 and MooTools 1.2 do. */
import { expect } from "@open-wc/testing";
import { storeKey } from "../../src/intent-store.ts";
import { CART, open, reload, withRelay } from "../support/harness.ts";
import { RELAY } from "../support/orders.ts";

const spoil = {
  "Array.prototype.toJSON": [Array.prototype, "toJSON", () => "[spoilt]"],
  "Object.prototype.toJSON": [Object.prototype, "toJSON", () => "{spoilt}"],
  "String.prototype.toJSON": [String.prototype, "toJSON", () => "spoilt"],
  "Number.prototype.toJSON": [Number.prototype, "toJSON", () => "spoilt"],
  "Date.prototype.toJSON": [Date.prototype, "toJSON", () => "spoilt"],
  "an enumerable Object.prototype": [
    Object.prototype,
    "each",
    () => "enumerable",
  ],
  "an enumerable Array.prototype": [Array.prototype, "each", () => undefined],
  "a reduce that is not the language's": [
    Array.prototype,
    "reduce",
    function (this: unknown[]) {
      return this.length > 1 ? this : this[0];
    },
  ],
  "an Array.from that takes no function": [
    Array,
    "from",
    (list: ArrayLike<unknown>) => Array.prototype.slice.call(list) as unknown[],
  ],
  "a flatten called flat": [Array.prototype, "flat", () => "flat"],
  "an Array.prototype.entries that is a toArray": [
    Array.prototype,
    "entries",
    function (this: unknown[]) {
      return this.slice();
    },
  ],
  "an Object.keys that names what is inherited": [
    Object,
    "keys",
    (object: object) => {
      const names: string[] = [];
      for (const name in object) names.push(name);
      return names;
    },
  ],
} as const;

describe("on a page with old libraries", () => {
  const it_ = withRelay();

  for (const [what, [target, name, value]] of Object.entries(spoil))
    it(`requests are right: ${what}`, async () => {
      const before = Object.getOwnPropertyDescriptor(target, name);
      Object.defineProperty(target, name, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
      try {
        const first = await open().on("review");
        const checkout = await reload(first, { cart: CART }).on("review");
        await checkout.tap("Continue");
        await checkout.payByPhone();
      } finally {
        if (before) Object.defineProperty(target, name, before);
        else Reflect.deleteProperty(target, name);
      }
      const [created, ...others] = it_.relay.created;
      expect(others).to.deep.equal([]);
      expect(created?.body).to.deep.include({
        lines: [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }],
        locale: "en",
      });
      const [started] = it_.relay.started;
      expect(started?.body).to.deep.equal({
        method: "mpesa",
        phone: "254712345678",
      });
      for (const { headers } of [created, started].filter((it) => !!it))
        expect(headers.get("Idempotency-Key")).to.match(/^[\da-f]{32}$/);
      const kept = Object.keys(localStorage)
        .filter((key) => key.startsWith(storeKey(RELAY, "")))
        .map((key) => localStorage.getItem(key))
        .join();
      expect(kept).not.to.include("spoilt");
    });
});
