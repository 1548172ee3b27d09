import { describe, expect, it } from "vitest";
import { extendAddress } from "../../src/domain/return-address.ts";

const O = "malipo_order=ord_1";
const ADDED = `${O}&malipo_code=rc_1`;
const SITE = "https://s.example";

describe("extendAddress", () => {
  it.each([
    ["", `/?${ADDED}`],
    ["/", `/?${ADDED}`],
    ["?a=1", `/?a=1&${ADDED}`],
    ["/shop#/checkout", `/shop?${ADDED}#/checkout`],
    ["/shop#/checkout?step=2", `/shop?${ADDED}#/checkout?step=2`],
    ["/a#b#c", `/a?${ADDED}#b#c`],
    ["/index.php?/checkout/pay", `/index.php?/checkout/pay&${ADDED}`],
    ["/a?", `/a?${ADDED}`],
    ["/a?b?c=d", `/a?b?c=d&${ADDED}`],
    [
      "/a?q=a+b%20c&q=~'()!*{}|&empty&=&x=%zz",
      `/a?q=a+b%20c&q=~'()!*{}|&empty&=&x=%zz&${ADDED}`,
    ],
    [
      "/a?malipo_order=old&b=1&malipo_code=old&malipo%5Forder=x",
      `/a?b=1&${ADDED}`,
    ],
    [
      "/a?malipo_orders=1&xmalipo_code=2",
      `/a?malipo_orders=1&xmalipo_code=2&${ADDED}`,
    ],
    ["/%C3%BC/%2e?a=%c3", `/%C3%BC/%2e?a=%c3&${ADDED}`],
    // Browsers encode these on their way, and a header can't hold them.
    ["/ü?a=é b", `/%C3%BC?a=%C3%A9%20b&${ADDED}`],
    ["/a\r\nb?c\t=\ud800", `/ab?c=%EF%BF%BD&${ADDED}`],
  ])("of a site, %s", (rest, expected) => {
    expect(extendAddress(`${SITE}${rest}`, "ord_1", "rc_1")).toBe(
      `${SITE}${expected}`,
    );
  });

  it("removes the code of an earlier return where there is none now", () => {
    expect(extendAddress(`${SITE}/?malipo_code=old`, "ord_1", undefined)).toBe(
      `${SITE}/?${O}`,
    );
  });
});
