import { describe, expect, it } from "vitest";
import type { PaymentLink } from "../../../../src/domain/payment-link.ts";
import type { SigningKeyRecord } from "../../../../src/ports/signing-keys.ts";
import type {
  IdempotencyRecord,
  ObservationRecord,
} from "../../../../src/ports/store.ts";
import { KES_2500, seen } from "../../../domain/fixtures.ts";
import {
  expectRefusal,
  insert,
  order,
  orderId,
  paymentLink as link,
  T0,
  withStore,
} from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

const remembered = (
  changes: Partial<IdempotencyRecord> = {},
): IdempotencyRecord => ({
  scope: "orders https://shop.example",
  key: "key-1",
  fingerprint: "f1",
  subject: "ord_1",
  answer: null,
  createdAt: T0,
  ...changes,
});

export function describeRecords(make: MakeDatabase): void {
  const { store, change } = withStore(make);

  describe("observations", () => {
    const record = (
      changes: Partial<ObservationRecord> = {},
    ): ObservationRecord => ({
      orderId: orderId("a"),
      attemptId: "attempt-1",
      source: "callback",
      at: T0,
      observation: null,
      raw: null,
      ...changes,
    });
    const append = (...records: ObservationRecord[]) =>
      change(async (tx) => {
        for (const each of records) await tx.appendObservation(each);
      });

    it("come back in the order in which they were learned, with the bytes as they came", async () => {
      await insert(store(), order("a"), order("b"));
      const records = [
        record({ raw: new Uint8Array([0, 255, 10, 0xed, 0xa0, 0x80]) }),
        record({ raw: new Uint8Array(0), at: T0 - 5 }),
        record({ source: "query", observation: seen.succeeded(3, KES_2500) }),
        record({ source: "submit", observation: seen.accepted() }),
        record({ source: "schedule", observation: seen.deadline() }),
        // They may repeat.
        record({ source: "shopper", observation: seen.refused(9) }),
        record({ source: "shopper", observation: seen.refused(9) }),
      ];
      await append(...records, record({ orderId: orderId("b") }));
      const listed = await store().listObservations(orderId("a"));
      expect(listed).toStrictEqual(records);
      expect(await store().listObservations(orderId("c"))).toEqual([]);
    });

    it("belong to an order", async () => {
      await expectRefusal(append(record()), "constraint");
    });
  });

  describe("remembered requests", () => {
    const put = (record: IdempotencyRecord) =>
      change((tx) => tx.putIdempotency(record));
    const get = (scope: string, key: string) =>
      change((tx) => tx.getIdempotency(scope, key));

    it("come back by scope and key together, and are replaced", async () => {
      const other = remembered({ scope: "attempts", subject: "attempt-1" });
      const done = remembered({
        ...{ answer: '{"token":"t"}', subject: "ord_2" },
        ...{ fingerprint: "f2", createdAt: T0 + 1 },
      });
      for (const each of [remembered(), other, done]) await put(each);
      expect(await get(done.scope, "key-1")).toEqual(done);
      expect(await get("attempts", "key-1")).toEqual(other);
      expect(await get("attempts", "KEY-1")).toBeUndefined();
      expect(await get("orders", "key-1")).toBeUndefined();
    });

    it("are forgotten by age, a few at once, but for those of refunds", async () => {
      await put(remembered({ key: "new", createdAt: T0 }));
      const scopes = ["refunds ord_1", "refundslike ord_1", "unrefunds ord_1"];
      for (const scope of scopes)
        await put(remembered({ scope, key: "old", createdAt: T0 - 1 }));
      const { upkeep } = store();
      expect(await upkeep.removeOld("requests", T0, 1)).toBe(1);
      expect(await upkeep.removeOld("requests", T0, 5)).toBe(1);
      const kept = await Promise.all(scopes.map((scope) => get(scope, "old")));
      expect(kept).toMatchObject([{}, undefined, undefined]);
      expect(await get(remembered().scope, "new")).toBeDefined();
    });
  });

  describe("payment links", () => {
    const put = (...links: PaymentLink[]) =>
      change(async (tx) => {
        for (const each of links) await tx.putPaymentLink(each);
      });

    it("come back as they were stored, and are replaced", async () => {
      const full = link("full", {
        reference: "INV-1",
        description: "Ada ya shule",
        amount: KES_2500,
        min: { value: 0, currency: "KES" },
        max: KES_2500,
        active: false,
        expiresAt: T0 + 1,
        returnUrl: "https://shop.example/thanks",
        mirror: {
          wanted: false,
          id: "L-1",
          url: "https://links.example/L-1",
          carriedOver: T0,
          fault: "busy",
        },
        updatedAt: T0 + 2,
      });
      await put(link("full"), link("other"), full);
      expect(await store().getPaymentLink(full.id)).toEqual(full);
      const inside = await change((tx) => tx.getPaymentLink(full.id));
      expect(inside).toEqual(full);
      const other = link("other");
      expect(await store().getPaymentLink(other.id)).toEqual(other);
      expect(await store().getPaymentLink("pl_unknown")).toBeUndefined();
    });

    it("are listed newest first, page by page", async () => {
      const [a, b] = [link("a"), link("b")];
      const c = link("c", { createdAt: T0 - 1 });
      await put(b, c, a);
      const first = await store().listPaymentLinks({ limit: 2 });
      expect(first.items).toEqual([b, a]);
      await put(link("z", { createdAt: T0 + 1 }));
      const cursor = first.nextCursor ?? undefined;
      const rest = await store().listPaymentLinks({ limit: 2, cursor });
      expect(rest).toEqual({ items: [c], nextCursor: null });
      const page = store().listPaymentLinks({ limit: 2, cursor: "?" });
      await expect(page).rejects.toMatchObject({ code: "invalid_request" });
    });

    it("are listed without those that are not accepted, however many", async () => {
      const all = Array.from({ length: 2_100 }, (_, at) =>
        link(`l${at}x`, { createdAt: T0 + at }),
      );
      await put(...all);
      const list = (limit: number, ids: readonly string[], cursor?: string) =>
        store().listPaymentLinks({ limit, cursor }, ({ id }) =>
          Promise.resolve(ids.includes(id)),
        );
      const [oldest, second, newest] = [all[0], all[1], all[2_050]].map(
        (each) => each ?? link("none"),
      );
      const ids = [oldest, second, newest].map((each) => each?.id ?? "");
      const first = await list(2, ids);
      // So many are looked at for a page, and the next one goes on behind them.
      expect(first.items).toEqual([newest]);
      const rest = await list(2, ids, first.nextCursor ?? "");
      expect(rest).toEqual({ items: [second, oldest], nextCursor: null });
      const one = await list(1, ids, first.nextCursor ?? "");
      expect(one.items).toEqual([second]);
      const last = await list(1, ids, one.nextCursor ?? "");
      expect(last).toEqual({ items: [oldest], nextCursor: null });
    });
  });

  describe("signing keys", () => {
    const key = (
      kid: string,
      changes: Partial<SigningKeyRecord> = {},
    ): SigningKeyRecord => ({
      kid,
      wrapped: `wrapped ${kid}`,
      createdAt: T0,
      retiredAt: null,
      refusedAt: null,
      ...changes,
    });

    it("are listed newest first", async () => {
      expect(await store().listSigningKeys()).toEqual([]);
      const keys = [
        key("c", { createdAt: T0 + 2 }),
        key("a", { createdAt: T0 + 1, retiredAt: T0 + 2 }),
        key("b"),
      ];
      for (const each of keys.toReversed())
        await store().insertSigningKey(each);
      expect(await store().listSigningKeys()).toEqual(keys);
    });

    it("can't be inserted twice", async () => {
      await store().insertSigningKey(key("a"));
      const again = key("a", { wrapped: "other" });
      await expectRefusal(store().insertSigningKey(again), "constraint");
      expect(await store().listSigningKeys()).toEqual([key("a")]);
    });

    it("are changed together, in the light of all of them", async () => {
      await store().insertSigningKey(key("a"));
      const b = key("b", { createdAt: T0 + 1, refusedAt: T0 + 2 });
      const after = await store().updateSigningKeys((keys) => [
        ...keys.map((each) => ({ ...each, retiredAt: T0 + 1 })),
        b,
      ]);
      expect(after).toEqual([b, key("a", { retiredAt: T0 + 1 })]);
      expect(await store().listSigningKeys()).toEqual(after);
    });

    it("stay as they are where a change fails", async () => {
      await store().insertSigningKey(key("a"));
      const failing = store().updateSigningKeys(() => {
        throw new RangeError("no");
      });
      await expect(failing).rejects.toThrow(RangeError);
      expect(await store().listSigningKeys()).toEqual([key("a")]);
    });

    it("are changed one after the other by those who come at once", async () => {
      const changes = ["a", "b", "c", "d"].map((kid) =>
        store().updateSigningKeys((keys) =>
          keys.length === 0 ? [key(kid)] : [],
        ),
      );
      const lists = await Promise.all(changes);
      expect(await store().listSigningKeys()).toHaveLength(1);
      for (const list of lists) expect(list).toEqual(lists[0]);
    });
  });
}
