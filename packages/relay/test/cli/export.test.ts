import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary.ts";
import { startTestRelay } from "../support/test-relay.ts";
import { runCommand } from "./cli-context.ts";
import { envOf } from "./merchant-world.ts";

describe("malipo export", () => {
  it("writes what the relay sends, to standard output or to a file", async () => {
    const relay = await startTestRelay({ asleep: true });
    const order = await relay.order();
    const shown = await runCommand(["export", "orders"], envOf(relay.url));
    expect(shown.code).toBe(0);
    expect(shown.text).toContain(order.id);
    const file = path.join(temporaryFolder(), "orders.csv");
    const args = ["export", "orders", "--to", "2026-11-21", "--output", file];
    const saved = await runCommand(args, envOf(relay.url));
    expect([saved.code, saved.text]).toEqual([0, ""]);
    expect(readFileSync(file, "utf8")).toBe(shown.text);
  });

  it("says why there is none, and leaves no file", async () => {
    const relay = await startTestRelay({ asleep: true });
    const file = path.join(temporaryFolder(), "orders.csv");
    const args = ["export", "orders", "--from", "soon", "--output", file];
    const refused = await runCommand(args, envOf(relay.url));
    expect(refused.code).toBe(3);
    expect(refused.errors).toContain("invalid_request");
    Reflect.set(relay.store.exports, "refunds", () =>
      Promise.reject(new Error("gone")),
    );
    const broken = await runCommand(
      ["export", "refunds", "--output", file],
      envOf(relay.url),
    );
    expect(broken.code).toBe(1);
    expect(existsSync(file) || existsSync(`${file}.part`)).toBe(false);
  });
});
