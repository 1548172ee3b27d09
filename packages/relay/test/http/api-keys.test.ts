import { apiKeyListSchema } from "@malipo/protocol/merchant";
import { SCOPES } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import {
  EXPIRED,
  INVALID,
  deleteKey,
  listKeys,
  readKey,
  rotateKey,
  startAsleep,
  useKey,
} from "../support/api-keys.ts";
import { refusal } from "../support/attempts.ts";
import { listen } from "../support/http-server.ts";
import {
  KEY,
  asMerchant,
  keyIn,
  makeKey,
  postAsMerchant,
} from "../support/merchant.ts";
import { assembleOn, forgetful } from "../support/restart.ts";
import { MERCHANT_KEY, START, startTestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

describe("a new API key", () => {
  it("is shown once, tells test from live, and does what its scopes say", async () => {
    const relay = await startAsleep();
    const answer = await postAsMerchant(relay, "api-keys", {
      name: " Accounting ",
      scopes: ["orders", "read"],
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { id, key } = keyIn(answer);
    expect(key).toMatch(/^malipo_test_[\w-]{66}$/);
    expect(await readKey(relay, id)).toEqual({
      id,
      name: "Accounting",
      prefix: key.slice(0, -44),
      scopes: ["read", "orders"],
      livemode: false,
      configured: false,
      createdAt: "2026-11-21T09:00:00.000Z",
      lastUsedAt: null,
      expiresAt: null,
      previousAcceptedUntil: null,
    });
    expect(await useKey(relay, key)).toBe("200");
    // No other call tells more of it.
    const others = await Promise.all([
      asMerchant(relay, "api-keys"),
      asMerchant(relay, `api-keys/${id}`),
      asMerchant(relay, "audit-log"),
      rotateKey(relay, { id }),
      deleteKey(relay, id),
    ]);
    for (const { text } of others) expect(text).not.toContain(key.slice(-44));
  });

  it("of a relay that takes real payments begins differently, and neither kind works at the other", async () => {
    const test = await startAsleep();
    const live = await startTestRelay({
      asleep: true,
      settings: { livemode: true },
    });
    const { key } = await makeKey(live, ["read"]);
    expect(key).toMatch(/^malipo_live_/);
    expect(await useKey(live, key)).toBe("200");
    // The same database, once its provider is the real one.
    const { key: testKey } = await makeKey(test, ["read"]);
    const { settings } = live.deps;
    const switched = await listen(
      assembleOn({ ...forgetful(test), settings }).handler,
    );
    const answer = await fetch(`${switched}/v1/merchant/orders`, {
      headers: { Authorization: `Bearer ${testKey}` },
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      401,
      { code: "merchant_key_invalid" },
    ]);
  });

  it.each([
    ["no name", { scopes: ["read"] }],
    ["a blank name", { name: " ", scopes: ["read"] }],
    ["a long name", { name: "x".repeat(101), scopes: ["read"] }],
    ["a name that steers a terminal", { name: "a\u001b[2J", scopes: ["read"] }],
    ["no scope", { name: "a", scopes: [] }],
    ["an unknown scope", { name: "a", scopes: ["everything"] }],
    ["a scope twice", { name: "a", scopes: ["read", "read"] }],
    [
      "an end that has passed",
      { name: "a", scopes: ["read"], expiresAt: START },
    ],
    ["an end that is no time", { name: "a", scopes: ["read"], expiresAt: "x" }],
    ["an id of its own", { name: "a", scopes: ["read"], id: "key_1" }],
  ])("is refused with %s", async (_what, body) => {
    const relay = await startAsleep();
    const answer = await postAsMerchant(relay, "api-keys", body);
    expect(refusal(answer)).toBe("400 invalid_request");
    expect(await listKeys(relay)).toHaveLength(1);
  });

  it("is one of a hundred at most", async () => {
    const relay = await startAsleep();
    for (let count = 0; count < 100; count += 1) await makeKey(relay, ["read"]);
    const body = { name: "a", scopes: ["read"] };
    const refused = await postAsMerchant(relay, "api-keys", body);
    expect(refusal(refused)).toBe("409 too_many_api_keys");
    const [, oldest] = await listKeys(relay);
    await deleteKey(relay, oldest?.id ?? "");
    expect((await postAsMerchant(relay, "api-keys", body)).status).toBe(201);
  });
});

describe("an API key ends", () => {
  it("at the second of its expiry, and can't be rotated to live on", async () => {
    const relay = await startAsleep();
    const expiresAt = "2026-11-21T09:01:00Z";
    const made = await makeKey(relay, ["read"], { expiresAt });
    relay.clock.advance(MINUTE - 1);
    expect(await useKey(relay, made.key)).toBe("200");
    relay.clock.advance(1);
    expect(await useKey(relay, made.key)).toBe(EXPIRED);
    expect(refusal(await rotateKey(relay, made))).toBe(
      "409 api_key_not_changeable",
    );
    expect((await deleteKey(relay, made.id)).status).toBe(200);
    expect(await useKey(relay, made.key)).toBe(INVALID);
  });

  it("when it is deleted, once, also by itself", async () => {
    const relay = await startAsleep();
    const made = await makeKey(relay, ["read", "admin"]);
    expect((await deleteKey(relay, made.id, made.auth)).status).toBe(200);
    expect(await useKey(relay, made.key)).toBe(INVALID);
    expect(refusal(await deleteKey(relay, made.id))).toBe("404 not_found");
    expect(await listKeys(relay)).toHaveLength(1);
  });

  it("after a rotation when its overlap is over", async () => {
    const relay = await startAsleep();
    const old = await makeKey(relay, ["read"]);
    const answer = await rotateKey(relay, old);
    const fresh = keyIn(answer);
    expect(answer.body).toMatchObject({
      apiKey: {
        id: old.id,
        previousAcceptedUntil: "2026-11-22T09:00:00.000Z",
      },
    });
    expect(fresh.key).not.toBe(old.key);
    relay.clock.advance(DAY - 1);
    expect([
      await useKey(relay, old.key),
      await useKey(relay, fresh.key),
    ]).toEqual(["200", "200"]);
    relay.clock.advance(1);
    expect([
      await useKey(relay, old.key),
      await useKey(relay, fresh.key),
    ]).toEqual([EXPIRED, "200"]);
    expect((await readKey(relay, old.id)).previousAcceptedUntil).toBeNull();
  });

  it("at once in a rotation without an overlap, and not early if a rotation's answer was lost", async () => {
    const relay = await startAsleep();
    const used = await makeKey(relay, ["read"]);
    await rotateKey(relay, used);
    const second = keyIn(
      await rotateKey(relay, used, { overlapSeconds: MINUTE }),
    );
    expect(await useKey(relay, used.key)).toBe("200");
    relay.clock.advance(MINUTE);
    expect(await useKey(relay, used.key)).toBe(EXPIRED);
    const third = keyIn(await rotateKey(relay, used, { overlapSeconds: 0 }));
    expect(await useKey(relay, second.key)).toBe(EXPIRED);
    expect(await useKey(relay, third.key)).toBe("200");
    for (const overlapSeconds of [-1, 1.5, 604_801, "60"])
      expect(refusal(await rotateKey(relay, used, { overlapSeconds }))).toBe(
        "400 invalid_request",
      );
  });
});

describe("MALIPO_MERCHANT_KEY", () => {
  it("is the first key, with all scopes, and is left alone", async () => {
    const relay = await startAsleep();
    await makeKey(relay, ["read"]);
    const [first, second] = await listKeys(relay);
    expect(first).toMatchObject({
      id: "key_environment",
      name: "MALIPO_MERCHANT_KEY",
      prefix: null,
      scopes: SCOPES,
      configured: true,
    });
    expect(second).toMatchObject({ configured: false });
    const id = "key_environment";
    for (const refused of [
      await deleteKey(relay, id),
      await rotateKey(relay, { id }),
    ])
      expect(refusal(refused)).toBe("409 api_key_not_changeable");
    expect(await useKey(relay, MERCHANT_KEY)).toBe("200");
    expect((await readKey(relay, id)).configured).toBe(true);
  });

  it("need not be set once there are others", async () => {
    const relay = await startAsleep();
    const made = await makeKey(relay, ["admin"]);
    const without = await listen(assembleOn(forgetful(relay)).handler);
    const keys = await fetch(`${without}/v1/merchant/api-keys`, {
      headers: made.auth,
    });
    const { apiKeys } = apiKeyListSchema.parse(await keys.json());
    expect(apiKeys.map(({ id }) => id)).toEqual([made.id]);
    const refused = await fetch(`${without}/v1/merchant/orders`, {
      headers: KEY,
    });
    expect(refused.status).toBe(401);
  });
});

describe("when a key was last used", () => {
  it("is known to a minute, of MALIPO_MERCHANT_KEY too, and costs no write for each call", async () => {
    const relay = await startAsleep();
    const made = await makeKey(relay, ["read"]);
    let writes = 0;
    const { store } = relay.deps;
    const transaction = store.transaction.bind(store);
    store.transaction = (work) => {
      writes += 1;
      return transaction(work);
    };
    const lastUsed = (id: string, at: string) =>
      until(`${id} was used at ${at}`, async () => {
        const { lastUsedAt } = await readKey(relay, id);
        return lastUsedAt === `2026-11-21T${at}.000Z`;
      });
    for (let turn = 0; turn < 5; turn += 1) await useKey(relay, made.key);
    await lastUsed(made.id, "09:00:00");
    await lastUsed("key_environment", "09:00:00");
    relay.clock.advance(MINUTE - 1);
    await useKey(relay, made.key);
    expect(writes).toBe(1);
    relay.clock.advance(1);
    await useKey(relay, made.key);
    await lastUsed(made.id, "09:01:00");
    await lastUsed("key_environment", "09:01:00");
    expect(writes).toBe(3);
    // Who knows no key leaves no trace of it.
    relay.clock.advance(MINUTE);
    await useKey(relay, `${made.key.slice(0, -1)}~`);
    await useKey(relay, `${made.key.slice(0, -2)}AA`);
    expect((await readKey(relay, made.id)).lastUsedAt).toContain("09:01:00");
  });

  it("stops no call where it can't be noted", async () => {
    const relay = await startAsleep();
    const made = await makeKey(relay, ["read"]);
    const store = new Proxy(relay.store, {
      get: (target, name) =>
        name === "transaction"
          ? () => Promise.reject(new Error("the disk is full"))
          : (Reflect.get(target, name, target) as unknown),
    });
    const url = await listen(
      assembleOn({ ...forgetful(relay), store }).handler,
    );
    const { status } = await fetch(`${url}/v1/merchant/orders`, {
      headers: made.auth,
    });
    expect(status).toBe(200);
    await until("the log says so", () =>
      relay.logged().includes("a key's use could not be noted"),
    );
  });
});
