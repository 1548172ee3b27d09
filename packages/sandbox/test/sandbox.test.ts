import { describe, expect, it } from "vitest";
import { startSandbox } from "../src/index.ts";
import { startHarness } from "./support/harness.ts";

describe("startSandbox", () => {
  it("listens on a free port of this machine alone", async () => {
    const { sandbox } = await startHarness();
    expect(sandbox.port).toBeGreaterThan(0);
    expect(sandbox.url).toBe(`http://localhost:${sandbox.port}`);
    expect((await fetch(sandbox.url)).status).toBe(200);
  });

  it("names the options that are wrong", async () => {
    const start = startSandbox({
      port: -1,
      promptSeconds: 0,
      publicUrl: "nowhere",
      flexpayTag: "",
      flexpayWebhookUrl: "nowhere",
      flexpayTokenSeconds: 0.5,
      acceptanceSeconds: 0,
      expiryLagSeconds: -1,
    });
    await expect(start).rejects.toThrow(TypeError);
    for (const name of [
      "port",
      "publicUrl",
      "promptSeconds",
      "flexpayTag",
      "flexpayWebhookUrl",
      "flexpayTokenSeconds",
      "acceptanceSeconds",
      "expiryLagSeconds",
    ])
      await expect(start).rejects.toThrow(`${name}: `);
  });

  it("may be closed twice, with streams open and callbacks on their way", async () => {
    const { sandbox, decide, deposit, merchant } = await startHarness({
      callbackDelayMs: 60_000,
    });
    await decide(await deposit("254712345600"), "paid");
    const stream = await fetch(`${sandbox.url}/phone/events`);
    await Promise.all([sandbox.close(), sandbox.close()]);
    await sandbox.close();
    await stream.text();
    await expect(fetch(sandbox.url)).rejects.toThrow("fetch failed");
    expect(merchant.received).toEqual([]);
  });
});
