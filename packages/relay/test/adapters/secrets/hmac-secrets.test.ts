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
    expect(secrets.isCallbackMac(ATTEMPT, mac)).toBe(true);
    expect(secrets.isCallbackMac(ATTEMPT.toUpperCase(), mac)).toBe(true);
    expect(secrets.isCallbackMac(ATTEMPT, others.callbackMac(ATTEMPT))).toBe(
      false,
    );
    expect(secrets.isCallbackMac(ATTEMPT.replace("0f", "1f"), mac)).toBe(false);
    expect(secrets.isCallbackMac(ATTEMPT, "")).toBe(false);
  });

  it("takes what the previous master key made, and makes it with the new one", () => {
    const both = createSecrets(masterKey, new Uint8Array(32).fill(8));
    expect(both.isResumeSecret(ORDER, others.resumeSecret(ORDER))).toBe(true);
    expect(both.isCallbackMac(ATTEMPT, others.callbackMac(ATTEMPT))).toBe(true);
    expect(both.isReturnMac(ATTEMPT, others.returnMac(ATTEMPT))).toBe(true);
    expect(both.earlierDigests("text")).toEqual([others.digest("text")]);
    for (const name of [
      "resumeSecret",
      "callbackMac",
      "returnMac",
      "digest",
    ] as const)
      expect(both[name](ORDER), name).toBe(secrets[name](ORDER));
    const third = createSecrets(new Uint8Array(32).fill(9));
    expect(both.isResumeSecret(ORDER, third.resumeSecret(ORDER))).toBe(false);
    expect(both.isCallbackMac(ATTEMPT, third.callbackMac(ATTEMPT))).toBe(false);
    expect(both.isReturnMac(ATTEMPT, third.returnMac(ATTEMPT))).toBe(false);
    expect(both.isCallbackMac(ATTEMPT, others.returnMac(ATTEMPT))).toBe(false);
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
