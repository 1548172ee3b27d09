import { describe, expect, it, onTestFinished, vi } from "vitest";
import { send, sendForm, startHarness } from "../support/harness.ts";

const statusOf = (text: string): string | undefined =>
  /data-status="(\w+)"/.exec(text)?.[1];

/** Orders with this number; the address of the order's page is the answer. */
async function order(origin: string, phone: string): Promise<string> {
  const made = await sendForm(`${origin}/shop/orders`, { phone });
  expect(made.status).toBe(303);
  return origin + (made.headers.get("location") ?? "");
}

async function ends(page: string): Promise<string> {
  for (;;) {
    const { headers, text } = await send(page);
    if (statusOf(text) !== "pending") return text;
    expect(headers.get("refresh")).toBe("1");
  }
}

describe("the sandbox's shop", () => {
  it("stands on the start page", async () => {
    const { open } = await startHarness();
    expect((await open("/")).text).toContain('action="/shop/orders"');
  });

  it("is paid on the phone, and hears of it by callback", async () => {
    const { origin, decide } = await startHarness();
    const page = await order(origin, "0712 345 600");
    expect(statusOf((await send(page)).text)).toBe("pending");
    await decide(page.split("/").at(-1) ?? "", "paid");
    const text = await ends(page);
    expect(statusOf(text)).toBe("paid");
    expect(text).toContain("npx malipo init");
    await expect
      .poll(async () => (await send(page)).text)
      .toMatch(/Callbacks received<\/dt>\s*<dd>2</);
  });

  it.each([
    ["+254 712 345 602", "failed"],
    // Accepted, and the answer lost on its way.
    ["0712345610", "paid"],
  ])("%s ends %s", async (phone, status) => {
    const { origin } = await startHarness();
    const text = await ends(await order(origin, phone));
    expect(statusOf(text)).toBe(status);
  });

  it("takes a prompt that the provider doesn't know for failed only when it can't come any more", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { origin } = await startHarness();
    const page = await order(origin, "0712345609");
    expect(statusOf((await send(page)).text)).toBe("pending");
    vi.setSystemTime(Date.now() + 20_000);
    expect(statusOf((await send(page)).text)).toBe("failed");
  });

  it("believes no callback", async () => {
    const { origin } = await startHarness();
    const page = await order(origin, "0712345600");
    const id = page.split("/").at(-1) ?? "";
    const body = { ResultCode: "0" };
    await send(`${origin}/shop/callbacks/${id}`, { method: "POST", body });
    expect(statusOf((await send(page)).text)).toBe("pending");
  });

  it("refuses what is no number, and knows no other order", async () => {
    const { origin } = await startHarness();
    const url = `${origin}/shop/orders`;
    const refused = await sendForm(url, { phone: "12345" });
    expect([refused.status, refused.text.includes('role="alert"')]).toEqual([
      400,
      true,
    ]);
    expect((await send(`${url}/TEST-1`)).status).toBe(404);
  });
});
