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
  it("hands the lines over and prices by what the function says, at once or later", async () => {
    const amount = "200";
    const good = {
      ...GOOD,
      adjustments: [{ kind: "delivery", label: "Nairobi", amount } as const],
      reference: "CART-77",
    };
    const functions: ResolveCart[] = [
      () => good,
      (lines) => Promise.resolve(lines === LINES ? good : (undefined as never)),
    ];
    for (const resolveCart of functions)
      expect(await price(resolveCart)).toMatchObject({
        ok: true,
        value: {
          reference: "CART-77",
          lines: [{ sku: "A", amount: { value: 500_000 } }],
          adjustments: [{ kind: "delivery", amount: { value: 20_000 } }],
        },
      });
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

  it("calls a product that is left out unknown, and a reference that is left out none", async () => {
    expect(await price(() => ({ ...GOOD, products: [] }))).toMatchObject({
      code: "unknown_sku",
    });
    const priced = await price(() => GOOD);
    expect(priced.ok && priced.value.reference).toBeNull();
  });

  it.each<[string, ResolveCart]>([
    [
      "throws",
      () => {
        throw new Error("no database");
      },
    ],
    ["rejects", () => Promise.reject(new Error("no database"))],
    ["answers another shape", () => ({ currency: "KES" }) as never],
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
