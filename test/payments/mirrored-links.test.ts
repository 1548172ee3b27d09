import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  changeLink,
  createLink,
  mirrorBecomes,
  withoutScript,
} from "../support/links.ts";
import type { Link } from "../support/links.ts";
import { letFail } from "../support/sandbox-control.ts";
import { providerGet } from "../support/sandbox-payouts.ts";
import { openOrder } from "../support/shopper.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

const kes = (value: number) => ({ value, currency: "KES" });
const WISH = { title: "Gift card", amount: kes(150_000), mirror: true };

/** What the provider has of it, asked with the merchant's own credentials. */
const atProvider = ({ mirror }: Link): Promise<Record<string, unknown>> =>
  providerGet(
    stack,
    `/v1/payment-link/get-payment-link?Id=${mirror?.providerId ?? ""}`,
  );

/** The link takes payments, whatever the provider's page does. */
async function canBePaid({ id }: Link): Promise<void> {
  const shopper = await openOrder(stack, { paymentLink: id });
  await shopper.pay("mpesa", "0712 345 601");
  await shopper.sees("paid", ({ status }) => status === "paid");
}

describe("a mirrored link", () => {
  it("is made at the provider, whose page stands in for a browser without JavaScript", async () => {
    const made = await createLink(stack, { ...WISH, amount: kes(150_050) });
    const link = await mirrorBecomes(stack, made, "carried_over");
    expect(link.mirror).toMatchObject({ fault: null, stillOpen: false });
    const url = link.mirror?.url ?? "";
    expect(url.startsWith(`${stack.sandboxUrl}/link/`)).toBe(true);
    expect(await atProvider(link)).toMatchObject({
      description: "Gift card",
      isAmountSpecified: true,
      amount: 1500.5,
      currency: "KES",
      accountReference: link.id,
      redirectionSite: link.url,
    });
    expect(await withoutScript(link)).toContain(`href="${url}"`);
    expect((await fetch(url)).status).toBe(200);
  });

  it("has its changes carried over, on the page it has there", async () => {
    const made = await createLink(stack, WISH);
    const before = await mirrorBecomes(stack, made, "carried_over");
    await changeLink(stack, made, {
      title: "Gift card, large",
      amount: kes(500_000),
    });
    const after = await mirrorBecomes(stack, made, "carried_over");
    expect(after.mirror?.providerId).toBe(before.mirror?.providerId);
    expect(await atProvider(after)).toMatchObject({
      description: "Gift card, large",
      amount: 5000,
    });
  });

  it("leaves the amount open where the link does", async () => {
    const wish = { title: "Support", min: kes(10_000), mirror: true };
    const made = await createLink(stack, wish);
    const link = await mirrorBecomes(stack, made, "carried_over");
    expect(await atProvider(link)).toMatchObject({
      isAmountSpecified: false,
      amount: null,
    });
  });

  it("works while the provider refuses it, and is carried over later", async () => {
    await letFail(stack, { call: "payment_link", status: 403 });
    const made = await createLink(stack, WISH);
    const failed = await mirrorBecomes(stack, made, "failed");
    expect(failed.mirror).toMatchObject({
      providerId: null,
      url: null,
      fault: "refused",
    });
    expect(await withoutScript(failed)).not.toContain(stack.sandboxUrl);
    await canBePaid(failed);
    const later = await mirrorBecomes(stack, made, "carried_over");
    expect(await atProvider(later)).toMatchObject({ amount: 1500 });
  });

  it("keeps what was carried over before out of sight while a change could not be", async () => {
    const made = await createLink(stack, WISH);
    const before = await mirrorBecomes(stack, made, "carried_over");
    await letFail(stack, { call: "payment_link", status: 503 });
    await changeLink(stack, made, { amount: kes(200_000) });
    const failed = await mirrorBecomes(stack, made, "failed");
    expect(failed.mirror?.providerId).toBe(before.mirror?.providerId);
    // The page there asks for the old amount.
    expect(await withoutScript(failed)).not.toContain(stack.sandboxUrl);
    const later = await mirrorBecomes(stack, made, "carried_over");
    expect(await atProvider(later)).toMatchObject({ amount: 2000 });
    expect(later.mirror?.providerId).toBe(before.mirror?.providerId);
  });

  it.each(["none", "half"])(
    "is not made twice when the answer is lost (%s)",
    async (body) => {
      await letFail(stack, { call: "payment_link", body });
      const made = await createLink(stack, WISH);
      const failed = await mirrorBecomes(stack, made, "failed");
      expect(failed.mirror).toMatchObject({
        providerId: null,
        fault: "outcome_unknown",
      });
      await canBePaid(failed);
      // A person who knows better says so by a change.
      await changeLink(stack, made, { description: "For friends" });
      const later = await mirrorBecomes(stack, made, "carried_over");
      expect(later.mirror?.fault).toBeNull();
    },
  );

  it("can be switched off, and then no change is carried over", async () => {
    const made = await createLink(stack, WISH);
    const before = await mirrorBecomes(stack, made, "carried_over");
    const stopped = await changeLink(stack, made, {
      mirror: false,
      title: "Another title",
    });
    expect(stopped.mirror).toMatchObject({ state: "stopped" });
    expect(await withoutScript(stopped)).not.toContain(stack.sandboxUrl);
    expect(await atProvider(before)).toMatchObject({
      description: "Gift card",
    });
    await changeLink(stack, made, { mirror: true });
    const again = await mirrorBecomes(stack, made, "carried_over");
    expect(again.mirror?.providerId).toBe(before.mirror?.providerId);
    expect(await atProvider(again)).toMatchObject({
      description: "Another title",
    });
  });

  it("says that the provider's page is still open when the link takes no payments any more", async () => {
    const made = await createLink(stack, WISH);
    await mirrorBecomes(stack, made, "carried_over");
    const off = await changeLink(stack, made, { active: false });
    expect(off.mirror).toMatchObject({ stillOpen: true });
    const { status } = await fetch(`${stack.relayUrl}/v1/orders`, {
      method: "POST",
      headers: {
        Origin: stack.shopUrl,
        "Content-Type": "application/json",
        "Idempotency-Key": "an-order-of-a-link-that-is-off",
      },
      body: JSON.stringify({ paymentLink: made.id }),
    });
    expect(status).toBe(409);
  });
});

describe("a provider that is down", () => {
  it("gets the link later, also from a relay that was restarted meanwhile", async () => {
    const other = await startStack();
    try {
      // No token, no call: nothing can have been made.
      await letFail(other, { call: "token", status: 503 });
      const made = await createLink(other, WISH);
      const failed = await mirrorBecomes(other, made, "failed");
      expect(failed.mirror).toMatchObject({ fault: "unavailable", url: null });
      expect((await fetch(failed.url)).status).toBe(200);
      await other.restart();
      const later = await mirrorBecomes(other, made, "carried_over");
      expect(await withoutScript(later)).toContain(later.mirror?.url);
    } finally {
      await other.close();
    }
  });
});
