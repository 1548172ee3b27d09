import { describe, expect, it } from "vitest";
import {
  chooseSigner,
  keyState,
  retireKey,
  rotateKeys,
} from "../../../src/adapters/tokens/key-states.ts";
import type { SigningKeyRecord } from "../../../src/ports/signing-keys.ts";

const T0 = 1_795_251_600_000;
const MINUTE = 60_000;

const key = (
  kid: string,
  minute: number,
  changes: Partial<SigningKeyRecord> = {},
): SigningKeyRecord => ({
  kid,
  wrapped: `wrapped ${kid}`,
  createdAt: T0 + minute * MINUTE,
  retiredAt: null,
  refusedAt: null,
  ...changes,
});

/** The keys of a store, changed as the commands change them. */
class Keys {
  records: readonly SigningKeyRecord[];

  constructor(...records: readonly SigningKeyRecord[]) {
    this.records = records;
  }

  store(changes: readonly SigningKeyRecord[]): void {
    const changed = new Set(changes.map(({ kid }) => kid));
    this.records = [
      ...this.records.filter(({ kid }) => !changed.has(kid)),
      ...changes,
    ];
  }

  rotate(kid: string, minute: number): number {
    const changes = rotateKeys(this.records, key(kid, minute));
    this.store(changes);
    return changes.length;
  }

  retire(kid: string, minute: number, atOnce = false): string {
    const made = key(`made-${minute}`, minute);
    const done = retireKey(this.records, kid, atOnce, made);
    if (done.kind !== "allowed") return done.kind;
    this.store(done.changes);
    return done.changes.length === 0 ? "nothing" : "retired";
  }

  states(minute: number): Record<string, string> {
    const now = T0 + minute * MINUTE;
    return Object.fromEntries(
      this.records.map((each) => [each.kid, keyState(each, this.records, now)]),
    );
  }
}

/** Key a signs since minute 0; b is published at minute 100. */
const rotated = (): Keys => {
  const keys = new Keys(key("a", 0));
  keys.rotate("b", 100);
  return keys;
};

describe("rotateKeys", () => {
  it("publishes the next key, lets it sign after ten minutes, and the old one go", () => {
    const keys = rotated();
    expect(keys.states(100)).toEqual({ a: "active", b: "next" });
    expect(keys.states(109.99)).toEqual({ a: "active", b: "next" });
    expect(keys.states(110)).toEqual({ a: "retiring", b: "active" });
    expect(keys.states(169.99)).toEqual({ a: "retiring", b: "active" });
    expect(keys.states(170)).toEqual({ a: "retired", b: "active" });
  });

  it("changes nothing while a key is to sign next", () => {
    const keys = rotated();
    expect(keys.rotate("c", 105)).toBe(0);
    expect(keys.rotate("c", 110)).toBe(2);
    const after = { a: "retiring", b: "retiring", c: "active" };
    expect(keys.states(120)).toEqual(after);
  });

  it("lets the first key of an empty store sign at once", () => {
    const keys = new Keys();
    keys.rotate("a", 0);
    expect(keys.states(0)).toEqual({ a: "active" });
  });

  it("has a key that signs at every moment, published ten minutes before", () => {
    const keys = new Keys(key("0", 0));
    for (let minute = 10; minute < 300; minute += 7) {
      keys.rotate(String(minute), minute);
      const signer = chooseSigner(keys.records, T0 + minute * MINUTE);
      expect(signer, `minute ${minute}`).toBeDefined();
      expect(signer?.createdAt).toBeLessThanOrEqual(
        T0 + (minute - 10) * MINUTE,
      );
    }
  });
});

describe("retireKey", () => {
  it.each<[string, number, boolean, string, Record<string, string>]>([
    ["a", 105, false, "active", { a: "active", b: "next" }],
    ["a", 111, false, "in_use", { a: "retiring", b: "active" }],
    ["a", 121.99, false, "in_use", { a: "retiring", b: "active" }],
    ["a", 122, false, "retired", { a: "retired", b: "active" }],
    ["a", 111, true, "retired", { a: "retired", b: "active" }],
    ["a", 105, true, "retired", { a: "retired", b: "active" }],
    ["a", 200, false, "nothing", { a: "retired", b: "active" }],
    ["a", 200, true, "nothing", { a: "retired", b: "active" }],
    ["c", 105, true, "unknown", { a: "active", b: "next" }],
    ["", 105, true, "unknown", { a: "active", b: "next" }],
  ])(
    "of %s at minute %d, at once: %s: %s",
    (kid, minute, atOnce, answer, states) => {
      const keys = rotated();
      expect(keys.retire(kid, minute, atOnce)).toBe(answer);
      expect(keys.states(minute)).toEqual(states);
    },
  );

  it("of the next key leaves the active one in its place", () => {
    const keys = rotated();
    expect(keys.retire("b", 105)).toBe("retired");
    expect(keys.states(300)).toEqual({ a: "active", b: "retired" });
    expect(keys.records.find(({ kid }) => kid === "a")?.retiredAt).toBeNull();
  });

  it("of the only key at once leaves a new one that signs", () => {
    const keys = new Keys(key("a", 0));
    expect(keys.retire("a", 100)).toBe("active");
    expect(keys.retire("a", 100, true)).toBe("retired");
    expect(keys.states(100)).toEqual({ a: "retired", "made-100": "active" });
  });

  it("waits for tokens of a key that nobody retired and that a newer one has followed", () => {
    const keys = new Keys(key("a", 0), key("b", 100));
    expect(keys.retire("a", 115)).toBe("in_use");
    expect(keys.retire("a", 122)).toBe("retired");
  });
});
