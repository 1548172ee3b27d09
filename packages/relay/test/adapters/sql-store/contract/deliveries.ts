import { describe, expect, it } from "vitest";
import { OPEN_ENDPOINT } from "../../../../src/domain/delivery-order.ts";
import type { EndpointState } from "../../../../src/domain/delivery-order.ts";
import type { WebhookEndpoint } from "../../../../src/domain/webhook-endpoint.ts";
import type { Delivery } from "../../../../src/domain/delivery.ts";
import type { DeliveryFilter, Store } from "../../../../src/ports/store.ts";
import { aDelivery } from "../../../domain/fixtures.ts";
import { insert, order, orderId, T0, withStore } from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

const delivery = (name: string, changes: Partial<Delivery> = {}): Delivery =>
  aDelivery({
    id: `msg_${name}`,
    orderId: orderId("a"),
    payload: '{"type":"order.paid","note":"Zoë ✓"}',
    createdAt: T0,
    nextTryAt: T0,
    ...changes,
  });

const insertAll = (store: Store, deliveries: readonly Delivery[]) =>
  store.transaction(async (tx) => {
    const inserted: boolean[] = [];
    for (const each of deliveries) inserted.push(await tx.insertDelivery(each));
    return inserted;
  });

export function describeDeliveries(make: MakeDatabase): void {
  const { store, change } = withStore(make);
  const put = (...deliveries: Delivery[]) => insertAll(store(), deliveries);
  const update = (after: Delivery) => change((tx) => tx.updateDelivery(after));

  const page = async (filter: DeliveryFilter, limit: number, cursor = "") => {
    const { items, nextCursor } = await store().listDeliveries(filter, {
      limit,
      ...(cursor !== "" && { cursor }),
    });
    return { ids: items.map(({ id }) => id), nextCursor };
  };
  const found = async (filter: DeliveryFilter) => (await page(filter, 10)).ids;

  describe("pending deliveries of an order", () => {
    it("are found by any delivery of it", async () => {
      await insert(store(), order("a"));
      await insert(store(), order("b"));
      await put(
        delivery("1", { status: "delivered" }),
        delivery("2"),
        delivery("3"),
        delivery("4", { orderId: orderId("b") }),
        delivery("6", { endpointId: "we_1" }),
      );
      const of = async (id: string) =>
        (await store().listPendingDeliveries(id))
          .map((found) => found.id)
          .toSorted();
      expect(await of("msg_1")).toEqual(["msg_2", "msg_3"]);
      expect(await of("msg_2")).toEqual(["msg_2", "msg_3"]);
      expect(await of("msg_4")).toEqual(["msg_4"]);
      expect(await of("msg_5")).toEqual([]);
      expect(await of("msg_6")).toEqual(["msg_6"]);
    });
  });

  describe("made webhook endpoints", () => {
    const endpoint = (
      id: string,
      changes: Partial<WebhookEndpoint> = {},
    ): WebhookEndpoint => ({
      id,
      name: "Accounting",
      description: null,
      url: "https://books.example/",
      events: ["order.paid"],
      createdAt: T0,
      pausedAt: null,
      secrets: [{ sealed: "v1.a.b", endsAt: null }],
      deletedAt: null,
      ...changes,
    });
    const ids = async () =>
      (await store().webhookEndpoints.list()).map(({ id }) => id).join();

    it("come back as they were written last, oldest first", async () => {
      const first = endpoint("we_b");
      const second = endpoint("we_a", { createdAt: T0 + 1, events: null });
      await change(async (tx) => {
        await tx.webhookEndpoints.put(second);
        await tx.webhookEndpoints.put(first);
        await tx.updateEndpointState("digest", { goneAt: T0 });
        expect(await tx.webhookEndpoints.lock()).toEqual([first, second]);
      });
      const { webhookEndpoints } = store();
      expect(await webhookEndpoints.list()).toEqual([first, second]);
      const paused = endpoint("we_b", { pausedAt: T0 + 5 });
      await change((tx) => tx.webhookEndpoints.put(paused));
      expect(await webhookEndpoints.find("we_b")).toEqual(paused);
      expect(await webhookEndpoints.find("we_c")).toBeUndefined();
      expect(await webhookEndpoints.find("digest")).toBeUndefined();
    });

    it("are removed when they were deleted and nothing is to be sent any more", async () => {
      const deletedAt = T0;
      await change(async (tx) => {
        await tx.webhookEndpoints.put(endpoint("we_1", { deletedAt }));
        await tx.webhookEndpoints.put(endpoint("we_2", { deletedAt }));
        await tx.webhookEndpoints.put(endpoint("we_3"));
        await tx.putTask({
          kind: "deliver_webhook",
          lane: "we_1",
          subject: "msg_1",
          dueAt: T0,
        });
      });
      const remove = (moment: number) =>
        store().upkeep.removeOld("deletedEndpoints", moment, 10);
      expect(await remove(T0)).toBe(0);
      expect(await remove(T0 + 1)).toBe(1);
      expect(await ids()).toBe("we_1,we_3");
    });

    it("need a person for what they were not told, until they are deleted", async () => {
      await insert(store(), order("a"));
      const dead = (name: string, endpointId: string, s: number) =>
        delivery(name, {
          ...{ endpointId, status: "dead", createdAt: T0 + s },
        });
      await put(
        dead("1", "we_environment", 1),
        dead("2", "we_deleted", 2),
        dead("3", "we_here", 3),
        // Deleted long ago.
        dead("4", "we_removed", 4),
        dead("5", "we_here", 5),
        delivery("6", { endpointId: "we_here" }),
        dead("7", "we_environment", 7),
      );
      await change(async (tx) => {
        await tx.webhookEndpoints.put(endpoint("we_here"));
        const deleted = endpoint("we_deleted", { deletedAt: T0 });
        await tx.webhookEndpoints.put(deleted);
      });
      const found = async (filter: DeliveryFilter, cursor?: string) => {
        const page = { limit: 3, ...(cursor !== undefined && { cursor }) };
        const { items, nextCursor } = await store().listDeliveries(
          { attention: "any", ...filter },
          page,
        );
        return { ids: items.map(({ id }) => id), nextCursor };
      };
      expect((await store().readFigures(T0)).deadDeliveries).toBe(4);
      const first = await found({});
      expect(first.ids).toEqual(["msg_7", "msg_5", "msg_3"]);
      expect(await found({}, first.nextCursor ?? "")).toEqual({
        ...{ ids: ["msg_1"], nextCursor: null },
      });
      const here = await found({ endpoint: "we_here", status: "dead" });
      expect(here.ids).toEqual(["msg_5", "msg_3"]);
      expect((await found({ endpoint: "we_deleted" })).ids).toEqual([]);
      expect((await found({ status: "pending" })).ids).toEqual([]);
    });
  });

  describe("what endpoints said", () => {
    it("is nothing at first: they are open until they said something, and keep what is not changed", async () => {
      const change = (changes: Partial<EndpointState>) =>
        store().transaction((tx) => tx.updateEndpointState("one", changes));
      expect(await store().readEndpointState("one")).toEqual(OPEN_ENDPOINT);
      await change({ goneAt: T0 });
      await change({ pausedUntil: T0 + 1 });
      expect(await store().readEndpointState("one")).toEqual({
        goneAt: T0,
        pausedUntil: T0 + 1,
      });
      expect(await store().readEndpointState("two")).toEqual(OPEN_ENDPOINT);
      await change(OPEN_ENDPOINT);
      expect(await store().readEndpointState("one")).toEqual(OPEN_ENDPOINT);
    });
  });

  describe("deliveries", () => {
    it("come back as they were written", async () => {
      await insert(store(), order("a"));
      const written = delivery("1", {
        ...{ event: "refund.failed", status: "dead", tries: 10 },
        ...{ lastTryAt: T0 + 1, lastStatus: 503, lastError: "status" },
        nextTryAt: null,
      });
      await put(written);
      expect(await store().getDelivery("msg_1")).toStrictEqual(written);
      const inside = await change((tx) => tx.getDelivery("msg_1"));
      expect(inside).toStrictEqual(written);
      expect(await store().getDelivery("msg_2")).toBeUndefined();
    });

    it("are written once: the second of an id changes nothing", async () => {
      await insert(store(), order("a"));
      const first = delivery("1");
      expect(await put(first)).toEqual([true]);
      const second = delivery("1", { status: "dead", payload: "{}" });
      expect(await put(second, delivery("2"))).toEqual([false, true]);
      expect(await store().getDelivery("msg_1")).toStrictEqual(first);
    });

    it("are replaced by id, and only where there is one", async () => {
      await insert(store(), order("a"));
      await put(delivery("1"), delivery("2"));
      const after = delivery("1", {
        ...{ status: "delivered", tries: 1, lastTryAt: T0 + 5 },
        ...{ lastStatus: 204, nextTryAt: null, deliveredAt: T0 + 5 },
      });
      await update(after);
      expect(await store().getDelivery("msg_1")).toStrictEqual(after);
      expect(await store().getDelivery("msg_2")).toStrictEqual(delivery("2"));
      await expect(update(delivery("3"))).rejects.toThrow("not stored");
    });

    it("are listed newest first, those of one moment by id, page by page", async () => {
      await insert(store(), order("a"));
      await put(
        delivery("1"),
        delivery("3", { createdAt: T0 + 1 }),
        delivery("2", { createdAt: T0 + 1 }),
        delivery("4", { createdAt: T0 - 1 }),
      );
      const first = await page({}, 2);
      expect(first.ids).toEqual(["msg_3", "msg_2"]);
      const second = await page({}, 2, first.nextCursor ?? "");
      expect(second).toEqual({ ids: ["msg_1", "msg_4"], nextCursor: null });
    });

    it("are found by order and by status", async () => {
      await insert(store(), order("a"), order("b"));
      const dead = { status: "dead" as const };
      const b = { orderId: orderId("b") };
      await put(
        delivery("1"),
        delivery("2", dead),
        delivery("3", b),
        delivery("4", { ...dead, ...b }),
      );
      expect(await found(dead)).toEqual(["msg_4", "msg_2"]);
      expect(await found(b)).toEqual(["msg_4", "msg_3"]);
      expect(await found({ ...dead, ...b })).toEqual(["msg_4"]);
      expect(await found({ status: "delivered" })).toEqual([]);
      expect(await found({ orderId: orderId("c") })).toEqual([]);
    });

    it("are found by endpoint", async () => {
      await insert(store(), order("a"));
      const other = { endpointId: "we_1" };
      await put(
        delivery("1"),
        delivery("2", other),
        delivery("3", { ...other, status: "dead" }),
      );
      expect(await found({ endpoint: "we_1" })).toEqual(["msg_3", "msg_2"]);
      expect(await found({ endpoint: "we_environment" })).toEqual(["msg_1"]);
      const dead = { status: "dead" as const, endpoint: "we_1" };
      expect(await found(dead)).toEqual(["msg_3"]);
      const ofOrder = { orderId: orderId("a"), endpoint: "we_1" };
      expect(await found(ofOrder)).toEqual(["msg_3", "msg_2"]);
    });

    it("are found by the status they have now", async () => {
      await insert(store(), order("a"));
      await put(delivery("1"));
      await update(delivery("1", { status: "dead" }));
      expect(await found({ status: "pending" })).toEqual([]);
      expect(await found({ status: "dead" })).toEqual(["msg_1"]);
    });
  });
}
