/** What other pages, other people and other people's texts can do to somebody at the console: nothing. */
import type { BrowserContext } from "playwright-core";
import { expect, it } from "vitest";
import { newShopper } from "../support/browser.ts";
import { CANARIES } from "../support/canaries.ts";
import { consoleSuite } from "../support/console-suite.ts";
import { MARKUP, heading, makeKey, signIn } from "../support/console.ts";
import { createLink } from "../support/links.ts";
import { callAsMerchant } from "../support/merchant-call.ts";
import { askForRefund, kes } from "../support/refunds.ts";
import { control } from "../support/sandbox-control.ts";
import { makePayout, payoutBecomes } from "../support/sandbox-payouts.ts";
import { openMerchantOrder } from "../support/shopper.ts";
import { useToldStack } from "../support/stack.ts";

const { stack } = useToldStack({ env: { MALIPO_MERCHANT_NAME: MARKUP } });
const PRICE = { value: 99_900, currency: "KES" };

const { browser, atDesk } = consoleSuite(stack);

/** A session's cookie, as the browser keeps it. */
async function cookieOf(context: BrowserContext) {
  const found = await context.cookies(stack.adminUrl);
  const cookie = found.find(({ name }) => name.startsWith("malipo_console"));
  if (cookie === undefined) throw new Error("nobody is signed in");
  return cookie;
}

const readsOrders = async (token: string, name: string): Promise<number> =>
  (
    await fetch(`${stack.adminUrl}/v1/merchant/orders`, {
      headers: { Cookie: `${name}=${token}` },
    })
  ).status;

it("lets no other page of the same site cancel an order, sign out, or read", async () => {
  const order = await openMerchantOrder(stack, PRICE);
  // Another port of this machine is of the same site: the browser sends the cookie along.
  const { context, page } = await newShopper(browser(), [
    stack.adminUrl,
    stack.shopUrl,
  ]);
  await page.goto(`${stack.adminUrl}/console/orders`);
  await signIn(page);
  await heading(page, "Orders").waitFor();
  const evil = await context.newPage();
  await evil.route(`${stack.shopUrl}/evil`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: "<!doctype html><title>Win a phone</title>",
    }),
  );
  await evil.goto(`${stack.shopUrl}/evil`);
  const cancel = `${stack.adminUrl}/v1/merchant/orders/${order.orderId}/cancel`;
  const sent: string[] = [];
  evil.on("response", (response) => {
    sent.push(`${response.request().method()} ${response.status()}`);
  });
  await evil.evaluate(`(async () => {
    const options = { method: "POST", mode: "no-cors", credentials: "include", body: "{}" };
    await fetch(${JSON.stringify(cancel)}, options).catch(() => 0);
    navigator.sendBeacon(${JSON.stringify(cancel)}, "{}");
    const json = { "content-type": "application/json" };
    await fetch(${JSON.stringify(cancel)}, { ...options, mode: "cors", headers: json }).catch(() => 0);
    await fetch("${stack.adminUrl}/console/session", { method: "DELETE", credentials: "include" }).catch(() => 0);
  })()`);
  const read = await evil.evaluate(
    `fetch("${stack.adminUrl}/v1/merchant/orders", { credentials: "include" }).then((r) => r.text(), () => "nothing")`,
  );
  expect(read).toBe("nothing");
  const asScript = await evil.evaluate(`new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = "${stack.adminUrl}/v1/merchant/orders";
    script.onload = () => resolve("loaded");
    script.onerror = () => resolve("refused");
    document.head.append(script);
  })`);
  expect(asScript).toBe("refused");
  await evil.setContent(
    `<form method="post" enctype="text/plain" action="${cancel}"><input name='{"a":"' value='"}'></form>`,
  );
  await evil.evaluate("document.forms[0].submit()");
  await evil.waitForURL(cancel);
  expect(sent.filter((each) => each === "POST 403").length).toBeGreaterThan(0);
  expect(sent.filter((each) => /^POST 2/.test(each))).toEqual([]);
  expect((await order.read()).status).toBe("open");
  // Still signed in.
  await page.reload();
  await heading(page, "Orders").waitFor();
  await context.close();
});

it("gives a planted session to nobody", async () => {
  const attacker = await makeKey(stack, "Attacker", ["read"]);
  await atDesk(async ({ page, context, open }) => {
    await open("/orders");
    await signIn(page, attacker.key);
    await heading(page, "Orders").waitFor();
    const planted = await cookieOf(context);
    await context.clearCookies();
    await open("/orders");
    await heading(page, "Sign in").waitFor();
    await context.addCookies([planted]);
    // Somebody signs in over it: theirs is another one, and the planted one has ended.
    await page.getByLabel("API key").fill(CANARIES.merchantKey);
    await page.getByRole("button", { name: "Sign in" }).click();
    await heading(page, "Orders").waitFor();
    const own = await cookieOf(context);
    expect(own.value).not.toBe(planted.value);
    expect(await readsOrders(planted.value, planted.name)).toBe(401);
    expect(await readsOrders(own.value, own.name)).toBe(200);
  });
});

it("signs out everywhere, in the other browser too", async () => {
  const { key } = await makeKey(stack, "Till", ["read"]);
  await atDesk(async ({ page, open }) => {
    await open("/orders");
    await signIn(page, key);
    await heading(page, "Orders").waitFor();
    await atDesk(async (other) => {
      await other.open("/orders");
      await signIn(other.page, key);
      await heading(other.page, "Orders").waitFor();
      await other.page.locator(".account summary").click();
      const menu = other.page.locator(".account");
      await menu.getByRole("button", { name: "Sign out everywhere" }).click();
      await other.page
        .getByRole("dialog")
        .getByRole("button", { name: "Sign out everywhere" })
        .click();
      await heading(other.page, "Sign in").waitFor();
    });
    // By itself: the list looks for news.
    await page.getByText("Your session has ended.").waitFor();
  });
});

/** Script in every text that a shopper, a payer, a provider or a merchant's program may write. */
async function writeEverywhere(): Promise<readonly string[]> {
  const unitAmount = { value: 250_000, currency: "KES" };
  const amount = { value: 20_000, currency: "KES" };
  const order = await openMerchantOrder(stack, unitAmount, {
    lines: [{ sku: "GIFT", name: MARKUP, quantity: 1, unitAmount }],
    adjustments: [{ kind: "delivery", label: MARKUP, amount }],
    metadata: { note: MARKUP },
    customer: { name: MARKUP, email: "a@b.example" },
  });
  await order.pay("mpesa", "0712345601");
  await order.seesPaid();
  const { orderId: id } = order;
  await askForRefund(stack, { id }, { amount: kes(10_000), reason: MARKUP });
  const link = await createLink(stack, {
    title: MARKUP,
    description: MARKUP,
    inactiveMessage: MARKUP,
    metadata: { note: MARKUP },
  });
  await makeKey(stack, MARKUP, ["read"]);
  await callAsMerchant(stack, "POST", "/webhook-endpoints", {
    body: { name: MARKUP, url: "https://books.example/hooks" },
  });
  const phone = "254712345601";
  const payout = await makePayout(stack, { phone, amount: 100, name: MARKUP });
  await payoutBecomes(stack, payout, "paid");
  await control(stack, "/bills", {
    originatorConversationId: "BILL-1",
    accountCustomerName: MARKUP,
    customerNames: MARKUP,
    narration: MARKUP,
    receiptNumber: MARKUP,
    statusDescription: MARKUP,
  });
  await control(stack, "/c2b", {
    phone: "254712345678",
    account: "<img src=x>",
    amount: 50,
    name: MARKUP,
    shortCode: "898102",
  });
  return [
    "/orders",
    `/orders/${id}`,
    `/payouts?id=${payout}`,
    "/payouts?kind=bill&id=BILL-1",
    "/attention",
    "/unmatched-payments",
    "/links",
    `/links/${link.id}`,
    `/links/${link.id}/edit`,
    "/webhooks",
    "/events",
    "/keys",
    "/audit",
    `/audit?object=${encodeURIComponent(MARKUP)}`,
    `/orders?q=${encodeURIComponent(MARKUP)}`,
    `/settings?q=${encodeURIComponent("MERCHANT_NAME")}`,
    `/${encodeURIComponent(MARKUP)}`,
  ];
}

it("runs nothing of what others wrote, on any page", async () => {
  const paths = await writeEverywhere();
  await atDesk(async ({ page, open }) => {
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await open("");
    await signIn(page);
    for (const path of ["", ...paths]) {
      await open(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      // The shop's own name stands above each page, as text.
      await page.locator(".shop").getByText(MARKUP).waitFor();
      expect(await page.locator("img, script:not([src])").count(), path).toBe(
        0,
      );
      expect(await page.title(), path).not.toBe("stolen");
    }
    expect(asked).toEqual([]);
  });
});
