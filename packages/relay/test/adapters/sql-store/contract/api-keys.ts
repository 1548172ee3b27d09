import { describe, expect, it } from "vitest";
import { CONFIGURED_KEY_ID } from "../../../../src/domain/api-key.ts";
import type { ApiKey } from "../../../../src/domain/api-key.ts";
import { T0, expectRefusal, undo, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

const apiKey = (name: string, changes: Partial<ApiKey> = {}): ApiKey => ({
  id: `key_${name.padEnd(22, "0")}`,
  name,
  scopes: ["read", "money_out"],
  livemode: false,
  createdAt: T0,
  expiresAt: T0 + 1,
  secrets: [{ digest: `digest of ${name}`, endsAt: null }],
  ...changes,
});

export function describeApiKeys(make: MakeDatabase): void {
  const { store, change, openAnother } = withStore(make);
  const put = (...keys: ApiKey[]) =>
    change(async (tx) => {
      for (const key of keys) await tx.apiKeys.put(key);
    });
  const use = (id: string, at: number) =>
    change((tx) => tx.apiKeys.noteUse(id, at));

  it("are found as they were stored last, by every store at once", async () => {
    const other = await openAnother();
    const key = apiKey("a");
    expect(await store().apiKeys.find(key.id)).toBeUndefined();
    await put(key);
    expect(await other.apiKeys.find(key.id)).toEqual(key);
    const rotated = {
      ...key,
      secrets: [{ digest: "new", endsAt: null }, ...key.secrets],
    };
    await put(rotated);
    expect(await other.apiKeys.find(key.id)).toEqual(rotated);
    await change((tx) => tx.apiKeys.remove(key.id));
    expect(await other.apiKeys.find(key.id)).toBeUndefined();
    await change((tx) => tx.apiKeys.remove(key.id));
  });

  it("are listed oldest first", async () => {
    const keys = ["c", "a", "b"].map((name, place) =>
      apiKey(name, { createdAt: T0 + (place >> 1) }),
    );
    await put(...keys);
    const names = (await store().apiKeys.list()).map(({ name }) => name);
    expect(names).toEqual(["a", "c", "b"]);
    expect(await change((tx) => tx.apiKeys.list())).toEqual(
      await store().apiKeys.list(),
    );
  });

  it("know when they were used last, whatever else is stored of them", async () => {
    const key = apiKey("a");
    await put(key);
    expect(await store().apiKeys.lastUses()).toEqual(new Map());
    await use(key.id, T0 + 5);
    await use(key.id, T0 + 3);
    await put({ ...key, name: "renamed" });
    expect(await store().apiKeys.lastUses()).toEqual(
      new Map([[key.id, T0 + 5]]),
    );
    await change((tx) => tx.apiKeys.remove(key.id));
    await use(key.id, T0 + 9);
    expect(await store().apiKeys.lastUses()).toEqual(new Map());
  });

  it("are used beside one that is not stored", async () => {
    await use(CONFIGURED_KEY_ID, T0);
    await use(CONFIGURED_KEY_ID, T0 + 1);
    expect(await store().apiKeys.lastUses()).toEqual(
      new Map([[CONFIGURED_KEY_ID, T0 + 1]]),
    );
    expect(await store().apiKeys.list()).toEqual([]);
    expect(await store().apiKeys.find(CONFIGURED_KEY_ID)).toBeUndefined();
  });

  it("stay as they were when their transaction fails, and refuse what can't be read back", async () => {
    const key = apiKey("a");
    await undo(store(), (tx) => tx.apiKeys.put(key));
    expect(await store().apiKeys.list()).toEqual([]);
    await expectRefusal(put({ ...key, secrets: [] }), "invalid_document");
  });

  describe("two changes at once", () => {
    it("follow one another", async () => {
      const other = await openAnother();
      const key = apiKey("a");
      await put(key);
      const add = (at: typeof other, digest: string) =>
        at.transaction(async (tx) => {
          const [current = key] = await tx.apiKeys.list();
          await tx.apiKeys.put({
            ...current,
            secrets: [...current.secrets, { digest, endsAt: null }],
          });
        });
      await Promise.all(
        Array.from({ length: 6 }, (_, place) =>
          add(place % 2 === 0 ? store() : other, String(place)),
        ),
      );
      expect((await store().apiKeys.find(key.id))?.secrets).toHaveLength(7);
    });
  });
}
