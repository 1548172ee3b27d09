import { describe, expect, it } from "vitest";
import { createLink, mirrorBecomes, withoutScript } from "../support/links.ts";
import type { Link } from "../support/links.ts";
import { letFail } from "../support/sandbox-control.ts";
import { providerGet } from "../support/sandbox-payouts.ts";
import { startOwnStack, useStack } from "../support/stack.ts";

const stack = useStack();

const kes = (value: number) => ({ value, currency: "KES" });
const WISH = { title: "Gift card", amount: kes(150_000), mirror: true };

/** What the provider has of it, asked with the merchant's own credentials. */
const atProvider = ({ mirror }: Link): Promise<Record<string, unknown>> =>
  providerGet(
    stack,
    `/v1/payment-link/get-payment-link?Id=${mirror?.providerId ?? ""}`,
  );

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
});

describe("a provider that is down", () => {
  it("gets the link later, also from a relay that was restarted meanwhile", async () => {
    const other = await startOwnStack();
    // No token, no call: nothing can have been made.
    await letFail(other, { call: "token", status: 503 });
    const made = await createLink(other, WISH);
    const failed = await mirrorBecomes(other, made, "failed");
    expect(failed.mirror).toMatchObject({ fault: "unavailable", url: null });
    expect((await fetch(failed.url)).status).toBe(200);
    await other.restart();
    const later = await mirrorBecomes(other, made, "carried_over");
    expect(await withoutScript(later)).toContain(later.mirror?.url);
  });
});
