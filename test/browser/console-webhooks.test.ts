/** Webhook endpoints, deliveries and events in the console, in a real browser against a real relay. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Browser } from "playwright-core";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import {
  MARKUP,
  atConsole,
  expectConsoleFit,
  expectPageFit,
  heading,
  makeKey,
  signIn,
} from "../support/console.ts";
import { expectFit } from "../support/looks.ts";
import { callAsMerchant } from "../support/merchant-call.ts";
import { takePicture } from "../support/pictures.ts";
import { openMerchantOrder } from "../support/shopper.ts";
import { useStack } from "../support/stack.ts";

const stack = useStack();
/** A form in every look and language takes a busy machine most of a minute. */
const LONG_MS = 120_000;
let browser: Browser;
/** The merchant's system: takes what is signed with the secret that was copied from the console. */
const system = { secret: "", answer: 204, url: "", taken: 0 };
const server = createServer((req, res) => {
  void text(req).then((body) => {
    const isProven = isSigned(body, req.headers as Record<string, string>);
    if (isProven) system.taken += 1;
    res.writeHead(isProven ? system.answer : 400).end();
  });
});

function isSigned(body: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(system.secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}

beforeAll(async () => {
  browser = await launchBrowser();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  system.url = `http://localhost:${port}/hooks`;
});
afterAll(async () => {
  await browser.close();
  server.close();
  server.closeAllConnections();
  await once(server, "close");
});

interface Endpoint {
  readonly id: string;
  readonly name: string;
  readonly events: readonly string[] | null;
  readonly paused: boolean;
  readonly previousSecretUntil: string | null;
}

const endpoints = async (): Promise<readonly Endpoint[]> => {
  const { json } = await callAsMerchant(stack, "GET", "/webhook-endpoints");
  return (json as { webhookEndpoints: Endpoint[] }).webhookEndpoints;
};

it(
  "makes an endpoint whose secret is shown once, tries it out, changes and pauses it",
  async () => {
    await atConsole(browser, stack, async ({ page, open }) => {
      await open("/webhooks");
      await signIn(page);
      await page.getByText("No endpoint yet").waitFor();
      await page.getByRole("link", { name: "New endpoint" }).click();
      await heading(page, "New endpoint").waitFor();
      const create = page.getByRole("button", { name: "Create the endpoint" });
      await create.click();
      await page.getByText("This is needed.").first().waitFor();
      await page.getByLabel("Name").fill(MARKUP);
      await page.getByLabel("Address").fill("https://10.0.0.1/hook");
      await page.getByLabel("Only these").check();
      await page.getByLabel("order.paid").check();
      await page.getByLabel("order.cancelled").check();
      await expectConsoleFit(page, "new endpoint");
      await page.reload();
      expect(await page.getByLabel("Name").inputValue()).toBe(MARKUP);
      await create.click();
      await expect
        .poll(() => page.evaluate("document.activeElement.name"))
        .toBe("url");
      await page.getByLabel("Address").fill(system.url);
      await create.click();
      const secret = page.locator(".secret code");
      system.secret = (await secret.textContent()) ?? "";
      await expectFit(page, "secret");
      await page.getByRole("button", { name: "I have stored it" }).click();
      await page.getByRole("link", { name: MARKUP }).click();
      await heading(page, MARKUP).waitFor();
      expect(await secret.count()).toBe(0);

      await page.getByRole("button", { name: "Send a test message" }).click();
      await page.getByText("The test message arrived: HTTP 204.").waitFor();
      await expectConsoleFit(page, "endpoint");
      system.answer = 500;
      await page.getByRole("button", { name: "Send a test message" }).click();
      await page.getByText("did not arrive: HTTP 500").waitFor();
      system.answer = 204;

      await page.getByLabel("Name").fill("Books");
      await page.getByRole("button", { name: "Save" }).click();
      await heading(page, "Books").waitFor();
      await page.getByRole("button", { name: "Send a test message" }).click();
      await page.getByText("arrived").waitFor();
      await takePicture(page, "webhook", { width: 360, colorScheme: "light" });
      await page.getByRole("button", { name: "Pause" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("kept, and sent when you resume").waitFor();
      await dialog.getByRole("button", { name: "Pause" }).click();
      await page.getByText("Paused", { exact: true }).waitFor();
      expect(await endpoints()).toMatchObject([
        {
          name: "Books",
          events: ["order.paid", "order.cancelled"],
          paused: true,
        },
      ]);
      await page.getByRole("button", { name: "Resume" }).click();
      await page.getByText("On", { exact: true }).waitFor();

      await page.getByRole("button", { name: "New secret" }).click();
      await dialog.getByLabel("The old secret ends").selectOption("3600");
      await dialog.getByRole("button", { name: "New secret" }).click();
      await secret.waitFor();
      system.secret = (await secret.textContent()) ?? "";
      await page.getByText("Also signed with the old secret until").waitFor();
      await page.getByRole("button", { name: "I have stored it" }).click();
      const [made] = await endpoints();
      expect(made?.previousSecretUntil).not.toBeNull();
    });
  },
  LONG_MS,
);

it(
  "shows what was sent and how it was received, and sends it again",
  async () => {
    const price = { value: 99_900, currency: "KES" };
    const order = await openMerchantOrder(stack, price, {
      reference: "HOOK-1",
      customer: { name: MARKUP },
    });
    await callAsMerchant(stack, "POST", `/orders/${order.orderId}/cancel`, {
      body: {},
    });
    await atConsole(browser, stack, async ({ page, open }) => {
      await open("/webhooks");
      await signIn(page);
      const row = page.getByRole("row", { name: /order\.cancelled/ }).last();
      await row.getByText("Delivered").waitFor();
      await takePicture(page, "webhooks", { width: 1280, colorScheme: "dark" });
      await page.getByLabel("State").selectOption("dead");
      await page.getByText("No delivery matches these filters.").waitFor();
      await page.goBack();
      await page.getByLabel("Endpoint").selectOption({ label: "Books" });
      await row.waitFor();
      await expectConsoleFit(page, "webhooks");
      await row.getByRole("link", { name: "order.cancelled" }).click();
      await heading(page, "Delivery of order.cancelled").waitFor();
      await page.getByText("HTTP 204").waitFor();
      await page.getByText('"reference": "HOOK-1"').waitFor();
      await expectConsoleFit(page, "delivery");
      const before = system.taken;
      await page.getByRole("button", { name: "Send again" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Send again" }).click();
      await expect.poll(() => system.taken).toBe(before + 1);
    });
  },
  LONG_MS,
);

it("lists events, the newest first, also those that come", async () => {
  await atConsole(browser, stack, async ({ page, open }) => {
    await open("/events");
    await signIn(page);
    await page.getByRole("link", { name: "HOOK-1" }).waitFor();
    await page.getByText("What is sent").first().click();
    await expectConsoleFit(page, "events");
    const price = { value: 99_900, currency: "KES" };
    const body = { reference: "HOOK-2" };
    const { orderId } = await openMerchantOrder(stack, price, body);
    await callAsMerchant(stack, "POST", `/orders/${orderId}/cancel`, {
      body: {},
    });
    const first = page.locator("tbody tr").first();
    await first.getByRole("link", { name: "HOOK-2" }).waitFor({
      timeout: 20_000,
    });
  });
});

it("shows deliveries to a key that may not see endpoints", async () => {
  const { key } = await makeKey(stack, "Reader", ["read"]);
  await atConsole(browser, stack, async ({ page, open }) => {
    await open("/webhooks");
    await signIn(page, key);
    await page.getByText("Endpoints need the scope admin").waitFor();
    await page.getByRole("link", { name: "order.cancelled" }).first().click();
    await heading(page, /Delivery/).waitFor();
    expect(await page.getByRole("button", { name: "Send again" }).count()).toBe(
      0,
    );
    await open("/webhooks/new");
    await page.getByText("needs the scope admin").waitFor();
  });
});

it("sends only what was changed here, and can be told to discard it", async () => {
  const body = { name: "Books", url: "https://old.example/hook" };
  const made = await callAsMerchant(stack, "POST", "/webhook-endpoints", {
    body,
  });
  const { id } = (made.json as { webhookEndpoint: Endpoint }).webhookEndpoint;
  const path = `/webhook-endpoints/${id}`;
  await atConsole(browser, stack, async ({ page, open }) => {
    await open(`/webhooks/${id}`);
    await signIn(page);
    const name = page.getByLabel("Name");
    await name.fill("Ledger");
    const url = "https://new.example/hook";
    await callAsMerchant(stack, "PATCH", path, { body: { url } });
    await page.reload();
    await heading(page, "Books").waitFor();
    expect(await name.inputValue()).toBe("Ledger");
    expect(await page.getByLabel("Address").inputValue()).toBe(url);
    await page.getByRole("button", { name: "Save" }).click();
    await heading(page, "Ledger").waitFor();
    const changed = await callAsMerchant(stack, "GET", path);
    expect(changed.json).toMatchObject({
      webhookEndpoint: { name: "Ledger", url },
    });

    const discard = page.getByRole("button", { name: "Discard the draft" });
    expect(await discard.count()).toBe(0);
    await name.fill("Mistake");
    await expectPageFit(page, "endpoint with a draft");
    await discard.click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Discard the draft" }).click();
    await discard.waitFor({ state: "detached" });
    expect(await name.inputValue()).toBe("Ledger");
    await page.getByRole("button", { name: "Delete" }).click();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await heading(page, "Webhooks").waitFor();
  });
});

it("deletes an endpoint once, after it has said what is lost", async () => {
  const [made] = await endpoints();
  system.answer = 503;
  const order = await openMerchantOrder(stack, {
    value: 99_900,
    currency: "KES",
  });
  await callAsMerchant(stack, "POST", `/orders/${order.orderId}/cancel`, {
    body: {},
  });
  await atConsole(browser, stack, async ({ page, open }) => {
    await open(`/webhooks/${made?.id ?? ""}`);
    await signIn(page);
    await page.getByRole("button", { name: "Delete" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("given up for good").waitFor();
    await page.keyboard.press("Escape");
    expect(await endpoints()).toHaveLength(1);
    await page.getByRole("button", { name: "Delete" }).click();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await page.getByText("No endpoint yet").waitFor();
    expect(await endpoints()).toEqual([]);

    // What was given up can't be sent again, here and on the order's page.
    await page.getByRole("link", { name: "order.cancelled" }).first().click();
    await page.getByText("the endpoint was deleted").first().waitFor();
    const again = page.getByRole("button", { name: "Send again" });
    expect(await again.count()).toBe(0);
    await open(`/orders/${order.orderId}`);
    await page.getByRole("link", { name: "order.cancelled" }).waitFor();
    expect(await again.count()).toBe(0);
  });
});
