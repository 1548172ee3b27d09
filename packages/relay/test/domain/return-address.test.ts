import { describe, expect, it } from "vitest";
import { extendAddress } from "../../src/domain/return-address.ts";

const O = "malipo_order=ord_1";
const C = "malipo_code=rc_1";

describe("extendAddress", () => {
  it.each([
    ["https://s.example", `https://s.example/?${O}&${C}`],
    ["https://s.example/", `https://s.example/?${O}&${C}`],
    ["https://s.example?a=1", `https://s.example/?a=1&${O}&${C}`],
    [
      "https://s.example/shop#/checkout",
      `https://s.example/shop?${O}&${C}#/checkout`,
    ],
    [
      "https://s.example/shop#/checkout?step=2",
      `https://s.example/shop?${O}&${C}#/checkout?step=2`,
    ],
    ["https://s.example/a#b#c", `https://s.example/a?${O}&${C}#b#c`],
    [
      "https://s.example/index.php?/checkout/pay",
      `https://s.example/index.php?/checkout/pay&${O}&${C}`,
    ],
    ["https://s.example/a?", `https://s.example/a?${O}&${C}`],
    ["https://s.example/a?b?c=d", `https://s.example/a?b?c=d&${O}&${C}`],
    [
      "https://s.example/a?q=a+b%20c&q=~'()!*{}|&empty&=&x=%zz",
      `https://s.example/a?q=a+b%20c&q=~'()!*{}|&empty&=&x=%zz&${O}&${C}`,
    ],
    [
      "https://s.example/a?malipo_order=old&b=1&malipo_code=old&malipo%5Forder=x",
      `https://s.example/a?b=1&${O}&${C}`,
    ],
    [
      "https://s.example/a?malipo_orders=1&xmalipo_code=2",
      `https://s.example/a?malipo_orders=1&xmalipo_code=2&${O}&${C}`,
    ],
    [
      "https://s.example/%C3%BC/%2e?a=%c3",
      `https://s.example/%C3%BC/%2e?a=%c3&${O}&${C}`,
    ],
    // Browsers encode these on their way, and a header can't hold them.
    [
      "https://s.example/ü?a=é b",
      `https://s.example/%C3%BC?a=%C3%A9%20b&${O}&${C}`,
    ],
    [
      "https://s.example/a\r\nb?c\t=\ud800",
      `https://s.example/ab?c=%EF%BF%BD&${O}&${C}`,
    ],
  ])("%s", (address, expected) => {
    expect(extendAddress(address, "ord_1", "rc_1")).toBe(expected);
  });

  it("removes the code of an earlier return where there is none now", () => {
    expect(
      extendAddress("https://s.example/?malipo_code=old", "ord_1", undefined),
    ).toBe(`https://s.example/?${O}`);
  });
});
