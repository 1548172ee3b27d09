import { describe, expect, it } from "vitest";
import { openPhoneStream } from "../../support/event-stream.ts";
import type { Harness } from "../../support/harness.ts";
import { redirect, sendForm, startHarness } from "../../support/harness.ts";
import { containing, matching } from "../../support/matching.ts";

const PHONE = "254712345600";
const OTHER = "254110000099";

const open = ({ sandbox }: Harness, query = "") =>
  openPhoneStream(`${sandbox.url}/phone/events${query}`);

/** Answers the newest prompt on the screen as the page's script does. */
async function answer(harness: Harness, fields: Record<string, string>) {
  const stream = await open(harness);
  const { prompts } = await stream.waitFor(() => true);
  const id = prompts[0]?.id.replace("prompt-", "") ?? "";
  return sendForm(`${harness.sandbox.url}/phone/prompts/${id}`, fields, {
    accept: "application/json",
  });
}

describe("the phone's stream", () => {
  it("begins with what is on the screen, then follows it", async () => {
    const harness = await startHarness();
    await harness.deposit(PHONE);
    const stream = await open(harness);
    expect(stream.response.headers.get("content-type")).toContain(
      "text/event-stream",
    );
    const first = await stream.waitFor(() => true);
    expect(first.prompts).toEqual([
      {
        id: matching(/^prompt-/),
        version: "open",
        html: containing("Ksh2,500.00"),
        announcement:
          "New request on 0712 345 600: pay Ksh2,500.00 to 174379 for account ORD-7848.",
      },
    ]);
    const id = await harness.deposit(OTHER);
    const second = await stream.waitFor(({ prompts }) => prompts.length === 2);
    expect(second.prompts[0]?.html).toContain(`data-conversation="${id}"`);
    await harness.decide(id, "paid");
    const third = await stream.waitFor(({ messages }) => messages.length === 1);
    expect(third.prompts).toMatchObject([
      { id: first.prompts[0]?.id, version: "open" },
    ]);
    expect(third.messages[0]?.html).toContain("Confirmed.");
  });

  it("reaches several pages, each with its own number", async () => {
    const harness = await startHarness();
    const all = await open(harness);
    const mine = await open(harness, "?phone=0712%20345%20600");
    const theirs = await open(harness, `?phone=${OTHER}`);
    for (const stream of [all, mine, theirs]) await stream.waitFor(() => true);
    await harness.deposit(PHONE);
    await harness.deposit(OTHER);
    await all.waitFor(({ prompts }) => prompts.length === 2);
    for (const [stream, shown] of [
      [mine, "0712 345 600"],
      [theirs, "0110 000 099"],
    ] as const) {
      const { prompts } = await stream.waitFor((screen) =>
        screen.prompts.some(({ html }) => html.includes(shown)),
      );
      expect(prompts).toHaveLength(1);
    }
  });

  it("takes a prompt off the screen when its time is up, though it stays open", async () => {
    const harness = await startHarness({ promptSeconds: 0.3 });
    const stream = await open(harness);
    const id = await harness.deposit(PHONE);
    await harness.decide(id, "pending");
    await stream.waitFor(({ prompts }) => prompts.length === 1);
    const after = await stream.waitFor(({ prompts }) => prompts.length === 0);
    expect(after.messages).toEqual([]);
    expect((await harness.queryDeposit(id)).json["status"]).toBe("Pending");
  });

  it("ends with the sandbox", async () => {
    const harness = await startHarness();
    const stream = await open(harness);
    await stream.waitFor(() => true);
    await Promise.all([stream.ended(), harness.sandbox.close()]);
    await expect(fetch(harness.sandbox.url)).rejects.toThrow("fetch failed");
  });

  it("is refused when too many are open, until one leaves", async () => {
    const harness = await startHarness();
    const first = await open(harness);
    for (let i = 1; i < 200; i++) await open(harness);
    expect((await harness.open("/phone/events")).status).toBe(503);
    first.leave();
    await expect
      .poll(async () => (await open(harness)).response.status)
      .toBe(200);
  });
});

describe("answering a prompt", () => {
  it.each([
    [{ action: "pay", pin: "1234" }, "0", "Completed"],
    [{ action: "pay", pin: "0000" }, "2001", "Failed"],
    [{ action: "cancel" }, "1032", "Failed"],
  ])("with %j is result code %s", async (fields, resultCode, status) => {
    const harness = await startHarness();
    const id = await harness.deposit(PHONE);
    const reply = await answer(harness, fields);
    expect([reply.status, reply.json]).toEqual([200, { result: "taken" }]);
    expect((await harness.queryDeposit(id)).json).toMatchObject({
      resultCode,
      status,
    });
  });

  it("by ignoring it lets it run out", async () => {
    const harness = await startHarness({ promptSeconds: 1 });
    const id = await harness.deposit(PHONE);
    const stream = await open(harness);
    expect((await answer(harness, { action: "ignore" })).status).toBe(200);
    const ignored = await stream.waitFor(({ prompts }) =>
      prompts.some(({ version }) => version === "ignored"),
    );
    expect(ignored.prompts[0]?.html).not.toContain("<form");
    expect((await harness.queryDeposit(id)).json["status"]).toBe("Pending");
    await stream.waitFor(({ messages }) => messages.length === 1);
    expect((await harness.queryDeposit(id)).json["resultCode"]).toBe("1037");
  });

  it.each(["", "12", "12345", "12a4"])("takes no PIN like %j", async (pin) => {
    const harness = await startHarness();
    const id = await harness.deposit(PHONE);
    const reply = await answer(harness, { action: "pay", pin });
    expect([reply.status, reply.json["result"]]).toEqual([422, "bad_pin"]);
    expect((await harness.queryDeposit(id)).json["status"]).toBe("Pending");
  });

  it("is not for a number that answers by itself", async () => {
    const harness = await startHarness({ answerDelayMs: 60_000 });
    await harness.deposit("254712345601");
    const reply = await answer(harness, { action: "pay", pin: "1234" });
    expect([reply.status, reply.json["result"]]).toEqual([409, "over"]);
  });

  it("is refused when it is over or unknown", async () => {
    const harness = await startHarness();
    const id = await harness.deposit(PHONE);
    const stream = await open(harness);
    const { prompts } = await stream.waitFor(() => true);
    await harness.decide(id, "cancelled");
    const path = `/phone/prompts/${prompts[0]?.id.slice("prompt-".length) ?? ""}`;
    const statusOf = async (url: string, fields: Record<string, string>) =>
      (await sendForm(harness.sandbox.url + url, fields)).status;
    expect(await statusOf(path, { action: "cancel" })).toBe(409);
    expect(await statusOf("/phone/prompts/x", { action: "cancel" })).toBe(404);
    expect(await statusOf(path, { action: "explode" })).toBe(404);
  });
});

describe("the phone page", () => {
  it("shows prompts and messages without a script, escaped", async () => {
    const harness = await startHarness();
    await harness.deposit(PHONE, { TransactionDesc: "<img src=x>" });
    await harness.decide(await harness.deposit(OTHER), "paid");
    const { text, headers } = await harness.open("/phone");
    expect(text).toContain("&lt;img src=x&gt;");
    expect(text).toContain("Confirmed.");
    expect(text).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
    expect(headers.get("content-security-policy")).not.toContain("unsafe");
  });

  it("answers a form with itself, showing the same number", async () => {
    const harness = await startHarness();
    await harness.deposit(PHONE);
    const page = await harness.open(`/phone?phone=${PHONE}`);
    const path = /action="(\/phone\/prompts\/[^"]+)"/.exec(page.text)?.[1];
    expect(page.text).toContain(`name="phone" value="${PHONE}"`);
    const post = (pin: string) =>
      sendForm(
        harness.sandbox.url + (path ?? ""),
        { action: "pay", pin, phone: PHONE },
        { accept: "text/html" },
      );
    const wrong = await post("1");
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("A PIN has four digits.");
    const right = redirect(await post("1234"));
    expect(right).toBe(`303 /phone?phone=${PHONE}`);
  });
});
