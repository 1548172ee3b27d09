/** One order in the console: what the payer answered, and its refunds until they are paid out. */
import { expect, it } from "vitest";
import type { Page, Route } from "playwright-core";
import { consoleSuite, said } from "../support/console-suite.ts";
import {
  MARKUP,
  expectConsoleFit,
  expectPageFit,
  makeKey,
} from "../support/console.ts";
import { createLink } from "../support/links.ts";
import { callAsMerchant } from "../support/merchant-call.ts";
import { paidOrder } from "../support/paid-order.ts";
import { askForRefund, kes, refundIn } from "../support/refunds.ts";
import { letFail } from "../support/sandbox-control.ts";
import { payoutsTo } from "../support/sandbox-payouts.ts";
import { openOrder } from "../support/shopper.ts";
import { useStack } from "../support/stack.ts";

const stack = useStack();
const { signedIn } = consoleSuite(stack);

/** A payout to a phone with this ending waits until it is decided. */
const WAITS = "254712345600";

it("shows what the payer answered, in any script and however long", async () => {
  const ARABIC = "شارع النيل";
  const link = await createLink(stack, {
    title: "School fees",
    amount: kes(150_000),
    fields: [
      { id: "pupil", label: MARKUP, type: "text", required: true },
      { id: "street", label: "Street", type: "text", required: true },
    ],
  });
  const order = await openOrder(stack, {
    paymentLink: link.id,
    fields: { pupil: "W".repeat(200), street: ARABIC },
  });
  await signedIn(`/orders/${order.orderId}`, async ({ page }) => {
    await page.getByText("W".repeat(200)).waitFor();
    await page.getByRole("term").getByText(MARKUP).waitFor();
    await page.locator("bdi", { hasText: ARABIC }).waitFor();
    await expectConsoleFit(page, "the answers");
  });
});

it("revokes the tokens of an order that is not over", async () => {
  const order = await openOrder(stack);
  const read = () =>
    fetch(`${stack.relayUrl}/v1/orders/${order.orderId}`, {
      headers: {
        Authorization: `Bearer ${order.token}`,
        Origin: stack.shopUrl,
      },
    });
  expect((await read()).status).toBe(200);
  await signedIn(`/orders/${order.orderId}`, async ({ page }) => {
    const revoke = { name: "Revoke its tokens" };
    await page.getByRole("button", revoke).click();
    await page.getByRole("dialog").getByRole("button", revoke).click();
    await said(page, "The tokens of this order were revoked.");
  });
  expect((await read()).status).toBe(401);
});

it("keeps a dialog open until the answer has come, however often Escape is pressed", async () => {
  const order = await openOrder(stack);
  await signedIn(`/orders/${order.orderId}`, async ({ page }) => {
    const asked = new Promise<Route>((resolve, reject) => {
      page.route(/revoke/, resolve).catch(reject);
    });
    const revoke = { name: "Revoke its tokens" };
    await page.getByRole("button", revoke).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", revoke).click();
    const call = await asked;
    for (let time = 0; time < 3; time++) await page.keyboard.press("Escape");
    await call.abort();
    await dialog.getByRole("alert").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });
});

const stopIn = (page: Page) => page.getByRole("button", { name: "Stop it" });

it("stops a refund that has not been paid out, after it has asked", async () => {
  const order = await paidOrder(stack, WAITS);
  const { id } = refundIn(await askForRefund(stack, order));
  await signedIn(`/orders/${order.id}`, async ({ page }) => {
    await stopIn(page).waitFor();
    await expectConsoleFit(page, "an order with a refund");
    const dialog = page.getByRole("dialog");
    await stopIn(page).click();
    await dialog.getByText("asked not to pay it out").waitFor();
    await expectPageFit(page, "stop a refund");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect((await payoutsTo(stack, WAITS))[0]?.lines[0]?.state).not.toBe(
      "rejected",
    );

    await letFail(stack, { call: "payout_reject", status: 500 });
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Stop it" }).click();
    await dialog.getByText("It is not known whether the provider").waitFor();
    await dialog.getByRole("button", { name: "Stop it" }).dblclick();
    await said(page, "The refund was stopped. Nothing was paid out.");
    await stopIn(page).waitFor({ state: "detached" });
    await page
      .getByRole("region", { name: "Refunds" })
      .getByText("Stopped")
      .waitFor();
    await page.getByRole("button", { name: "Refund" }).waitFor();
  });
  const [payout] = await payoutsTo(stack, WAITS);
  expect(payout).toMatchObject({
    originatorConversationId: id,
    lines: [{ state: "rejected" }],
  });
});

it("says that there is nothing left to stop, and which scope it takes", async () => {
  const order = await paidOrder(stack, WAITS);
  const { id } = refundIn(await askForRefund(stack, order));
  const { key } = await makeKey(stack, "Reads only", ["read"]);
  await signedIn(
    `/orders/${order.id}`,
    async ({ page }) => {
      await page.getByText("a key with the scope money_out").waitFor();
      expect(await stopIn(page).count()).toBe(0);
    },
    key,
  );
  await signedIn(`/orders/${order.id}`, async ({ page }) => {
    await stopIn(page).click();
    await callAsMerchant(
      stack,
      "POST",
      `/orders/${order.id}/refunds/${id}/reject`,
      { body: {} },
    );
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Stop it" }).click();
    await dialog.getByText("It has ended meanwhile").waitFor();
    await page.keyboard.press("Escape");
    await stopIn(page).waitFor({ state: "detached" });
  });
});
