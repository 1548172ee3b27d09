import { describe, expect, it } from "vitest";
import { refusal, sendForm, startHarness } from "../support/harness.ts";

describe("the start page", () => {
  it("says what this is and names every magic ending", async () => {
    const { open } = await startHarness();
    const { status, text } = await open("/");
    expect(status).toBe(200);
    expect(text).toContain("A sandbox for Almara Pay");
    expect(text).toContain('href="/phone"');
    expect(text).toContain('href="/wallet"');
    for (let ending = 0; ending <= 11; ending++)
      expect(text).toContain(`…${String(ending).padStart(2, "0")}`);
  });

  it("answers an unknown address with a page", async () => {
    const { open } = await startHarness();
    const { status, text } = await open("/nothing");
    expect(status).toBe(404);
    expect(text).toContain("Page not found");
  });
});

describe("assets", () => {
  it.each([
    ["common.css", "text/css"],
    ["index.css", "text/css"],
    ["card.css", "text/css"],
    ["phone.css", "text/css"],
    ["phone.js", "text/javascript"],
    ["wallet.css", "text/css"],
    ["wallet.js", "text/javascript"],
    ["return.js", "text/javascript"],
    ["icon.svg", "image/svg+xml"],
  ])("%s is %s", async (name, type) => {
    const { open } = await startHarness();
    const reply = await open(`/assets/${name}`);
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-type")).toContain(type);
    expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it.each(["toString", "common.cs", "..%2Fmain.ts"])(
    "%s is not served",
    async (name) => {
      const { open } = await startHarness();
      expect((await open(`/assets/${name}`)).status).toBe(404);
    },
  );
});

describe("bodies", () => {
  it("larger than 64 KB are refused everywhere", async () => {
    const { origin, control } = await startHarness();
    const large = "x".repeat(70_000);
    for (const path of [
      "/phone/prompts/x",
      "/phone/paybill",
      "/card/x",
      "/connect/token",
    ]) {
      const { status } = await sendForm(origin + path, { a: large });
      expect([path, status]).toEqual([path, 413]);
    }
    const reply = await control("POST", "/faults", { call: large });
    expect(refusal(reply)).toBe("413 unreadable_body");
  });
});
