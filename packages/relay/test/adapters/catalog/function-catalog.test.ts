import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { createFunctionCatalog } from "../../../src/adapters/catalog/function-catalog.ts";
import type { ResolveCart } from "../../../src/adapters/catalog/function-catalog.ts";
import { MemoryLog } from "../../support/memory-log.ts";

const LINES = [{ sku: "A", quantity: 2 }];
const GOOD = {
  currency: "KES",
  products: [{ sku: "A", name: "Shirt", price: "2500" }],
};

let log: MemoryLog;
beforeEach(() => {
  log = new MemoryLog();
});

const price = (resolveCart: ResolveCart, timeoutMs = 5000) =>
  createFunctionCatalog({ resolveCart, log, timeoutMs }).price(LINES);

describe("createFunctionCatalog", () => {
  it("prices by what the function says, at once or later", async () => {
    for (const resolveCart of [() => GOOD, () => Promise.resolve(GOOD)]) {
      const priced = await price(resolveCart);
      expect(priced).toMatchObject({
        ok: true,
        value: {
          reference: null,
          lines: [{ sku: "A", amount: { value: 500_000 } }],
        },
      });
    }
  });

  it("leaves no rejection unheard when the function throws at once and the time then ends", async () => {
    const unheard: unknown[] = [];
    const note = (reason: unknown): void => void unheard.push(reason);
    process.on("unhandledRejection", note);
    let ended: Promise<unknown> = Promise.resolve();
    const priced = await price((_lines, { signal }) => {
      ended = once(signal, "abort");
      throw new Error("no database");
    }, 20);
    expect(priced).toMatchObject({ ok: false, code: "catalog_unavailable" });
    await ended;
    await setImmediate();
    process.off("unhandledRejection", note);
    expect(unheard).toEqual([]);
  });

  it("hands the lines over and takes a reference", async () => {
    const priced = await price((lines) => {
      expect(lines).toEqual(LINES);
      return { ...GOOD, reference: "CART-77" };
    });
    expect(priced).toMatchObject({ value: { reference: "CART-77" } });
  });

  it("calls a product that is left out unknown", async () => {
    expect(await price(() => ({ ...GOOD, products: [] }))).toMatchObject({
      code: "unknown_sku",
    });
  });

  it.each<[string, ResolveCart]>([
    [
      "throws",
      () => {
        throw new Error("no database");
      },
    ],
    ["rejects", () => Promise.reject(new Error("no database"))],
    [
      "answers another shape",
      () => ({ currency: "KES", products: [{ sku: "A" }] }) as never,
    ],
    ["answers nothing", () => undefined as never],
    ["names an impossible reference", () => ({ ...GOOD, reference: "a b" })],
  ])("has no prices when the function %s", async (_what, resolveCart) => {
    expect(await price(resolveCart)).toMatchObject({
      code: "catalog_unavailable",
    });
    expect(log.messages("error")).toEqual(["resolveCart returned no prices"]);
  });

  it("stops waiting, and tells the function so", async () => {
    let signal: AbortSignal | undefined;
    const priced = await price((_lines, context) => {
      signal = context.signal;
      return new Promise(() => undefined);
    }, 20);
    expect(priced).toMatchObject({ code: "catalog_unavailable" });
    expect(signal?.aborted).toBe(true);
  });
});
