import { describe, expect, it } from "vitest";
import {
  encodeQr,
  renderQrCode,
  toPath,
} from "../../src/http/pages/qr-code.ts";

const ADDRESS = "https://pay.shop.example/pay/pl_AAAAAAAAAAAAAAAAAAAAAA";

/** The modules that the picture's path paints. */
function painted(markup: string): {
  readonly side: number;
  readonly dark: Set<string>;
} {
  const side = Number(/viewBox="0 0 (\d+) \1"/.exec(markup)?.[1]);
  const path = /fill="#000"\s+d="([^"]*)"/.exec(markup)?.[1] ?? "";
  const dark = new Set<string>();
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let i = 0; i < Number(length); i += 1)
      dark.add(`${Number(x) + i},${y}`);
  return { side, dark };
}

describe("renderQrCode", () => {
  it("paints exactly the dark modules, with four empty ones around", () => {
    const { data, size } = encodeQr(ADDRESS);
    const expected = data.flatMap((row, y) =>
      row.flatMap((dark, x) => (dark ? [`${x + 4},${y + 4}`] : [])),
    );
    const { side, dark } = painted(
      renderQrCode(toPath(encodeQr(ADDRESS)), "label").markup,
    );
    expect(side).toBe(size + 8);
    expect(dark).toEqual(new Set(expected));
  });

  it("is a picture with a name, without style or script", () => {
    const { markup } = renderQrCode(toPath(encodeQr(ADDRESS)), 'a "name"');
    expect(markup).toContain('role="img"');
    expect(markup).toContain('aria-label="a &quot;name&quot;"');
    expect(markup).not.toMatch(/style=|<script/);
  });
});
