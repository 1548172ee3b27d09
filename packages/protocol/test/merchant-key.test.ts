import { describe, expect, it } from "vitest";
import {
  formatMerchantKey,
  keyModeOf,
  keySecretOf,
  toKeyMode,
} from "../src/merchant-key.ts";

describe("merchant keys", () => {
  it.each([true, false])("carry their mode: livemode %s", (livemode) => {
    const mode = toKeyMode(livemode);
    const key = formatMerchantKey(mode, "5e3c1a");
    expect(key).toBe(`malipo_${livemode ? "live" : "test"}_5e3c1a`);
    expect([keyModeOf(key), keySecretOf(key)]).toEqual([mode, "5e3c1a"]);
  });

  it.each([
    "",
    "Jq3v0Zt8Wm5Xc1Rf7Lk2Pb9Ns4Hd6Gy0",
    "mk_test_5e3c1a",
    "malipo_5e3c1a",
    "malipo_prod_5e3c1a",
    "malipo_live",
    "MALIPO_LIVE_5e3c1a",
    " malipo_live_5e3c1a",
    "x-malipo_test_5e3c1a",
  ])("say nothing without a prefix of these two: %j", (key) => {
    expect([keyModeOf(key), keySecretOf(key)]).toEqual([null, key]);
  });
});
