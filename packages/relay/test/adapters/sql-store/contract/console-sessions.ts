import { expect, it } from "vitest";
import type { ConsoleSession } from "../../../../src/domain/console-session.ts";
import { T0, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

const session = (
  digest: string,
  changes: Partial<ConsoleSession> = {},
): ConsoleSession => ({
  digest,
  keyId: "key_a",
  keyDigest: "digest of a",
  origin: "https://console.shop.example",
  createdAt: T0,
  seenAt: T0,
  ...changes,
});

export function describeConsoleSessions(make: MakeDatabase): void {
  const { store, change, openAnother } = withStore(make);
  const insert = (...sessions: ConsoleSession[]) =>
    change(async (tx) => {
      for (const each of sessions) await tx.consoleSessions.insert(each);
    });
  const left = async (...digests: string[]): Promise<string[]> => {
    const found = await Promise.all(
      digests.map((digest) => store().consoleSessions.find(digest)),
    );
    return found.flatMap((each) => (each === undefined ? [] : [each.digest]));
  };

  it("are found by every store until they are removed", async () => {
    const other = await openAnother();
    await insert(session("a"));
    expect(await other.consoleSessions.find("a")).toEqual(session("a"));
    await change((tx) => tx.consoleSessions.remove("a"));
    expect(await other.consoleSessions.find("a")).toBeUndefined();
    await change((tx) => tx.consoleSessions.remove("a"));
  });

  it("know when they were seen last", async () => {
    await insert(session("a"));
    const seen = (at: number) =>
      change((tx) => tx.consoleSessions.noteSeen("a", at));
    await seen(T0 + 5);
    await seen(T0 + 3);
    expect(await store().consoleSessions.find("a")).toEqual(
      session("a", { seenAt: T0 + 5 }),
    );
  });

  it("of a key are removed but for the newest, and those of others stay", async () => {
    await insert(
      session("a", { createdAt: T0 }),
      session("b", { createdAt: T0 + 1 }),
      session("c", { createdAt: T0 + 2 }),
      session("other", { keyId: "key_b" }),
    );
    await change((tx) => tx.consoleSessions.removeOfKey("key_a", 2));
    expect(await left("a", "b", "c", "other")).toEqual(["b", "c", "other"]);
    await change((tx) => tx.consoleSessions.removeOfKey("key_a", 0));
    expect(await left("a", "b", "c", "other")).toEqual(["other"]);
  });

  it("that are over are removed", async () => {
    await insert(
      session("old", { seenAt: T0 + 9 }),
      session("idle", { createdAt: T0 + 5 }),
      session("alive", { createdAt: T0 + 5, seenAt: T0 + 5 }),
    );
    await change((tx) => tx.consoleSessions.removeOlder(T0 + 5, T0 + 5));
    expect(await left("old", "idle", "alive")).toEqual(["alive"]);
  });
}
