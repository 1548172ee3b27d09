/** Payouts and bill payments at the console, against a real relay and the provider's sandbox. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRelay, createRelayLog, parseConfig } from "@malipo/relay";
import { expect, it, onTestFinished } from "vitest";
import { CANARIES } from "../support/canaries.ts";
import { consoleSuite } from "../support/console-suite.ts";
import {
  MARKUP,
  atConsole,
  expectConsoleFit,
  heading,
  makeKey,
  signIn,
} from "../support/console.ts";
import { takePicture } from "../support/pictures.ts";
import { control, letFail } from "../support/sandbox-control.ts";
import { makePayout, payoutBecomes } from "../support/sandbox-payouts.ts";
import { useStack } from "../support/stack.ts";

const stack = useStack();

const { browser, atDesk } = consoleSuite(stack);

const WAITS = "254712345600";
const PAYS = "254712345601";
const NO_RESULT = "254712345605";

it("finds a payout by its id, says what its status means, and stops it after it has asked", async () => {
  const id = await makePayout(
    stack,
    { phone: WAITS, amount: 1500, name: MARKUP },
    { phone: PAYS, amount: 700 },
  );
  await payoutBecomes(stack, id, "pending", "paid");
  await atDesk(async ({ page, open }) => {
    await open("/payouts");
    await signIn(page);
    await heading(page, "Payouts and bills").waitFor();
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByText("Enter the id.").waitFor();
    await page.getByLabel("originatorConversationId").fill(` ${id} `);
    await page.getByLabel("originatorConversationId").press("Enter");
    await page.waitForURL((url) => url.searchParams.get("id") === id);
    await page.getByText("It can still be stopped.").waitFor();
    await page.reload();
    await page.getByText("It can still be stopped.").waitFor();
    await page.getByText("KES 1,500").waitFor();
    // What a provider says is text.
    await page.getByRole("heading", { level: 3, name: MARKUP }).waitFor();
    await expectConsoleFit(page, "a pending payout");

    const stop = page.getByRole("button", { name: "Stop the payout" });
    const dialog = page.getByRole("dialog");
    await stop.click();
    await dialog.getByText("Lines that are paid stay paid").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await payoutBecomes(stack, id, "pending", "paid");
    await stop.click();
    await dialog.getByRole("button", { name: "Stop the payout" }).dblclick();
    await page
      .getByRole("status")
      .getByText("1 of 2 lines were stopped.")
      .waitFor();
    await payoutBecomes(stack, id, "rejected", "paid");
    await page.getByText("Stopped", { exact: true }).waitFor();
    await stop.waitFor({ state: "hidden" });
  });
});

it("says that a payout without a result may have been paid", async () => {
  const id = await makePayout(stack, { phone: NO_RESULT, amount: 1500 });
  await payoutBecomes(stack, id, "timed_out");
  await atDesk(async ({ page, open }) => {
    await open(`/payouts?id=${id}`);
    await signIn(page);
    await page.getByText("The money may have been sent").waitFor();
    await page.getByText("Don't pay again before you know.").first().waitFor();
    expect(
      await page.getByRole("button", { name: "Stop the payout" }).count(),
    ).toBe(0);
    await takePicture(page, "payout", { width: 360, colorScheme: "light" });
    await control(stack, `/payouts/${id}`, { outcome: "paid" });
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByText("The recipient has the money.").waitFor();
    await page.getByRole("heading", { name: "Your balances" }).waitFor();
    await expectConsoleFit(page, "a paid payout");
  });
});

it("reads a bill payment, and says that the provider doesn't know one", async () => {
  const id = "BILL-17";
  await control(stack, "/bills", {
    originatorConversationId: id,
    accountCustomerName: MARKUP,
  });
  await atDesk(async ({ page, open }) => {
    await open("/payouts?kind=bill");
    await signIn(page);
    await page.getByLabel("originatorConversationId").fill("no-such-bill");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByText("The provider knows nothing with this id").waitFor();
    await expectConsoleFit(page, "an unknown bill");
    await page.getByLabel("originatorConversationId").fill(id);
    await page.getByRole("button", { name: "Find" }).click();
    const bill = page.getByRole("region", { name: "Bill payment" });
    await bill.getByText("The bill was not paid.").waitFor();
    // What a provider says is text.
    await bill.getByText(MARKUP).waitFor();
    await expectConsoleFit(page, "a bill");
  });
});

it("says in words that the provider is down, and asks again when told to", async () => {
  const id = "BILL-18";
  await control(stack, "/bills", { originatorConversationId: id });
  await letFail(stack, { call: "bill", status: 503, times: 1 });
  await atDesk(async ({ page, open }) => {
    await open(`/payouts?kind=bill&id=${id}`);
    await signIn(page);
    await page.getByText("The provider does not respond now.").waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("The bill was not paid.").waitFor();
  });
});

it("offers a key without money_out nothing that it can't do, and says what is missing", async () => {
  const id = await makePayout(stack, { phone: WAITS, amount: 900 });
  await payoutBecomes(stack, id, "pending");
  const reader = await makeKey(stack, "Reader", ["read"]);
  await atDesk(async ({ page, open }) => {
    await open(`/payouts?id=${id}`);
    await signIn(page, reader.key);
    await page.getByText("has the scope money_out").waitFor();
    expect(
      await page.getByRole("button", { name: "Stop the payout" }).count(),
    ).toBe(0);
    const status = await page.evaluate<number>(
      `fetch("/v1/merchant/payouts/${id}/reject", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" }).then((r) => r.status)`,
    );
    expect(status).toBe(403);
  });
  await payoutBecomes(stack, id, "pending");
  const links = await makeKey(stack, "Links", ["links"]);
  await atDesk(async ({ page, open }) => {
    await open(`/payouts?id=${id}`);
    await signIn(page, links.key);
    await page.getByText("needs the scope read").waitFor();
  });
});

it("says so where no provider is configured for it", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "malipo-e2e-"));
  const { ok, config, problems } = parseConfig({
    MALIPO_PUBLIC_URL: "http://localhost:4001",
    MALIPO_PORT: "0",
    MALIPO_ADMIN_PORT: "0",
    MALIPO_DATABASE_URL: `sqlite:${path.join(folder, "relay.sqlite")}`,
    MALIPO_MASTER_KEY: CANARIES.masterKey,
    MALIPO_MERCHANT_KEY: CANARIES.merchantKey,
    FLEXPAY_API_URL: stack.sandboxUrl,
    FLEXPAY_CLIENT_ID: "client",
    FLEXPAY_CLIENT_SECRET: CANARIES.flexpayClientSecret,
    FLEXPAY_TAG: "duka@dukaapp",
    FLEXPAY_WEBHOOK_SECRET: CANARIES.flexpayWebhookSecret,
  });
  if (!ok) throw new Error(JSON.stringify(problems));
  const log = createRelayLog(config, { write: () => undefined });
  const relay = createRelay({ ...config, log });
  onTestFinished(async () => {
    await relay.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { adminPort } = await relay.listen();
  const other = { ...stack, adminUrl: `http://localhost:${adminPort}` };
  await atConsole(browser(), other, async ({ page, open }) => {
    await open("/payouts?id=PAYOUT-17");
    await signIn(page);
    await page.getByText("This relay has no provider for it.").waitFor();
    await page.getByText("ALMARA_API_URL").waitFor();
    await expectConsoleFit(page, "no provider");
  });
});
