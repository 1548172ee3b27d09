import { describe, expect, it } from "vitest";
import { inflateSync } from "node:zlib";
import { createDrawings } from "../../src/http/pages/drawings.ts";
import { ID, PUBLIC_URL, payPages, words } from "../support/pay-page.ts";

const kes = (value: number) => ({ value, currency: "KES" });
const { visit, drawn } = payPages();

const metaOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [
      ...text.matchAll(/<meta\s+property="og:([^"]*)"\s+content="([^"]*)"/g),
    ].map(([, name = "", content = ""]) => [name, content]),
  );

describe("what messengers show of a link", () => {
  it("is its title, its price and its own picture", async () => {
    const imageUrl = "https://shop.example/cake.jpg?a=1&b=2";
    const { text } = await visit({ title: 'Cake "deluxe"', imageUrl });
    expect(metaOf(text)).toMatchObject({
      title: "Pay Duka la Mavazi: Cake &quot;deluxe&quot;",
      description: "KES\u00a02,500 · Twelve seats",
      url: `${PUBLIC_URL}/pay/${ID}`,
      image: "https://shop.example/cake.jpg?a=1&amp;b=2",
    });
  });

  it("is a picture with its code where it has none", async () => {
    const image = `${PUBLIC_URL}/pay/${ID}/preview.png`;
    expect(metaOf((await visit({})).text)).toMatchObject({ image });
    const { status, headers } = await visit({}, `/pay/${ID}/preview.png`);
    expect([status, headers.get("content-type")]).toEqual([200, "image/png"]);
  });

  it("is drawn once, of a link that there is, and for those who don't have it yet", async () => {
    const path = `/pay/${ID}/preview.png`;
    expect((await visit(undefined, path)).status).toBe(404);
    const version = createDrawings().previewVersion(`${PUBLIC_URL}/pay/${ID}`);
    const known = { "If-None-Match": `"${version}"` };
    expect((await visit({}, path, known)).status).toBe(304);
    expect(drawn()).toEqual([]);
    const seen = await Promise.all([
      visit({}, path),
      visit({}, path),
      visit({ active: false }, path),
    ]);
    for (const { status, headers } of seen)
      expect([status, headers.get("etag")]).toEqual([200, `"${version}"`]);
    expect(drawn()).toEqual([`${PUBLIC_URL}/pay/${ID}`]);
  });

  it("is a PNG that holds as many points as it says", async () => {
    const { bytes } = await createDrawings().preview(PUBLIC_URL);
    const png = Buffer.from(bytes);
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    const start = png.indexOf("IDAT") + 4;
    const rows = inflateSync(
      png.subarray(start, start + png.readUInt32BE(start - 8)),
    );
    expect(rows).toHaveLength((width + 1) * height);
    expect(new Set(rows)).toEqual(new Set([0, 1, 2]));
  });
});

describe("GET /pay/:id, of a link with more to say", () => {
  it("says all of it without JavaScript", async () => {
    const { text } = await visit({
      quantity: { min: 1, max: 4 },
      remainingStock: 3,
      imageUrl: "https://shop.example/cake.jpg",
    });
    expect(words(text)).toContain("Price of one. Choose 1 to 4 · Only 3 left");
    expect(text).toContain('<img class="picture" src="https://shop.example/');
    const open = await visit({
      amount: null,
      suggestedAmounts: [kes(20_000), kes(50_000)],
    });
    expect(words(open.text)).toContain("For example KES 200, KES 500");
  });

  it("leads on after a payment", async () => {
    const { text } = await visit({ successUrl: "https://a.example/?b=1&c=2" });
    expect(text).toMatch(
      /<a\s+class="go-on"\s+slot="success"\s+href="https:\/\/a\.example\/\?b=1&amp;c=2"/,
    );
    expect((await visit({})).text).not.toContain("go-on");
  });

  it.each([
    ["used_up", undefined, "Nothing is left here All that this"],
    ["sold_out", "Again in May & June", "Nothing is left here Again in May"],
    ["deactivated", undefined, "This payment link is not active The shop"],
  ] as const)("says why it is over: %s, %s", async (reason, own, expected) => {
    const { status, text } = await visit({
      active: false,
      reason,
      ...(own === undefined ? {} : { inactiveMessage: own }),
    });
    expect(status).toBe(410);
    expect(words(text)).toContain(expected);
  });
});

describe("GET /pay/:id/poster", () => {
  it("has what is sold, the code and the address, and nothing that ages", async () => {
    const { status, text } = await visit(
      { remainingStock: 3 },
      `/pay/${ID}/poster`,
    );
    expect(status).toBe(200);
    expect(words(text)).toContain("Cooking class Twelve seats KES 2,500");
    expect(words(text)).toContain(`${PUBLIC_URL}/pay/${ID}`);
    expect(text).toMatch(/<svg\s+class="qr"/);
    expect(text).not.toContain("left");
    expect(text).not.toContain("malipo-checkout");
  });

  it("has its code drawn once for all who open it, as the page has", async () => {
    for (const path of [`/pay/${ID}/poster`, `/pay/${ID}`, `/pay/${ID}`])
      expect((await visit({}, path)).text).toMatch(/<svg\s+class="qr"/);
    expect(drawn()).toHaveLength(1);
  });

  it("is none of a link that there isn't, or that is over", async () => {
    const path = `/pay/${ID}/poster`;
    expect((await visit(undefined, path)).status).toBe(404);
    expect((await visit({ active: false }, path)).status).toBe(410);
  });
});
