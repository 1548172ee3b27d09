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
    });
    await expect(start).rejects.toThrow(TypeError);
    await expect(start).rejects.toThrow(
      /port: .*; publicUrl: .*; promptSeconds: /,
    );
  });

  it("may be closed twice, with streams open and callbacks on their way", async () => {
    const { sandbox, control, deposit, merchant } = await startHarness({
      callbackDelayMs: 60_000,
    });
    const id = await deposit("254712345600");
    await control("POST", `/attempts/${id}`, { outcome: "paid" });
    const stream = await fetch(`${sandbox.url}/phone/events`);
    await Promise.all([sandbox.close(), sandbox.close()]);
    await sandbox.close();
    await stream.text();
    await expect(fetch(sandbox.url)).rejects.toThrow("fetch failed");
    expect(merchant.received).toEqual([]);
  });
});
