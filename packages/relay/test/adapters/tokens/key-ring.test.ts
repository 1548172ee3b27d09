import { describe, expect, it } from "vitest";
import {
  MasterKeyMismatch,
  createKeyRing,
  makeKey,
} from "../../../src/adapters/tokens/key-ring.ts";
import type {
  KeyRing,
  KeyRingOptions,
} from "../../../src/adapters/tokens/key-ring.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { MemoryKeys } from "../../support/memory-keys.ts";
import { MemoryLog } from "../../support/memory-log.ts";

const masterKey = new Uint8Array(32).fill(7);
const MINUTE = 60;

class World {
  readonly store = new MemoryKeys();
  readonly clock = new ManualClock("2026-11-21T09:00:00Z");
  readonly log = new MemoryLog();

  options(): KeyRingOptions {
    const { store, clock, log } = this;
    return { store, clock, log, masterKey };
  }

  /** Another process on the same store. */
  ring(): Promise<KeyRing> {
    return createKeyRing(this.options());
  }

  /** A key that appears in the store, made by nobody who is watched. */
  async addKey(): Promise<string> {
    const elsewhere = new MemoryKeys();
    await createKeyRing({ ...this.options(), store: elsewhere });
    const [record] = elsewhere.records;
    if (record === undefined) throw new Error("no key was made");
    await this.store.insertSigningKey(record);
    return record.kid;
  }
}

describe("createKeyRing", () => {
  it("makes the first key, wrapped, and uses it again after a restart", async () => {
    const world = new World();
    const first = await (await world.ring()).signer();
    expect(world.store.records).toHaveLength(1);
    expect(JSON.stringify(world.store.records)).not.toContain('"d"');
    expect((await (await world.ring()).signer()).kid).toBe(first.kid);
    expect(world.store.records).toHaveLength(1);
  });

  it("lets processes that start at once sign with one key, and publish it alone", async () => {
    const world = new World();
    const rings = await Promise.all([world.ring(), world.ring(), world.ring()]);
    const published = await Promise.all(rings.map((ring) => ring.all()));
    const [kid] = world.store.records.map((record) => record.kid);
    for (const keys of published)
      expect(keys.map((key) => key.kid)).toEqual([kid]);
    world.clock.advance(11 * MINUTE);
    const later = await Promise.all(rings.map((ring) => ring.signer()));
    expect(new Set(later.map(({ kid }) => kid)).size).toBe(1);
  });

  it("refuses a store that was made with another master key", async () => {
    const world = new World();
    await world.ring();
    const other = {
      ...world.options(),
      masterKey: new Uint8Array(32).fill(8),
    };
    await expect(createKeyRing(other)).rejects.toThrow(MasterKeyMismatch);
  });

  it("wraps the keys of the previous master key again, so that it is needed no more", async () => {
    const world = new World();
    const { kid } = await (await world.ring()).signer();
    world.clock.advance(MINUTE);
    await world.addKey();
    const fresh = new Uint8Array(32).fill(8);
    const changed = { ...world.options(), masterKey: fresh };
    const both = { ...changed, previousMasterKey: masterKey };
    const rings = await Promise.all([createKeyRing(both), createKeyRing(both)]);
    for (const ring of rings) expect((await ring.signer()).kid).toBe(kid);
    expect(world.store.records).toHaveLength(2);
    expect((await (await createKeyRing(changed)).signer()).kid).toBe(kid);
    await expect(world.ring()).rejects.toThrow(MasterKeyMismatch);
  });

  it("reads keys of either master key while the relays are changed over", async () => {
    const world = new World();
    const fresh = new Uint8Array(32).fill(8);
    const early = { ...world.options(), previousMasterKey: fresh };
    const late = {
      ...world.options(),
      masterKey: fresh,
      previousMasterKey: masterKey,
    };
    const first = await createKeyRing(early);
    const second = await createKeyRing(late);
    await world.store.insertSigningKey(await makeKey(fresh, world.clock.now()));
    world.clock.advance(11 * MINUTE);
    const signers = [await first.signer(), await second.signer()];
    expect(signers[0]?.kid).toBe(signers[1]?.kid);
    expect((await (await createKeyRing(early)).signer()).kid).toBe(
      signers[0]?.kid,
    );
  });

  it("refuses keys that neither master key opens, and changes none", async () => {
    const world = new World();
    await world.ring();
    const before = [...world.store.records];
    await expect(
      createKeyRing({
        ...world.options(),
        masterKey: new Uint8Array(32).fill(8),
        previousMasterKey: new Uint8Array(32).fill(9),
      }),
    ).rejects.toThrow(MasterKeyMismatch);
    expect(world.store.records).toEqual(before);
  });

  it("shows the public half only", async () => {
    const world = new World();
    const [key] = await (await world.ring()).all();
    expect(Object.keys(key?.publicJwk ?? {}).toSorted()).toEqual([
      "alg",
      "crv",
      "kid",
      "kty",
      "use",
      "x",
    ]);
  });
});

describe("rotation", () => {
  it("shows a new key ten minutes before it signs", async () => {
    const world = new World();
    const ring = await world.ring();
    const old = (await ring.signer()).kid;
    world.clock.advance(60 * MINUTE);
    const fresh = await world.addKey();
    world.clock.advance(2 * MINUTE);
    expect((await ring.signer()).kid).toBe(old);
    expect((await ring.all()).map(({ kid }) => kid)).toContain(fresh);
    world.clock.advance(9 * MINUTE);
    expect((await ring.signer()).kid).toBe(fresh);
  });

  it("finds a key of another process at once", async () => {
    const world = new World();
    const ring = await world.ring();
    const fresh = await world.addKey();
    expect((await ring.find(fresh))?.kid).toBe(fresh);
  });

  it("verifies with a retired key for an hour, and signs with it no more", async () => {
    const world = new World();
    const ring = await world.ring();
    const old = (await ring.signer()).kid;
    const fresh = await world.addKey();
    world.store.retire(old, world.clock.now());
    world.clock.advance(2 * MINUTE);
    expect((await ring.signer()).kid).toBe(fresh);
    expect((await ring.find(old))?.kid).toBe(old);
    world.clock.advance(60 * MINUTE);
    await ring.signer();
    expect(await ring.find(old)).toBeUndefined();
  });

  it("forgets within half a minute a key that was refused at once", async () => {
    const world = new World();
    const ring = await world.ring();
    const { kid } = await ring.signer();
    await world.addKey();
    await world.store.updateSigningKeys((keys) =>
      keys.map((key) =>
        key.kid === kid
          ? { ...key, retiredAt: key.createdAt, refusedAt: key.createdAt }
          : key,
      ),
    );
    expect((await ring.find(kid))?.kid).toBe(kid);
    world.clock.advance(30);
    expect(await ring.find(kid)).toBeUndefined();
    expect((await ring.all()).map((key) => key.kid)).not.toContain(kid);
  });

  it("makes a new key when the last one is retired", async () => {
    const world = new World();
    const ring = await world.ring();
    const old = (await ring.signer()).kid;
    world.store.retire(old, world.clock.now());
    world.clock.advance(2 * MINUTE);
    expect((await ring.signer()).kid).not.toBe(old);
    expect(world.store.records).toHaveLength(2);
  });
});

describe("find", () => {
  it("asks the store for unknown keys every two seconds at most", async () => {
    const world = new World();
    const ring = await world.ring();
    const before = world.store.reads;
    for (let i = 0; i < 50; i += 1)
      expect(await ring.find(`unknown-${i}`)).toBeUndefined();
    expect(world.store.reads).toBe(before + 1);
    world.clock.advance(2);
    await ring.find("unknown");
    expect(world.store.reads).toBe(before + 2);
  });

  it("says so when the store can't be asked, rather than that there is no such key", async () => {
    const world = new World();
    const ring = await world.ring();
    world.store.beforeRead = () => {
      throw new Error("the store is down");
    };
    await expect(ring.find("unknown")).rejects.toThrow("the store is down");
  });
});

describe("while the store is down", () => {
  it("goes on with the keys it knows", async () => {
    const world = new World();
    const ring = await world.ring();
    const { kid } = await ring.signer();
    world.clock.advance(10 * MINUTE);
    world.store.beforeRead = () => {
      throw new Error("the store is down");
    };
    expect((await ring.signer()).kid).toBe(kid);
    expect(world.log.messages("warn")).toEqual([
      "signing keys could not be read again",
    ]);
  });
});
