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

const [masterKey, fresh, older] = [7, 8, 9].map((byte) =>
  new Uint8Array(32).fill(byte),
) as [Uint8Array, Uint8Array, Uint8Array];
const MINUTE = 60;
const down = (): never => {
  throw new Error("the store is down");
};
const kidOf = async (ring: KeyRing): Promise<string> => {
  const { kid } = await ring.signer();
  return kid;
};

class World {
  readonly store = new MemoryKeys();
  readonly clock = new ManualClock("2026-11-21T09:00:00Z");
  readonly log = new MemoryLog();

  /** Another process on the same store. */
  ring(changes: Partial<KeyRingOptions> = {}): Promise<KeyRing> {
    const { store, clock, log } = this;
    return createKeyRing({ store, clock, log, masterKey, ...changes });
  }

  /** A key that appears in the store, made by nobody who is watched. */
  async addKey(): Promise<string> {
    const elsewhere = new MemoryKeys();
    await this.ring({ store: elsewhere });
    const [record] = elsewhere.records;
    if (record === undefined) throw new Error("no key was made");
    await this.store.insertSigningKey(record);
    return record.kid;
  }
}

describe("createKeyRing", () => {
  it("makes the first key, wrapped, and uses it again after a restart", async () => {
    const world = new World();
    const first = await kidOf(await world.ring());
    expect(JSON.stringify(world.store.records)).not.toContain('"d"');
    expect(await kidOf(await world.ring())).toBe(first);
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
    const later = await Promise.all(rings.map(kidOf));
    expect(new Set(later).size).toBe(1);
  });

  it("wraps the keys of the previous master key again, so that it is needed no more", async () => {
    const world = new World();
    const kid = await kidOf(await world.ring());
    world.clock.advance(MINUTE);
    await world.addKey();
    const both = { masterKey: fresh, previousMasterKey: masterKey };
    const rings = await Promise.all([world.ring(both), world.ring(both)]);
    for (const ring of rings) expect(await kidOf(ring)).toBe(kid);
    expect(world.store.records).toHaveLength(2);
    expect(await kidOf(await world.ring({ masterKey: fresh }))).toBe(kid);
    await expect(world.ring()).rejects.toThrow(MasterKeyMismatch);
  });

  it("reads keys of either master key while the relays are changed over", async () => {
    const world = new World();
    const early = { previousMasterKey: fresh };
    const late = { masterKey: fresh, previousMasterKey: masterKey };
    const [first, second] = [await world.ring(early), await world.ring(late)];
    await world.store.insertSigningKey(await makeKey(fresh, world.clock.now()));
    world.clock.advance(11 * MINUTE);
    const kid = await kidOf(first);
    expect(await kidOf(second)).toBe(kid);
    expect(await kidOf(await world.ring(early))).toBe(kid);
  });

  it("refuses keys that neither master key opens, and changes none", async () => {
    const world = new World();
    await world.ring();
    const before = [...world.store.records];
    for (const previousMasterKey of [undefined, older])
      await expect(
        world.ring({
          masterKey: fresh,
          ...(previousMasterKey && { previousMasterKey }),
        }),
      ).rejects.toThrow(MasterKeyMismatch);
    expect(world.store.records).toEqual(before);
  });

  it("shows the public half only", async () => {
    const world = new World();
    const [key] = await (await world.ring()).all();
    const members = Object.keys(key?.publicJwk ?? {}).toSorted();
    expect(members.join(" ")).toBe("alg crv kid kty use x");
  });
});

describe("rotation", () => {
  it("shows a new key ten minutes before it signs", async () => {
    const world = new World();
    const ring = await world.ring();
    const old = await kidOf(ring);
    world.clock.advance(60 * MINUTE);
    const next = await world.addKey();
    world.clock.advance(2 * MINUTE);
    expect(await kidOf(ring)).toBe(old);
    expect((await ring.all()).map(({ kid }) => kid)).toContain(next);
    world.clock.advance(9 * MINUTE);
    expect(await kidOf(ring)).toBe(next);
  });

  it("verifies with a retired key for an hour, and signs with it no more", async () => {
    const world = new World();
    const ring = await world.ring();
    const old = await kidOf(ring);
    const next = await world.addKey();
    world.store.retire(old, world.clock.now());
    world.clock.advance(2 * MINUTE);
    expect(await kidOf(ring)).toBe(next);
    expect((await ring.find(old))?.kid).toBe(old);
    world.clock.advance(60 * MINUTE);
    await ring.signer();
    expect(await ring.find(old)).toBeUndefined();
  });

  it("forgets within half a minute a key that was refused at once", async () => {
    const world = new World();
    const ring = await world.ring();
    const kid = await kidOf(ring);
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
    const old = await kidOf(ring);
    world.store.retire(old, world.clock.now());
    world.clock.advance(2 * MINUTE);
    expect(await kidOf(ring)).not.toBe(old);
    expect(world.store.records).toHaveLength(2);
  });
});

describe("find", () => {
  it("asks the store for unknown keys, every two seconds at most", async () => {
    const world = new World();
    const ring = await world.ring();
    const fromElsewhere = await world.addKey();
    expect((await ring.find(fromElsewhere))?.kid).toBe(fromElsewhere);
    world.clock.advance(2);
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
    world.store.beforeRead = down;
    await expect(ring.find("unknown")).rejects.toThrow("the store is down");
  });
});

describe("while the store is down", () => {
  it("goes on with the keys it knows", async () => {
    const world = new World();
    const ring = await world.ring();
    const kid = await kidOf(ring);
    world.clock.advance(10 * MINUTE);
    world.store.beforeRead = down;
    const reads = world.store.reads;
    expect(await Promise.all([kidOf(ring), kidOf(ring)])).toEqual([kid, kid]);
    // It is left alone for two seconds.
    expect(await kidOf(ring)).toBe(kid);
    expect(world.store.reads).toBe(reads + 1);
    expect(world.log.messages("warn")).toEqual([
      "signing keys could not be read again",
    ]);
    world.clock.advance(2);
    expect(await kidOf(ring)).toBe(kid);
    expect(world.store.reads).toBe(reads + 2);
  });

  it("starts with no key that the store did not keep", async () => {
    const world = new World();
    world.store.insertSigningKey = () => Promise.resolve();
    await expect(world.ring()).rejects.toThrow("did not keep");
  });
});
