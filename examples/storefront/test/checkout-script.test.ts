import { beforeEach, describe, expect, it, vi } from "vitest";

const BLACK = "SHRT-BLK-XL-9981";
const SCRIPT = new URL("../public/checkout.js", import.meta.url).href;

/** As much of a page as the script touches. */
class CheckoutStub extends EventTarget {
  cart: unknown;

  tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

let visits = 0;
async function openCheckout() {
  const checkout = new CheckoutStub();
  const link = { href: "/thanks", hidden: true };
  const count = { textContent: "1" as unknown };
  const found: Record<string, unknown> = {
    "malipo-checkout": checkout,
    "#next": link,
    ".cart-link .count": count,
  };
  const assign = vi.fn();
  const fetch = vi.fn<typeof globalThis.fetch>(() =>
    Promise.resolve(Response.json({ count: 3, next: "/thanks?order=1" })),
  );
  vi.stubGlobal("document", { querySelector: (of: string) => found[of] });
  vi.stubGlobal("location", { assign });
  vi.stubGlobal("fetch", fetch);
  visits += 1;
  await import(`${SCRIPT}?visit=${visits}`);
  /** What the shop was told, one after the other. */
  const told = (): unknown[] =>
    fetch.mock.calls.map(([, { body } = {}]) =>
      body instanceof URLSearchParams ? Object.fromEntries(body) : body,
    );
  return { checkout, link, told, count, assign, fetch };
}

beforeEach(() => {
  vi.unstubAllGlobals();
});

const outcome = (changes: object) => ({
  order: {
    reference: "ORD-20261121-7K3QAB",
    lines: [{ sku: BLACK, quantity: 2, name: "Black Shirt XL" }],
  },
  outcome: {
    status: "paid",
    amount: { value: 500_000, currency: "KES" },
    method: "mpesa",
    receipt: "QKL5A1B2C3",
    ...changes,
  },
});

describe("the checkout page's script", () => {
  it("tells the shop what was paid, stays on the receipt, and shows the way on", async () => {
    const { checkout, link, told, count, assign } = await openCheckout();
    checkout.tell("malipo-outcome", outcome({}));
    await expect.poll(() => link.hidden).toBe(false);
    expect(link.href).toBe("/thanks?order=1");
    expect(count.textContent).toBe(3);
    expect(assign).not.toHaveBeenCalled();
    expect(told()).toEqual([
      {
        reference: "ORD-20261121-7K3QAB",
        amount: "500000",
        method: "mpesa",
        receipt: "QKL5A1B2C3",
        lines: `${BLACK}:2`,
      },
    ]);
  });

  it("leaves fields empty that the outcome does not name", async () => {
    const { checkout, link, told } = await openCheckout();
    checkout.tell("malipo-outcome", outcome({ method: null, receipt: null }));
    await expect.poll(() => link.hidden).toBe(false);
    expect(told()).toMatchObject([{ method: "", receipt: "" }]);
  });

  it("stays on the receipt when the shop does not answer", async () => {
    const { checkout, link, fetch } = await openCheckout();
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    fetch.mockResolvedValue(new Response(null, { status: 503 }));
    checkout.tell("malipo-outcome", outcome({}));
    await expect.poll(() => warn.mock.calls).not.toEqual([]);
    expect(link.hidden).toBe(true);
    warn.mockRestore();
  });

  it.each(["expired", "cancelled"])(
    "stays, with the cart, when the order is %s",
    async (status) => {
      const { checkout, link, fetch } = await openCheckout();
      checkout.tell("malipo-outcome", outcome({ status }));
      expect(link.hidden).toBe(true);
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  it("keeps the shop's cart in step with the checkout", async () => {
    const { checkout, count, assign, fetch } = await openCheckout();
    const lines = [{ sku: BLACK, quantity: 3 }];
    checkout.tell("malipo-cartchange", { lines });
    await expect.poll(() => count.textContent).toBe(3);
    expect(fetch.mock.calls[0]).toMatchObject([
      "/cart",
      { method: "PUT", body: `${BLACK}:3` },
    ]);
    expect(checkout.cart).toEqual(lines);
    expect(assign).not.toHaveBeenCalled();
  });

  it("goes to the empty cart when the last shirt is gone", async () => {
    const { checkout, assign } = await openCheckout();
    checkout.tell("malipo-cartchange", { lines: [] });
    await expect.poll(() => assign.mock.calls).not.toEqual([]);
    expect(assign).toHaveBeenCalledWith("/cart");
  });

  it("says so on the console when the shop does not take the change", async () => {
    const { checkout, fetch } = await openCheckout();
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    fetch.mockResolvedValue(new Response(null, { status: 503 }));
    checkout.tell("malipo-cartchange", { lines: [] });
    await expect.poll(() => warn.mock.calls).not.toEqual([]);
    expect(String(warn.mock.calls[0]?.[1])).toContain("503");
    warn.mockRestore();
  });
});
