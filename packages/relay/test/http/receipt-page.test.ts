import { LOCALES } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { paidOrder, refund } from "../support/merchant.ts";
import { eraseOrderData } from "../../src/use-cases/upkeep/erase-order.ts";
import { words } from "../support/pay-page.ts";
import { startPaid } from "../support/refunded.ts";
import { aPayout, found, kes } from "../support/stand-in-services.ts";
import { pass } from "../support/attempts.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";

const BROWSER = { Accept: "text/html" };

const open = (
  relay: TestRelay,
  orderId: string,
  { mac = relay.secrets.receiptMac(orderId), more = "", headers = {} } = {},
) =>
  relay.request(`/receipts/${orderId}?s=${mac}${more}`, {
    headers: { ...BROWSER, ...headers },
  });

describe("GET /receipts/:orderId", () => {
  it("says what was bought, how it was paid and when, in the merchant's zone", async () => {
    const { relay, order } = await startPaid();
    const { status, headers, text } = await open(relay, order.id);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-robots-tag")).toBe("noindex, nofollow");
    expect(headers.get("content-security-policy")).toContain(
      "default-src 'none'",
    );
    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=/);
    const said = words(text);
    expect(said).toContain("Receipt Paid KES 2,500");
    expect(said).toContain(
      "Total KES 2,500 Date 21 November 2026 at 12:00 EAT",
    );
    expect(said).toContain("Paid with M-Pesa");
    expect(said).not.toContain("Left after refunds");
    expect(text).toContain('class="qr"');
  });

  it("shows refunds as they are now", async () => {
    const { relay, payouts, order } = await startPaid();
    await refund(relay, order, { amount: kes(100_000) });
    const pending = words((await open(relay, order.id)).text);
    expect(pending).toMatch(
      /Receipt Paid KES 2,500 .*Refund under way 21 Nov 2026 KES 1,000/,
    );
    payouts.onFind = (id) =>
      found(aPayout(id, "paid", { amount: kes(100_000) }));
    await pass(relay, 6);
    await expect
      .poll(async () => words((await open(relay, order.id)).text))
      .toMatch(
        /Receipt Refunded in part KES 2,500 .*Refund 21 Nov 2026 −KES 1,000 Left after refunds KES 1,500/,
      );
  });

  it.each(LOCALES)(
    "speaks %s, by ?lang= and by the browser",
    async (locale) => {
      const { relay, order } = await startPaid();
      for (const asked of [
        { more: `&lang=${locale}` },
        { headers: { "Accept-Language": locale } },
      ]) {
        const { text, headers } = await open(relay, order.id, asked);
        expect(headers.get("content-language")).toBe(locale);
        expect(text).toContain(
          `<html lang="${locale}" dir="${locale === "ar" ? "rtl" : "ltr"}">`,
        );
        expect(words(text)).not.toMatch(/undefined|\{\w+\}/);
      }
    },
  );

  it("is the same readable 404 for a wrong s, an unknown order and an unpaid one", async () => {
    const { relay, order } = await startPaid();
    const unpaid = await relay.order();
    const other = await paidOrder(relay);
    const nobody = "ord_AAAAAAAAAAAAAAAAAAAAAA";
    const answers = [
      await open(relay, order.id, { mac: "" }),
      await open(relay, order.id, { mac: relay.secrets.receiptMac(other.id) }),
      await open(relay, order.id, { mac: relay.secrets.returnMac(order.id) }),
      await open(relay, nobody),
      await open(relay, unpaid.id),
      await relay.request("/receipts/nothing", { headers: BROWSER }),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(404);
      expect(words(text)).toContain("We can’t find this receipt");
    }
    const plain = await relay.request(`/receipts/${order.id}`);
    expect(plain.body).toMatchObject({ code: "not_found" });
  });

  it("keeps the money of an erased order, and nothing else", async () => {
    const { relay, order } = await startPaid();
    const name = "SHRT-BLK-XL-9981";
    expect((await open(relay, order.id)).text).toContain(name);
    await eraseOrderData(relay.store, order.id, relay.clock.now(), "erase");
    const { text } = await open(relay, order.id);
    expect(text).not.toContain(name);
    expect(words(text)).toContain("Total KES 2,500");
    expect(words(text)).toContain("have been deleted");
  });

  it("is limited like other open pages", async () => {
    const relay = await startTestRelay({
      rateLimits: { reads: { requests: 2, seconds: 60 } },
    });
    const order = await paidOrder(relay);
    const statuses = [];
    for (let time = 0; time < 4; time += 1)
      statuses.push((await open(relay, order.id)).status);
    expect(statuses.at(-1)).toBe(429);
  });
});
