import { secretIsOver } from "../../src/domain/secret-rotation.ts";
import { describe, expect, it } from "vitest";
import {
  isExpired,
  previousAcceptedUntil,
  rotateApiKey,
} from "../../src/domain/api-key.ts";
import type { ApiKey } from "../../src/domain/api-key.ts";
import { formatApiKey, parseApiKey } from "../../src/domain/api-key-text.ts";
import { T0 } from "./fixtures.ts";

const ID = "key_7QpZ2rVx0LmN4tYb8KsWcE";
const SECRET = "_-".repeat(22);
const HOUR = 3_600_000;

describe("the text of an API key", () => {
  it.each([
    [true, "malipo_live_"],
    [false, "malipo_test_"],
  ])("tells live from test: %s", (livemode, prefix) => {
    const text = formatApiKey({ livemode, id: ID, secret: SECRET });
    expect(text.startsWith(prefix)).toBe(true);
    expect(parseApiKey(text)).toEqual({ livemode, id: ID, secret: SECRET });
  });

  const good = formatApiKey({ livemode: false, id: ID, secret: SECRET });

  it.each([
    "",
    "malipo_test_",
    good.slice(0, -1),
    `${good}x`,
    `${good}\n`,
    good.replace("test", "prod"),
    good.replace("malipo", "Malipo"),
    ` ${good}`,
    good.replace("7Qp", "7Q/"),
    "mk_test_0123456789abcdef0123456789abcdef",
  ])("is nothing else: %j", (text) => {
    expect(parseApiKey(text)).toBeUndefined();
  });
});

const key: ApiKey = {
  id: ID,
  name: "Shop",
  scopes: ["read"],
  livemode: false,
  createdAt: T0,
  expiresAt: null,
  secrets: [{ digest: "a", endsAt: null }],
};
const valid = ({ secrets }: ApiKey, now: number): string =>
  secrets
    .filter((secret) => !secretIsOver(secret, now))
    .map(({ digest }) => digest)
    .join("");

describe("an API key", () => {
  it("expires at its moment", () => {
    const ending = { ...key, expiresAt: T0 + 1_000 };
    expect(isExpired(ending, T0 + 999)).toBe(false);
    expect(isExpired(ending, T0 + 1_000)).toBe(true);
    expect(isExpired(key, Number.MAX_SAFE_INTEGER)).toBe(false);
  });

  it("is what it was for as long as a rotation says, and no longer", () => {
    const rotated = rotateApiKey(key, "b", T0, HOUR);
    expect(valid(rotated, T0)).toBe("ba");
    expect(valid(rotated, T0 + HOUR - 1)).toBe("ba");
    expect(valid(rotated, T0 + HOUR)).toBe("b");
    expect(previousAcceptedUntil(rotated, T0)).toBe(T0 + HOUR);
    expect(previousAcceptedUntil(rotated, T0 + HOUR)).toBeNull();
    expect(valid(rotateApiKey(key, "b", T0, 0), T0)).toBe("b");
  });

  it("ends nothing early when it is rotated again, and prolongs nothing", () => {
    const twice = rotateApiKey(
      rotateApiKey(key, "b", T0, HOUR),
      "c",
      T0 + HOUR / 2,
      HOUR,
    );
    expect(valid(twice, T0 + HOUR - 1)).toBe("cba");
    expect(valid(twice, T0 + HOUR)).toBe("cb");
    expect(valid(twice, T0 + 1.5 * HOUR)).toBe("c");
    // A leak ends both.
    expect(valid(rotateApiKey(twice, "d", T0 + HOUR / 2, 0), T0 + HOUR)).toBe(
      "d",
    );
  });

  it("keeps a bounded number of secrets, and forgets those that are over", () => {
    let many = key;
    for (let turn = 0; turn < 50; turn += 1)
      many = rotateApiKey(many, String(turn), T0, HOUR);
    expect(many.secrets).toHaveLength(10);
    expect(many.secrets[0]).toEqual({ digest: "49", endsAt: null });
    expect(rotateApiKey(many, "x", T0 + HOUR, HOUR).secrets).toHaveLength(2);
  });
});
