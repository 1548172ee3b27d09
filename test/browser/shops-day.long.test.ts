/**
 * A shop's day at the console: on a phone with SQLite, and on a desktop with PostgreSQL. Counts what each errand takes in
 * taps, and in this machine's seconds for somebody who doesn't read; `.cache/results/shops-day.json` has them, and
 * docs/console.md the taps.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGES } from "../../packages/console/src/pages/pages.ts";
import { en } from "../../packages/console/src/words/en.ts";
import { startPostgres } from "../../packages/relay/test/support/postgres/server.ts";
import { at } from "../../scripts/lib/paths.ts";
import { consoleSuite, said } from "../support/console-suite.ts";
import { heading } from "../support/console.ts";
import type { Look } from "../support/looks.ts";
import { takePicture } from "../support/pictures.ts";
import {
  payByHand,
  readTransfer,
  sendTransfer,
} from "../support/sandbox-control.ts";
import { makePayout, payoutBecomes } from "../support/sandbox-payouts.ts";
import { openMerchantOrder } from "../support/shopper.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";
import type { WebhookReceiver } from "../support/webhook-receiver.ts";

/** Counts taps over all pages of the tab. */
const COUNT = `addEventListener("pointerdown", ({ isTrusted }) => {
  if (isTrusted) sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1;
}, true)`;
const WAITS = "254712345600";
const DAY_MS = 300_000;

const kes = (value: number) => ({ value, currency: "KES" });

/** On each page, something that the day left there. */
const LEFT: Readonly<Record<string, string | RegExp>> = {
  "/": "Paid per day",
  "/attention": "Every payment has its order.",
  "/orders": "SHIRT-1",
  "/links": "Cooking class",
  "/payouts": "Find a payout",
  "/exports": "Payments without an order",
  "/reconciliation": "Compare",
  "/webhooks": "order.paid",
  "/keys": "MALIPO_MERCHANT_KEY",
  "/audit": "Assign a payment to an order",
  "/settings": "malipo doctor --addresses",
};

interface Figures {
  readonly taps: number;
  readonly seconds: number;
}

const measured: Record<string, Record<string, Figures>> = {};
afterAll(() => {
  mkdirSync(at(".cache", "results"), { recursive: true });
  writeFileSync(
    at(".cache", "results", "shops-day.json"),
    JSON.stringify(measured, null, 2),
  );
});

const DOCS = readFileSync(at("docs", "console.md"), "utf8");

/** What the docs say: errand, taps on a phone, taps on a desktop. */
const documented = (column: 0 | 1): Record<string, number> =>
  Object.fromEntries(
    [
      ...DOCS.matchAll(
        /^\| (?<errand>[^|]+?) +\| +(?<phone>\d+) +\| +(?<desktop>\d+) +\|$/gm,
      ),
    ].map(({ groups = {} }) => [
      groups["errand"] ?? "",
      Number(column === 0 ? groups["phone"] : groups["desktop"]),
    ]),
  );

describe.each([
  { device: "phone", store: "SQLite", width: 360, column: 0 },
  { device: "desktop", store: "PostgreSQL", width: 1280, column: 1 },
] as const)(
  "a shop's day on a $device, with $store",
  ({ device, store, width, column }) => {
    const stack = {} as Stack;
    let receiver: WebhookReceiver;
    let stopServer: (() => Promise<void>) | undefined;
    const { signedIn } = consoleSuite(stack);
    const look: Look = {
      width,
      colorScheme: device === "phone" ? "dark" : "light",
    };

    beforeAll(async () => {
      receiver = await startWebhookReceiver();
      const env: Record<string, string> = { FLEXPAY_UNMATCHED: "leave" };
      if (store === "PostgreSQL") {
        const server = await startPostgres();
        stopServer = () => server.stop();
        env["MALIPO_DATABASE_URL"] = server.url;
      }
      const started = await startStack({ webhookUrl: receiver.url, env });
      Object.assign(stack, started);
    });
    afterAll(async () => {
      await stack.close();
      await receiver.close();
      await stopServer?.();
    });

    /** What came in over night. */
    async function night() {
      // Its webhook is refused for good.
      receiver.answer = 410;
      const dead = await openMerchantOrder(stack, kes(180_000), {
        reference: "DEAD-1",
      });
      await dead.pay("mpesa", "0712345601");
      await dead.seesPaid();
      const paid = await openMerchantOrder(stack, kes(700_000), {
        reference: "SHIRT-1",
      });
      await paid.pay("mpesa", "0712345601");
      await paid.seesPaid();
      const meant = await openMerchantOrder(stack, kes(150_000), {
        reference: "SHOES-1",
      });
      await payByHand(stack, { account: "SHOES", amount: 1500 });
      const transfer = await sendTransfer(stack, {
        amount: "900.00",
        narration: "for my cousin",
        webhook: "normal",
      });
      const payout = await makePayout(stack, { phone: WAITS, amount: 1500 });
      await payoutBecomes(stack, payout, "pending");
      return { dead, paid, meant, transfer, payout };
    }

    it(
      "takes as many taps as the docs say",
      async () => {
        const { dead, paid, meant, transfer, payout } = await night();
        const figures: Record<string, Figures> = {};
        measured[`${device}, ${store}`] = figures;
        await signedIn("", async ({ page }) => {
          // A reload before that would call the sign-in off.
          await heading(page, "Overview").waitFor();
          await page.addInitScript(COUNT);
          await page.setViewportSize({ width, height: 740 });
          await page.emulateMedia({ colorScheme: look.colorScheme });
          await page.reload();
          await heading(page, "Overview").waitFor();
          const taps = () =>
            page.evaluate<number>("Number(sessionStorage.taps ?? 0)");
          const errand = async (name: string, run: () => Promise<unknown>) => {
            const [before, start] = [await taps(), performance.now()];
            await run();
            const seconds = Math.round((performance.now() - start) / 100) / 10;
            figures[name] = { taps: (await taps()) - before, seconds };
          };
          const dialog = page.getByRole("dialog");
          const press = (name: string, within: Page | Locator = page) =>
            within.getByRole("button", { name, exact: true }).first().click();
          /** Those that the docs show. */
          const picture = async (name: string, of = page) => {
            const file = `day-${name}-${device}`;
            if (DOCS.includes(file)) await takePicture(of, file, look);
          };
          const items = page
            .getByRole("listitem")
            .filter({ has: page.getByRole("heading") });
          const item = (text: string | RegExp) =>
            items.filter({ hasText: text });
          const webhook = items.filter({
            has: page.locator(`a[href$="${dead.orderId}"]`),
            hasText: "410",
          });

          await errand("See what needs a person", async () => {
            await page.getByText("Payments without an order").waitFor();
            await picture("overview");
            await page
              .getByRole("link", { name: "Payments without an order" })
              .click();
            await item("“SHOES”").waitFor();
            await webhook.waitFor({ timeout: 60_000 });
          });

          await errand("Assign a payment to its order", async () => {
            await press("Assign to an order", item("“SHOES”"));
            await dialog.getByLabel("Find the order").click();
            await page.keyboard.type("shoes-1");
            await page.keyboard.press("Enter");
            await dialog.getByRole("radio", { name: /SHOES-1/ }).check();
            await dialog.getByText("The order will be paid.").waitFor();
            await picture("assign");
            await press("Assign to an order", dialog);
            await said(page, "The payment counts for the order now.");
          });
          expect((await meant.read()).status).toBe("paid");
          // What is done leaves the list, and what is below moves up: a tap on the way would count twice.
          await item("“SHOES”").waitFor({ state: "detached" });

          await errand("Reject a transfer with a reason", async () => {
            await press("Reject", item("for my cousin"));
            await dialog.getByLabel("Reason").click();
            await page.keyboard.type("Not our customer");
            await picture("reject");
            await press("Reject", dialog);
            await said(page, "The transfer was rejected.");
          });
          expect((await readTransfer(stack, transfer.reference)).status).toBe(
            "REJECTED",
          );

          await item("for my cousin").waitFor({ state: "detached" });
          receiver.answer = 204;
          await errand("Send a webhook again", async () => {
            await press("Send again", webhook);
            await picture("resend");
            await press("Send again", dialog);
            await said(page, "The webhook will be sent now.");
          });
          await receiver.about(dead.orderId, "order.paid");

          await errand("Refund an order", async () => {
            await page
              .getByRole("link", { name: "Orders", exact: true })
              .click();
            await page.getByLabel("Search").click();
            await page.keyboard.type("shirt-1");
            await page.keyboard.press("Enter");
            await page.getByRole("link", { name: /SHIRT-1/ }).click();
            await press("Refund");
            await dialog.getByLabel("Reason").click();
            await page.keyboard.type("Too small");
            await picture("refund");
            await press("Refund", dialog);
            await said(page, "The refund was handed to the provider.");
          });
          await receiver.about(paid.orderId, "refund.paid");

          const visit = async (name: string) => {
            if (device === "phone") await press("More");
            await page.getByRole("link", { name, exact: true }).click();
          };
          await errand("Look up a payout and stop it", async () => {
            await visit("Payouts and bills");
            await page.getByLabel("originatorConversationId").click();
            await page.keyboard.type(payout);
            await page.keyboard.press("Enter");
            await press("Stop the payout");
            await picture("stop");
            await press("Stop the payout", dialog);
            await page.getByText("Stopped", { exact: true }).first().waitFor();
          });
          await payoutBecomes(stack, payout, "rejected");

          await errand("Make a link and open its poster", async () => {
            await page
              .getByRole("link", { name: "Payment links", exact: true })
              .click();
            await page.getByRole("link", { name: "New payment link" }).click();
            await page.getByLabel("Title").click();
            await page.keyboard.type("Cooking class");
            await page.getByLabel("Amount", { exact: true }).click();
            await page.keyboard.type("2500");
            await press("Create the link");
            await heading(page, "Cooking class").waitFor();
            const opened = page.waitForEvent("popup");
            await page.getByRole("link", { name: /poster/i }).click();
            const poster = await opened;
            await poster.getByRole("button", { name: "Print" }).waitFor();
            await picture("poster", poster);
            const sheet = await poster.pdf({ format: "A4" });
            expect(
              sheet.toString("latin1").match(/\/Type *\/Page\b/g),
            ).toHaveLength(1);
            await poster.close();
          });

          await errand("Export the month", async () => {
            await visit("Exports");
            const coming = page.waitForEvent("download");
            await press("Download");
            const file = await (await coming).path();
            const csv = await readFile(file, "utf8");
            for (const reference of ["SHIRT-1", "SHOES-1", "DEAD-1"])
              expect(csv).toContain(reference);
            await page.getByText("was downloaded").first().waitFor();
            await picture("export");
          });

          // In the evening: every page has what the day left, on this store too.
          const pages = PAGES.filter(({ nav }) => nav !== undefined);
          expect(Object.keys(LEFT)).toEqual(pages.map(({ path }) => path));
          for (const { path, title } of pages) {
            await page.goto(`${stack.adminUrl}/console${path}`);
            await heading(page, title(en)).waitFor();
            await page
              .getByRole("main")
              .getByText(LEFT[path] ?? "")
              .filter({ visible: true })
              .first()
              .waitFor();
            expect([path, await page.getByRole("alert").count()]).toEqual([
              path,
              0,
            ]);
          }
        });
        const counted = Object.entries(figures).map(([name, of]) => [
          name,
          of.taps,
        ]);
        expect(Object.fromEntries(counted)).toEqual(documented(column));
      },
      DAY_MS,
    );
  },
);
