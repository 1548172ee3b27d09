import { describe, expect, it, vi } from "vitest";
import {
  EXPIRED,
  INVALID,
  deleteKey,
  rotateKey,
  startAsleep,
  useKey,
} from "../support/api-keys.ts";
import { createGate } from "../support/gate.ts";
import { until } from "../support/until.ts";
import { dumpDatabase } from "../support/dump.ts";
import {
  KEY,
  auditLog,
  keyIn,
  makeKey,
  postAsMerchant,
} from "../support/merchant.ts";
import { borrowedPostgres } from "../support/postgres/databases.ts";
import { startTestRelay } from "../support/test-relay.ts";

describe("guessing", () => {
  it("is counted, and never stops a key that is right", async () => {
    const rateLimits = { merchantKeys: { requests: 2, seconds: 60 } };
    const relay = await startTestRelay({ asleep: true, rateLimits });
    const { key } = await makeKey(relay, ["read"]);
    const wrong = `${key.slice(0, -4)}0000`;
    expect([await useKey(relay, wrong), await useKey(relay, wrong)]).toEqual([
      INVALID,
      INVALID,
    ]);
    expect(await useKey(relay, wrong)).toBe("429 too_many_requests");
    expect(await useKey(relay, key)).toBe("200");
  });

  it("has the store searched for one key at a time, and holds up no key that was accepted before", async () => {
    const rateLimits = { merchantKeys: { requests: 2, seconds: 60 } };
    const relay = await startTestRelay({ asleep: true, rateLimits });
    const used = await makeKey(relay, ["read"]);
    const fresh = await makeKey(relay, ["read"]);
    expect(await useKey(relay, used.key)).toBe("200");
    const { apiKeys } = relay.store;
    const find = apiKeys.find.bind(apiKeys);
    const gate = createGate();
    const searched: string[] = [];
    vi.spyOn(apiKeys, "find").mockImplementation(async (id) => {
      searched.push(id);
      if (id !== used.id) await gate.opened;
      return find(id);
    });
    const flood = Array.from({ length: 70 }, (_each, n) =>
      useKey(relay, `${used.key.slice(0, 12)}${String(n).padStart(66, "0")}`),
    );
    const busy: string[] = [];
    // One is within the limit, fifty wait for their turn.
    for (const each of flood) void each.then((answer) => busy.push(answer));
    await until("the rest are refused", () => busy.length === 19);
    expect(new Set(busy)).toEqual(new Set(["429 too_many_requests"]));
    expect(await useKey(relay, used.key)).toBe("200");
    expect(searched).toHaveLength(3);
    gate.open();
    await Promise.all(flood);
    expect(await useKey(relay, fresh.key)).toBe("200");
    expect(searched).toHaveLength(53);
  });

  it.each([
    [
      "another key's secret",
      (a: string, b: string) => a.slice(0, -44) + b.slice(-44),
    ],
    ["the other mode", (a: string) => a.replace("_test_", "_live_")],
    ["a part of it", (a: string) => a.slice(0, -1)],
    ["its digest", (_a: string, _b: string, digest: string) => digest],
    ["more than it", (a: string) => `${a}a`],
  ])("by %s opens nothing", async (_what, change) => {
    const relay = await startAsleep();
    const [a, b] = [
      await makeKey(relay, ["read"]),
      await makeKey(relay, ["read"]),
    ];
    const digest = relay.secrets.apiKeyDigest(a.key);
    expect(await useKey(relay, change(a.key, b.key, digest))).toBe(INVALID);
  });
});

describe("a key stands nowhere", () => {
  it("but in the one response: not in the database, the log, an error or the audit log", async () => {
    const { url } = await borrowedPostgres();
    const relay = await startTestRelay({ asleep: true, databaseUrl: url });
    const made = await makeKey(relay, ["read", "admin"]);
    const fresh = keyIn(await rotateKey(relay, made));
    const answers = [
      await relay.post("/v1/merchant/orders", {}, fresh.auth),
      await relay.request(`/v1/merchant/orders/${fresh.key}`, {
        headers: { Authorization: `Bearer ${fresh.key}x` },
      }),
      await deleteKey(relay, made.id, fresh.auth),
    ].map(({ text }) => text);
    const metrics = await relay.request("/metrics");
    // A caller's mistake: the key in the path.
    await relay.request(`/v1/merchant/api-keys/${fresh.key}`, { headers: KEY });
    relay.deps.log.info({ note: fresh.key, key: made.key }, `with ${made.key}`);
    await postAsMerchant(relay, `payouts/${fresh.key}/reject`);
    const told = [...answers, metrics.text, relay.logged()];
    told.push(JSON.stringify(await auditLog(relay)));
    const { text } = await dumpDatabase(url);
    for (const { key } of [made, fresh]) {
      const digest = relay.secrets.apiKeyDigest(key);
      for (const place of told) expect(place).not.toContain(digest);
      for (const place of [...told, text])
        expect(place).not.toContain(key.slice(-44));
    }
    expect(relay.logged()).toContain(`"caller":"${made.id}"`);
  });
});

describe("two relays over one PostgreSQL database", () => {
  it("accept and refuse a key at the same moment", async () => {
    const { url } = await borrowedPostgres();
    const one = await startTestRelay({ asleep: true, databaseUrl: url });
    const other = await startTestRelay({ asleep: true, databaseUrl: url });
    const made = await makeKey(one, ["read"]);
    expect(await useKey(other, made.key)).toBe("200");
    const fresh = keyIn(await rotateKey(other, made, { overlapSeconds: 0 }));
    expect(await useKey(one, made.key)).toBe(EXPIRED);
    expect(await useKey(one, fresh.key)).toBe("200");
    const rotations = await Promise.all(
      [one, other].map(async (relay) => keyIn(await rotateKey(relay, made))),
    );
    for (const { key } of [fresh, ...rotations])
      for (const relay of [one, other])
        expect(await useKey(relay, key)).toBe("200");
    await deleteKey(other, made.id);
    for (const { key } of [fresh, ...rotations])
      expect(await useKey(one, key)).toBe(INVALID);
    expect(await auditLog(one, { object: made.id })).toHaveLength(5);
  });
});
