import { describe, expect, it, onTestFinished } from "vitest";
import { CANARIES } from "../support/canaries.ts";
import { malipo, wholeEnvironment } from "../support/malipo.ts";
import { useStack } from "../support/stack.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";

describe("malipo doctor", () => {
  const stack = useStack();

  const doctor = (env: Readonly<Record<string, string>>) =>
    malipo(stack, ["doctor"], { env: { ...wholeEnvironment(stack), ...env } });

  it("finds everything in order beside a running relay", async () => {
    const receiver = await startWebhookReceiver();
    onTestFinished(() => receiver.close());
    const ended = await doctor({
      MALIPO_WEBHOOK_URL: receiver.url,
      MALIPO_WEBHOOK_SECRET: CANARIES.webhookSecret,
    });
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    const lines = ended.stdout.trim().split("\n");
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(line).toMatch(/^ok {4}/);
  });

  it("finds wrong secrets, and shows none", async () => {
    const wrong = "a-secret-that-is-wrong-0123456789";
    const ended = await doctor({
      ALMARA_CLIENT_SECRET: wrong,
      FLEXPAY_CLIENT_SECRET: wrong,
    });
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout.match(/^FAIL +.*credentials/gm)).toHaveLength(2);
    expect(ended.stdout + ended.stderr).not.toContain(wrong);
  });
});
