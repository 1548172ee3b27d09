import { describe, expect, it } from "vitest";
import { redirect, sendForm } from "../support/harness.ts";
import { startFlexpay, toMembers } from "./harness.ts";

const FORM = {
  sender: "ada@pesawallet",
  tag: "@duka",
  amount: "1500",
  currency: "NGN",
  narration: "ORD-1",
};

const JSON_WANTED = { accept: "application/json" };

describe("the wallet page", () => {
  it("is filled in from its address, and escapes it", async () => {
    const { open } = await startFlexpay();
    const { text } = await open(
      '/wallet?tag=@duka&amount=1500&currency=USD&narration="><script>&sender=broke@pesawallet',
    );
    expect(text).toContain('value="@duka"');
    expect(text).toContain('value="1500"');
    expect(text).toMatch(/<option selected>\s*USD/);
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(text).toMatch(/value="broke@pesawallet"\s+checked/);
  });

  it("does not mind an address that makes no sense", async () => {
    const { open } = await startFlexpay();
    const reply = await open("/wallet?tag=a&tag=b&currency=shilling");
    expect(reply.status).toBe(200);
    expect(reply.text).not.toContain("shilling");
  });
});

describe("POST /wallet/transfers", () => {
  it("sends", async () => {
    const { listed, origin } = await startFlexpay();
    const url = `${origin}/wallet/transfers`;
    const sent = await sendForm(url, FORM, JSON_WANTED);
    expect([sent.status, sent.json["amount"]]).toEqual([201, 1500]);
    const again = await sendForm(url, { ...FORM, narration: "" });
    expect(redirect(again)).toBe("303 /wallet#sent");
    expect(await listed("transfers")).toMatchObject([
      { senderTag: "ada@pesawallet" },
      { narration: "ORD-1" },
    ]);
  });

  it.each([
    ["sender", "duka@dukaapp"],
    ["tag", "@nobody"],
    ["tag", ""],
    ["amount", "0"],
    ["currency", "ngn"],
    ["narration", "x".repeat(501)],
  ])("refuses the %s %j", async (name, value) => {
    const { listed, origin } = await startFlexpay();
    const form = { ...FORM, [name]: value };
    const url = `${origin}/wallet/transfers`;
    const reply = await sendForm(url, form, JSON_WANTED);
    expect(reply.status).toBe(422);
    const problems = toMembers(reply.json["problems"]);
    expect(Object.keys(problems)).toEqual([name]);
    expect((await sendForm(url, form)).status).toBe(422);
    expect(await listed("transfers")).toEqual([]);
  });
});
