/** The audit log over HTTP. Which routes leave entries is derived from the routes. */
import path from "node:path";
import type { AuditEntry } from "@malipo/protocol/merchant";
import { describe, expect, it } from "vitest";
import { StoreError } from "../../src/adapters/sql-store/errors.ts";
import type { AuditEntry as StoredEntry } from "../../src/domain/audit.ts";
import type { Store, StoreTransaction } from "../../src/ports/store.ts";
import { refusal } from "../support/attempts.ts";
import {
  CHANGING_ROUTES,
  PREPARED,
  callRoute,
  startWorld,
} from "../support/changing-routes.ts";
import type { World } from "../support/changing-routes.ts";
import { dumpDatabase } from "../support/dump.ts";
import { listen } from "../support/http-server.ts";
import {
  KEY,
  auditLog,
  makeKey,
  paidOrder,
  postAsMerchant,
  refund,
} from "../support/merchant.ts";
import { assembleOn, forgetful } from "../support/restart.ts";
import { IN_DOUBT, lost } from "../support/stand-in-services.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { MERCHANT_KEY, newKey, startTestRelay } from "../support/test-relay.ts";

const routes = CHANGING_ROUTES.map((route) => [route.id, route] as const);

const prepare = (world: World, id: string) => {
  const prepared = PREPARED[id];
  if (prepared === undefined) throw new Error(`no call of ${id}`);
  return prepared(world);
};

/** Those of one request, oldest first. */
const entriesOf = async (
  { relay }: World,
  requestId: string,
): Promise<readonly AuditEntry[]> =>
  (await auditLog(relay))
    .filter((entry) => entry.requestId === requestId)
    .toReversed();

/** The store, but for some entries that can't be appended. */
const withoutEntries = (
  store: Store,
  fails: (entry: StoredEntry) => boolean,
): Store => {
  const bound = (target: object, name: string | symbol): unknown => {
    const value: unknown = Reflect.get(target, name, target);
    return typeof value === "function"
      ? (value.bind(target) as unknown)
      : value;
  };
  const watched = (tx: StoreTransaction): StoreTransaction =>
    new Proxy(tx, {
      get: (target, name) =>
        name === "auditLog"
          ? {
              append: (entry: StoredEntry) =>
                fails(entry)
                  ? Promise.reject(new StoreError("io", "The disk is gone."))
                  : target.auditLog.append(entry),
            }
          : bound(target, name),
    });
  return new Proxy(store, {
    get: (target, name) =>
      name === "transaction"
        ? <T>(work: (tx: StoreTransaction) => Promise<T>) =>
            target.transaction((tx) => work(watched(tx)))
        : bound(target, name),
  });
};

/** Another relay beside the world's, whose store can't append some entries. */
const startBeside = (
  { relay }: World,
  fails: (entry: StoredEntry) => boolean,
): Promise<string> =>
  listen(
    assembleOn(
      { ...forgetful(relay), store: withoutEntries(relay.store, fails) },
      { merchantKeyDigest: relay.secrets.apiKeyDigest(MERCHANT_KEY) },
    ).handler,
  );

describe("every change through the merchant API", () => {
  it("is one that these tests make", () => {
    expect(Object.keys(PREPARED).toSorted()).toEqual(
      CHANGING_ROUTES.map(({ id }) => id).toSorted(),
    );
  });

  it.each(routes)(
    "says who did what to which object: %s",
    async (id, route) => {
      const world = await startWorld();
      const prepared = await prepare(world, id);
      const before = world.asked();
      const headers = { "X-Request-Id": "the-call" };
      const answer = await callRoute(world, route, prepared, headers);
      expect(answer.status, answer.text).toBeLessThan(300);
      const entries = await entriesOf(world, "the-call");
      const isAtProvider = world.asked() > before;
      expect(entries.map(({ outcome }) => outcome)).toEqual(
        isAtProvider ? ["started", "done"] : ["done"],
      );
      const [first] = entries;
      for (const entry of entries)
        expect(entry).toMatchObject({
          actor: { type: "key", id: "key_environment" },
          action: id,
          object: {
            type: route.audit?.object,
            id: prepared.object ?? first?.object.id,
          },
          code: null,
        });
      expect(first?.object.id).toMatch(/\w/);
      // Who reads the log learns what was done, too.
      const told = entries.map(({ before: was, after: is }) => [was, is]);
      expect(told.flat().some(Boolean)).toBe(true);
    },
  );

  it.each(routes)(
    "is not made where its entry can't be stored: %s",
    async (id, route) => {
      const file = path.join(temporaryFolder(), "audit.sqlite");
      const world = await startWorld({ databaseUrl: `sqlite:${file}` });
      const prepared = await prepare(world, id);
      const url = await startBeside(world, () => true);
      const rows = async () => {
        const { text } = await dumpDatabase(`sqlite:${file}`);
        // When the key was last used is no change.
        return text.split("\n").filter((line) => !line.includes("key_environ"));
      };
      const [asked, stored] = [world.asked(), await rows()];
      const answer = await callRoute(world, route, prepared, {}, url);
      expect(answer.status, answer.text).toBe(503);
      expect(world.asked()).toBe(asked);
      expect(await rows()).toEqual(stored);
    },
  );

  it.each(routes)("says that it was refused: %s", async (id, route) => {
    const world = await startWorld();
    const { params, object } = await prepare(world, id);
    const { auth, id: keyId } = await makeKey(world.relay, ["read"]);
    const headers = { ...auth, "X-Request-Id": "not-allowed" };
    // Before its body is looked at.
    const call = { params, body: { nonsense: true } };
    expect((await callRoute(world, route, call, headers)).status).toBe(403);
    expect(await entriesOf(world, "not-allowed")).toEqual([
      expect.objectContaining({
        actor: { type: "key", id: keyId, name: "read" },
        action: id,
        object: { type: route.audit?.object, id: object },
        outcome: "refused",
        code: "insufficient_scope",
        before: null,
        after: null,
      }),
    ]);
  });
});

describe("what a provider is asked", () => {
  const reject = CHANGING_ROUTES.filter(({ id }) => id === "rejectPayout");

  it("is known to have begun when the relay ends before it can say what came of it", async () => {
    const [route] = reject;
    if (route === undefined) throw new Error("no such route");
    const world = await startWorld();
    const prepared = await prepare(world, route.id);
    const url = await startBeside(
      world,
      ({ outcome }) => outcome !== "started",
    );
    const headers = { "X-Request-Id": "cut-off" };
    const answer = await callRoute(world, route, prepared, headers, url);
    // It was done, whatever the log could take.
    expect(answer.status).toBe(200);
    expect(world.asked()).toBe(1);
    expect(await entriesOf(world, "cut-off")).toMatchObject([
      { outcome: "started", object: { type: "payout", id: "PAYOUT 17" } },
    ]);
    expect(world.relay.logged()).toContain(
      "an audit entry could not be stored",
    );
  });

  it.each([
    ["refused", lost(false), "provider_unavailable"],
    ["unknown", IN_DOUBT[1], "provider_outcome_unknown"],
  ] as const)("ends as %s", async (outcome, result, code) => {
    const [route] = reject;
    if (route === undefined) throw new Error("no such route");
    const world = await startWorld();
    world.payouts.onReject = () => result;
    const prepared = await prepare(world, route.id);
    const headers = { "X-Request-Id": "asked" };
    await callRoute(world, route, prepared, headers);
    expect(await entriesOf(world, "asked")).toMatchObject([
      { outcome: "started", code: null },
      { outcome, code },
    ]);
  });

  it("is told of a refund from its beginning, without its reason", async () => {
    const world = await startWorld();
    const order = await paidOrder(world.relay);
    world.payouts.onSend = () => ({ kind: "unknown", detail: "lost" });
    const key = newKey();
    const first = await refund(world.relay, order, {}, key);
    expect(first.status).toBe(201);
    const entries = await auditLog(world.relay, { action: "createRefund" });
    expect(entries).toMatchObject([
      { outcome: "done", after: { status: "unconfirmed" } },
      {
        outcome: "started",
        object: { id: order.id },
        after: { status: "submitting", amount: { value: 250_000 } },
      },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/Wrong size|712\s?345/);
    // A repetition sends nothing and says so.
    await refund(world.relay, order, {}, key);
    const [again] = await auditLog(world.relay, { action: "createRefund" });
    expect(again).toMatchObject({ outcome: "unchanged", after: null });
  });
});

describe("GET /v1/merchant/audit-log", () => {
  it("knows what was refused by what there is, and what was left to do", async () => {
    const { relay } = await startWorld();
    const paid = await paidOrder(relay);
    const open = await relay.order();
    const cancel = (id: string) => postAsMerchant(relay, `orders/${id}/cancel`);
    expect(refusal(await cancel(paid.id))).toBe("409 order_closed");
    for (let turn = 0; turn < 2; turn += 1)
      expect((await cancel(open.id)).status).toBe(200);
    const log = await auditLog(relay, { action: "cancelOrder" });
    expect(
      log.map(({ object, outcome, code, before, after }) => [
        object.id === paid.id,
        outcome,
        code ?? before?.status,
        after?.status,
      ]),
    ).toEqual([
      [false, "unchanged", undefined, undefined],
      [false, "done", "open", "cancelled"],
      [true, "refused", "order_closed", undefined],
    ]);
  });

  it("shows what changed of a link, and no more", async () => {
    const { relay } = await startWorld();
    const title = { title: "Class", description: "Call 0712 345 678" };
    const made = await postAsMerchant(relay, "payment-links", title);
    const { id } = made.body as { id: string };
    await relay.request(`/v1/merchant/payment-links/${id}`, {
      method: "PATCH",
      headers: { ...KEY, "Content-Type": "application/json" },
      body: JSON.stringify({ title: "Course", active: true }),
    });
    const [changed, first] = await auditLog(relay, { object: id });
    expect(changed).toMatchObject({
      action: "changePaymentLink",
      before: { title: "Class" },
      after: { title: "Course" },
    });
    expect(Object.keys(changed?.after ?? {})).toEqual(["title"]);
    expect(first?.after).toMatchObject({ title: "Class", active: true });
    expect(JSON.stringify(first)).not.toContain("712 345");
  });

  it("has no entry for what was never understood, or by nobody", async () => {
    const { relay } = await startWorld();
    await postAsMerchant(relay, "orders", { lines: [] });
    await relay.post("/v1/merchant/orders", {}, {});
    await relay.post("/v1/merchant/orders", {}, { Authorization: "Bearer x" });
    expect(await auditLog(relay)).toEqual([]);
  });

  it("is filled by no key beyond its limit", async () => {
    const rateLimits = { refusedCalls: { requests: 3, seconds: 60 } };
    const relay = await startTestRelay({ asleep: true, rateLimits });
    const { auth, id } = await makeKey(relay, ["read"]);
    const answers: string[] = [];
    for (let turn = 0; turn < 5; turn += 1)
      answers.push(refusal(await relay.post("/v1/merchant/orders", {}, auth)));
    expect(answers).toEqual([
      ...Array.from({ length: 3 }, () => "403 insufficient_scope"),
      ...Array.from({ length: 2 }, () => "429 too_many_requests"),
    ]);
    expect(await auditLog(relay, { actor: id })).toHaveLength(3);
    // Reading is not part of it.
    const read = await relay.request("/v1/merchant/orders", { headers: auth });
    expect(read.status).toBe(200);
  });

  it("is filtered and paged", async () => {
    const { relay } = await startWorld();
    const { auth, id } = await makeKey(relay, ["orders"]);
    const orders = [await relay.order(), await relay.order()];
    for (const order of orders) {
      relay.clock.advance(60);
      const address = `/v1/merchant/orders/${order.id}/revoke-tokens`;
      await relay.post(address, {}, auth);
    }
    const objects = async (query: Record<string, string>) =>
      (await auditLog(relay, query)).map(({ object }) => object.id);
    const [first = "", second = ""] = orders.map((order) => order.id);
    expect(await objects({ actor: id })).toEqual([second, first]);
    expect(await objects({ object: first })).toEqual([first]);
    expect(await objects({ action: "createApiKey" })).toEqual([id]);
    const at = new Date(relay.clock.now()).toISOString();
    expect(await objects({ createdFrom: at })).toEqual([second]);
    expect(await objects({ createdBefore: at })).toEqual([first, id]);
    const [day = ""] = at.split("T");
    expect(await objects({ createdFrom: day })).toEqual([second, first, id]);
    expect(await objects({ createdBefore: day })).toEqual([]);
    const search = "audit-log?limit=2";
    const page = await relay.request(`/v1/merchant/${search}`, {
      headers: KEY,
    });
    const { nextCursor } = page.body as { nextCursor: string };
    expect(await objects({ cursor: nextCursor })).toEqual([id]);
  });
});
