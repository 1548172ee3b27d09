import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CANARIES } from "../support/canaries.ts";
import { malipo, wholeEnvironment } from "../support/malipo.ts";
import { askAsMerchant } from "../support/merchant.ts";
import { paidOrder } from "../support/paid-order.ts";
import type { PaidOrder } from "../support/paid-order.ts";
import { letFail } from "../support/sandbox-control.ts";
import { makePayout } from "../support/sandbox-payouts.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";
import type { WebhookReceiver } from "../support/webhook-receiver.ts";

let receiver: WebhookReceiver;
let stack: Stack;
let order: PaidOrder;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  stack = await startStack();
  order = await paidOrder(stack, "254712346101");
});
afterAll(async () => {
  await stack.close();
  await receiver.close();
});

const run = (...args: string[]) => malipo(stack, args);

describe.concurrent("malipo's exit codes", () => {
  it.each([
    ["no command", ["refunds"]],
    ["a command that is none", ["refunds", "take"]],
    ["an id too few", ["payouts", "show"]],
    ["an id too many", ["payouts", "show", "one", "two"]],
    ["an option that is none", ["routes", "list", "--all"]],
    ["no reason", ["refunds", "create", "ord_1"]],
    ["no JSON on standard input", ["links", "create"]],
  ])("2 for %s", async (_what, args) => {
    const ended = await run(...args);
    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
    expect(ended.stderr).toMatch(/^malipo: /);
  });

  it.each(["1e3", "100.1234", "-5", "100 USD", "a lot", ""])(
    "2 for %j as an amount, and nothing is sent",
    async (amount) => {
      const args = ["--reason", "Wrong size", `--amount=${amount}`];
      const ended = await run("refunds", "create", order.id, ...args);
      expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
      const { refunds } = await askAsMerchant<{ refunds: unknown[] }>(
        stack,
        `/orders/${order.id}/refunds`,
      );
      expect(refunds).toEqual([]);
    },
  );

  it("3 for zero as an amount", async () => {
    const args = ["--reason", "Wrong size", "--amount", "0.00"];
    const ended = await run("refunds", "create", order.id, ...args);
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain("amount_out_of_range");
  });

  it("2 without an address or a key, and both are named", async () => {
    const env = { MALIPO_PUBLIC_URL: "", MALIPO_MERCHANT_KEY: "" };
    const ended = await malipo(stack, ["routes", "list"], { env });
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain("MALIPO_PUBLIC_URL");
    expect(ended.stderr).toContain("MALIPO_MERCHANT_KEY");
  });

  it("3 for a wrong key", async () => {
    const env = { MALIPO_MERCHANT_KEY: "mk_wrong_0123456789abcdef0123456789" };
    const ended = await malipo(stack, ["orders", "list"], { env });
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain("merchant_key_invalid");
  });

  it.each([
    ["orders", "show"],
    ["links", "show"],
    ["payouts", "show"],
    ["payouts", "reject"],
    ["bills", "show"],
    ["transfers", "accept"],
    ["refunds", "list"],
    ["deliveries", "redrive"],
  ])("4 for an unknown id: %s %s", async (group, command) => {
    const ended = await run(group, command, "7".repeat(300));
    expect(ended).toMatchObject({ exitCode: 4, stdout: "" });
    expect(ended.stderr).toContain("not_found");
  });
});

describe("malipo where the provider gives no answer", () => {
  it("ends with 1, and says whether it may have been done", async () => {
    const id = await makePayout(stack, { phone: "254712345600", amount: 25 });
    await letFail(stack, { call: "payout_query", status: 503 });
    const read = await run("payouts", "show", id);
    expect(read).toMatchObject({ exitCode: 1, stdout: "" });
    expect(read.stderr).toContain("provider_unavailable");
    await letFail(stack, { call: "payout_reject", body: "none" });
    const stopped = await run("payouts", "reject", id);
    expect(stopped.exitCode).toBe(1);
    expect(stopped.stderr).toContain("provider_outcome_unknown");
  });
});

describe("malipo doctor", () => {
  const doctor = (env: Readonly<Record<string, string>> = {}) =>
    malipo(stack, ["doctor"], { env: { ...wholeEnvironment(stack), ...env } });

  it("finds everything in order beside a running relay", async () => {
    const ended = await doctor({
      MALIPO_WEBHOOK_URL: receiver.url,
      MALIPO_WEBHOOK_SECRET: CANARIES.webhookSecret,
    });
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    const lines = ended.stdout.trim().split("\n");
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(line).toMatch(/^ok {4}/);
  });

  it.each([
    ["ALMARA_CLIENT_SECRET", "Almara Pay, credentials and routes"],
    ["FLEXPAY_CLIENT_SECRET", "FlexPay, credentials and transfers"],
  ])("finds a wrong %s, and shows none", async (variable, check) => {
    const wrong = "a-secret-that-is-wrong-0123456789";
    const ended = await doctor({ [variable]: wrong });
    expect(ended.exitCode).toBe(1);
    const failed = ended.stdout
      .split("\n")
      .filter((line) => /^FAIL/.test(line));
    expect(failed).toHaveLength(1);
    expect(failed[0]).toContain(check);
    expect(ended.stdout + ended.stderr).not.toContain(wrong);
    expect(ended.stderr).toContain("One check failed.");
  });

  it("says all that is missing in a configuration that is none", async () => {
    const ended = await malipo(stack, ["doctor"]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain("MALIPO_MASTER_KEY");
  });
});
