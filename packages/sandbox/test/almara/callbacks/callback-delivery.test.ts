import { describe, expect, it } from "vitest";
import type { Harness } from "../../support/harness.ts";
import { refusal, startHarness } from "../../support/harness.ts";
import { anyString } from "../../support/matching.ts";

const OPEN_PHONE = "254712345600";

/** A deposit that ends like this; its id is the answer. */
async function end(
  { decide, deposit }: Harness,
  outcome: string,
  callbacks?: unknown,
): Promise<string> {
  const id = await deposit(OPEN_PHONE);
  expect((await decide(id, outcome, callbacks)).status).toBe(200);
  return id;
}

const deliveries = async ({ shown }: Harness, id: string) =>
  (await shown(id))["callbacks"];

/** `first` for Safaricom's call, `second` for the final one. */
const kinds = ({ merchant }: Harness) =>
  merchant.received.map(({ body }) =>
    body.includes("stkCallback") ? "first" : "second",
  );

describe("callbacks", () => {
  it.each([
    [undefined, ["first", "second"]],
    ["normal", ["first", "second"]],
    ["repeated", ["first", "second", "first", "second"]],
    ["reordered", ["second", "first"]],
    ["repeated_reordered", ["second", "first", "second", "first"]],
    [3, ["first", "second", "first", "second", "first", "second"]],
  ])("come as %j asks", async (callbacks, expected) => {
    const harness = await startHarness();
    await end(harness, "paid", callbacks);
    await harness.merchant.waitFor(expected.length);
    expect(kinds(harness)).toEqual(expected);
  });

  it.each(["none", "lost", 0])("do not come with %j", async (callbacks) => {
    const harness = await startHarness();
    const id = await end(harness, "paid", callbacks);
    expect(await deliveries(harness, id)).toEqual([]);
  });

  it("can name another amount, while the query stays right", async () => {
    const harness = await startHarness();
    const { id } = await harness.checkout();
    await harness.decide(id, "paid", "wrong_amount");
    const [received] = await harness.merchant.waitFor(1);
    expect(received?.body).toContain('"price": 2501.0');
    expect((await harness.queryCheckout(id)).text).toContain('"price":2500.0');
  });

  it("can be forged for an attempt that nobody paid", async () => {
    const harness = await startHarness();
    const id = await end(harness, "pending", "forged");
    await harness.merchant.waitFor(2);
    expect(harness.merchant.received[1]?.body).toContain('"ResultCode":"0"');
    expect((await harness.queryDeposit(id)).json["status"]).toBe("Pending");
  });

  it("wait for the one before, so that their order holds", async () => {
    const harness = await startHarness({ callbackDelayMs: 0 });
    const release = harness.merchant.hold();
    const id = await end(harness, "paid");
    await harness.merchant.waitFor(1);
    expect(await deliveries(harness, id)).toEqual([
      { name: "stk", state: "waiting", tries: [] },
      { name: "deposit", state: "waiting", tries: [] },
    ]);
    expect(kinds(harness)).toEqual(["first"]);
    release();
    await harness.merchant.waitFor(2);
    expect(kinds(harness)).toEqual(["first", "second"]);
  });

  it("stop with a reset", async () => {
    const harness = await startHarness({ callbackDelayMs: 0 });
    const release = harness.merchant.hold();
    await end(harness, "paid");
    await harness.merchant.waitFor(1);
    await harness.control("POST", "/reset");
    release();
    // The callbacks of another attempt come through, those of the forgotten one do not.
    await end(harness, "cancelled");
    await harness.merchant.waitFor(2);
    expect(kinds(harness)).toEqual(["first", "first"]);
  });

  it("are tried again until they are taken, with the same bytes", async () => {
    const harness = await startHarness();
    harness.merchant.answerWith(500, 0);
    const { id } = await harness.checkout();
    await harness.decide(id, "paid");
    await harness.merchant.waitFor(3);
    const bodies = harness.merchant.received.map(({ body }) => body);
    expect(new Set(bodies).size).toBe(1);
    await expect
      .poll(() => deliveries(harness, id))
      .toEqual([
        {
          name: "checkout",
          state: "delivered",
          tries: [
            { at: anyString, status: 500, error: null },
            { at: anyString, status: null, error: "UND_ERR_SOCKET" },
            { at: anyString, status: 200, error: null },
          ],
        },
      ]);
  });

  it("are given up after the last try; redirects are not followed", async () => {
    const harness = await startHarness();
    harness.merchant.answerWith(302, 404, 503);
    const { id } = await harness.checkout();
    await harness.decide(id, "paid");
    await expect
      .poll(() => deliveries(harness, id))
      .toMatchObject([
        {
          state: "failed",
          tries: [{ status: 302 }, { status: 404 }, { status: 503 }],
        },
      ]);
    expect(harness.merchant.received.map(({ path }) => path)).toEqual(
      Array(3).fill("/callbacks?s=secret-mac"),
    );
  });

  it("can be sent again once there is something to tell", async () => {
    const harness = await startHarness();
    const id = await harness.deposit(OPEN_PHONE);
    const again = (body?: object) =>
      harness.control("POST", `/attempts/${id}/callbacks`, body);
    expect(refusal(await again())).toBe("409 undecided");
    await harness.decide(id, "paid", "none");
    expect((await again()).status).toBe(202);
    await harness.merchant.waitFor(2);
    expect((await again({ callbacks: "reordered" })).status).toBe(202);
    await harness.merchant.waitFor(4);
    expect(kinds(harness)).toEqual(["first", "second", "second", "first"]);
    const bodies = harness.merchant.received.map(({ body }) => body);
    expect(new Set(bodies).size).toBe(2);
    expect((await again({ callbacks: "daily" })).status).toBe(400);
    expect((await again({ outcome: "paid" })).status).toBe(400);
  });

  it("never write the address's secret to the log", async () => {
    const lines: string[] = [];
    const harness = await startHarness({ log: (line) => lines.push(line) });
    harness.merchant.answerWith(0, 500);
    await end(harness, "paid");
    await harness.merchant.waitFor(4);
    await expect
      .poll(() => lines.join("\n"))
      .toContain("deposit callback taken (200)");
    expect(lines.join("\n")).not.toMatch(/secret-mac|sandbox-secret/);
    expect(lines.join("\n")).not.toContain(harness.token);
  });
});
