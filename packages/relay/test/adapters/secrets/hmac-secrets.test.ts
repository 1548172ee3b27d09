import { describe, expect, it } from "vitest";
import { isSameSecret } from "../../../src/adapters/secrets/constant-time.ts";
import { deriveKey } from "../../../src/adapters/secrets/derive-key.ts";
import { createSecrets } from "../../../src/adapters/secrets/hmac-secrets.ts";

const masterKey = new Uint8Array(32).fill(7);
const secrets = createSecrets(masterKey);
const others = createSecrets(new Uint8Array(32).fill(8));
const ORDER = "ord_AAAAAAAAAAAAAAAAAAAAAA";
const ATTEMPT = "0f8fad5b-d9cb-469f-a165-70867728950e";

describe("createSecrets", () => {
  it("gives the same resume secret every time, and another one for another order or master key", () => {
    const secret = secrets.resumeSecret(ORDER);
    expect(secret).toMatch(/^rs_[\w-]{43}$/);
    expect(createSecrets(masterKey).resumeSecret(ORDER)).toBe(secret);
    expect(secrets.resumeSecret(`${ORDER}x`)).not.toBe(secret);
    expect(others.resumeSecret(ORDER)).not.toBe(secret);
  });

  it("knows its resume secrets", () => {
    const secret = secrets.resumeSecret(ORDER);
    expect(secrets.isResumeSecret(ORDER, secret)).toBe(true);
    for (const wrong of [
      "",
      "rs_",
      secret.slice(0, -1),
      `${secret}=`,
      secret.toUpperCase(),
      others.resumeSecret(ORDER),
      secrets.callbackMac(ORDER),
    ])
      expect(secrets.isResumeSecret(ORDER, wrong), wrong).toBe(false);
  });

  it("knows its callback MACs in either letter case of the attempt", () => {
    const mac = secrets.callbackMac(ATTEMPT);
    expect(mac).toMatch(/^[\w-]{43}$/);
    for (const [attempt, given, expected] of [
      [ATTEMPT, mac, true],
      [ATTEMPT.toUpperCase(), mac, true],
      [ATTEMPT, others.callbackMac(ATTEMPT), false],
      [ATTEMPT.replace("0f", "1f"), mac, false],
      [ATTEMPT, "", false],
    ] as const)
      expect(secrets.isCallbackMac(attempt, given)).toBe(expected);
  });

  it("takes what the previous master key made, and makes it with the new one", () => {
    const both = createSecrets(masterKey, new Uint8Array(32).fill(8));
    const third = createSecrets(new Uint8Array(32).fill(9));
    for (const [made, expected] of [
      [others, true],
      [third, false],
    ] as const) {
      const resume = made.resumeSecret(ORDER);
      const [mac, back] = [made.callbackMac(ATTEMPT), made.returnMac(ATTEMPT)];
      expect(both.isResumeSecret(ORDER, resume)).toBe(expected);
      expect(both.isCallbackMac(ATTEMPT, mac)).toBe(expected);
      expect(both.isReturnMac(ATTEMPT, back)).toBe(expected);
    }
    expect(both.isCallbackMac(ATTEMPT, others.returnMac(ATTEMPT))).toBe(false);
    expect(both.earlierDigests("text")).toEqual([others.digest("text")]);
    for (const make of [
      "resumeSecret",
      "callbackMac",
      "returnMac",
      "digest",
    ] as const)
      expect(both[make](ORDER), make).toBe(secrets[make](ORDER));
  });

  it("takes nothing of the previous master key when it is gone", () => {
    expect(secrets.isReturnMac(ATTEMPT, others.returnMac(ATTEMPT))).toBe(false);
    expect(secrets.earlierDigests("text")).toEqual([]);
  });

  it("uses a key of its own for each purpose", () => {
    const all = [
      secrets.resumeSecret("same").slice(3),
      secrets.callbackMac("same"),
      secrets.digest("same"),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe("deriveKey", () => {
  it("gives 32 bytes that are not the master key", () => {
    const key = deriveKey(masterKey, "digest");
    expect(key).toHaveLength(32);
    expect(Buffer.from(key).equals(masterKey)).toBe(false);
    expect(deriveKey(masterKey, "digest")).toEqual(key);
    expect(deriveKey(masterKey, "callback-mac")).not.toEqual(key);
  });
});

describe("isSameSecret", () => {
  it("compares texts of any length", () => {
    expect(isSameSecret("a", "a")).toBe(true);
    expect(isSameSecret("", "")).toBe(true);
    expect(isSameSecret("a", "ab")).toBe(false);
    expect(isSameSecret("", "a")).toBe(false);
    expect(isSameSecret("é", "e\u0301")).toBe(false);
  });
});
