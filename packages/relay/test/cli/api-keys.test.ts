/** `malipo api-keys` and `malipo audit`, against a relay. */
import { newApiKeySchema } from "@malipo/protocol/merchant";
import { describe, expect, it } from "vitest";
import { startTestRelay } from "../support/test-relay.ts";
import { runCommand } from "./cli-context.ts";
import { envOf } from "./merchant-world.ts";

async function startWorld() {
  const relay = await startTestRelay({ asleep: true });
  const env = envOf(relay.url);
  const run = (line: string, more: object = {}) =>
    runCommand(line.split(" "), { ...env, ...more });
  const made = async (line: string) => {
    const { text, errors } = await run(`${line} --json`);
    if (errors !== "") throw new Error(errors);
    return newApiKeySchema.parse(JSON.parse(text));
  };
  return { relay, run, made };
}

describe("malipo api-keys", () => {
  it("makes, lists, rotates and deletes a key, which other commands take", async () => {
    const { run, made } = await startWorld();
    const { apiKey, key } = await made(
      "api-keys create --name Accounting --scopes read,orders --expires 2027-11-30",
    );
    expect(apiKey).toMatchObject({
      name: "Accounting",
      scopes: ["read", "orders"],
      expiresAt: "2027-11-30T00:00:00.000Z",
    });
    expect((await run("api-keys list")).text).toMatch(
      new RegExp(`^${apiKey.id} +Accounting `, "m"),
    );
    const asKey = { MALIPO_MERCHANT_KEY: key };
    expect((await run("orders list", asKey)).code).toBe(0);
    const refused = await run("api-keys list", asKey);
    expect(refused.code).toBe(3);
    expect(refused.errors).toMatch(/scope admin.*insufficient_scope/);

    const rotated = await made(`api-keys rotate ${apiKey.id} --overlap 60`);
    expect(rotated.apiKey.previousAcceptedUntil).toBe(
      "2026-11-21T09:01:00.000Z",
    );
    for (const each of [key, rotated.key])
      expect(
        (await run("orders list", { MALIPO_MERCHANT_KEY: each })).code,
      ).toBe(0);

    expect((await run(`api-keys delete ${apiKey.id}`)).code).toBe(0);
    expect((await run(`api-keys show ${apiKey.id}`)).code).toBe(4);
    expect((await run("orders list", asKey)).errors).toContain(
      "merchant_key_invalid",
    );
  });

  it.each([
    ["api-keys create --scopes read", "--name is missing"],
    ["api-keys create --name a", "--scopes is missing"],
    ["api-keys create --name a --scopes everything", "--scopes takes some of"],
    ["api-keys create --name a --scopes read --expires soon", "not a time"],
    ["api-keys rotate key_1 --overlap day", "--overlap takes seconds"],
    ["api-keys rotate key_1 --overlap 604801", "--overlap takes seconds"],
  ])("refuses %s and asks the relay nothing", async (line, words) => {
    const env = envOf("http://127.0.0.1:9");
    const { code, errors } = await runCommand(line.split(" "), env);
    expect(code).toBe(2);
    expect(errors).toContain(words);
  });
});

describe("malipo audit", () => {
  it("shows who changed what, filtered and page by page", async () => {
    const { run, made } = await startWorld();
    const { apiKey } = await made("api-keys create --name a --scopes read");
    await run(`api-keys delete ${apiKey.id}`);
    await run("api-keys delete key_environment");
    const lines = async (line: string) =>
      (await runLine(line)).text.trimEnd().split("\n");
    const runLine = (line: string) => run(`audit ${line}`);
    const [heading = "", ...all] = await lines("--limit 100");
    expect(heading).toMatch(/^AT +ACTOR +ACTION +OBJECT +OUTCOME +CODE/);
    expect(all.map((row) => row.split(/ {2,}/).slice(2, 6))).toEqual([
      ["deleteApiKey", "key_environment", "refused", "api_key_not_changeable"],
      ["deleteApiKey", apiKey.id, "done", "–"],
      ["createApiKey", apiKey.id, "done", "–"],
    ]);
    for (const [filter, count] of [
      ["--action deleteApiKey", 2],
      [`--object ${apiKey.id}`, 2],
      ["--actor key_environment", 3],
      ["--before 2026-11-21T09:00:00Z", 0],
      ["--from 2026-11-21T09:00:00Z", 3],
    ] as const)
      expect(
        ((await runLine(`${filter} --json`)).text.match(/"aud_/g) ?? []).length,
        filter,
      ).toBe(count);
    expect((await runLine("--limit 2")).errors).toContain("--cursor ");
    const wrong = await runLine("--action x;drop");
    expect(wrong).toMatchObject({ code: 3, text: "" });
  });

  it("explains itself", async () => {
    const { code, text } = await runCommand(["audit", "--help"], {});
    expect(code).toBe(0);
    expect(text).toContain("--object <id>");
    expect(text).toContain("malipo audit --object");
  });
});
