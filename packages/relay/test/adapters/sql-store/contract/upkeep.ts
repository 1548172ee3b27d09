import { describe, expect, it } from "vitest";
import { NEVER_TRIED } from "../../../../src/domain/message-progress.ts";
import type { Order } from "../../../../src/domain/order.ts";
import type { AgingRows, Part } from "../../../../src/ports/upkeep.ts";
import { anUnmatchedPayment, seen } from "../../../domain/fixtures.ts";
import {
  insert,
  order,
  orderId,
  T0,
  withAttempt,
  withStore,
} from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

async function readAll<T>(
  read: (after: string | null) => Promise<Part<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let after: string | null = null;
  do {
    const part: Part<T> = await read(after);
    items.push(...part.items);
    after = part.next;
  } while (after !== null);
  return items;
}

const nameOf = (id: string): string =>
  id.slice("ord_".length).replace(/0+$/, "");

export function describeUpkeep(make: MakeDatabase): void {
  const { store } = withStore(make);
  const put = async (...orders: Order[]) => {
    await insert(store(), ...orders);
  };

  describe("old rows", () => {
    const delivery = (
      id: string,
      status: "delivered" | "dead" | "pending",
      createdAt: number,
    ) => ({
      id,
      eventId: id,
      endpointId: "we_environment",
      event: "order.paid" as const,
      orderId: orderId("a"),
      payload: "{}",
      status,
      tries: 1,
      lastTryAt: null,
      lastStatus: null,
      lastError: null,
      nextTryAt: null,
      createdAt,
      deliveredAt: null,
    });

    /** Two that are old, one that is new, and one that is none of these. */
    const fill = () =>
      store().transaction(async (tx) => {
        for (const [place, at] of [T0 - 2, T0 - 1, T0].entries()) {
          const name = String(place);
          await tx.putReturnCode({
            digest: name,
            orderId: orderId("a"),
            expiresAt: at,
          });
          await tx.insertDelivery(delivery(`d${name}`, "delivered", at));
          await tx.insertDelivery(delivery(`x${name}`, "dead", at));
          await tx.events.insert({
            id: name,
            orderId: orderId("a"),
            payload: "{}",
            createdAt: at,
          });
          await tx.alerts.insert(
            { id: name, type: "order.paid", at, about: {} },
            name,
          );
          await tx.alerts.insertMessage(
            {
              ...{ id: name, channel: "webhook", to: "webhook" },
              ...{ createdAt: at, groups: [], progress: NEVER_TRIED },
            },
            name,
          );
          await tx.putTransferDecision({
            reference: `T${name}`,
            verdict: "accept",
            reason: null,
            at,
          });
          await tx.putIdempotency({
            scope: "orders",
            key: name,
            fingerprint: "f",
            subject: "s",
            answer: null,
            createdAt: at,
          });
        }
        await tx.insertDelivery(delivery("p", "pending", T0 - 9));
      });

    it.each<AgingRows>([
      "requests",
      "returnCodes",
      "deliveries",
      "deadDeliveries",
      "decisions",
      "events",
      "alerts",
      "alertMessages",
    ])("go a few at once, the young stay: %s", async (rows) => {
      await put(order("a"));
      await fill();
      const { upkeep } = store();
      expect(await upkeep.removeOld(rows, T0, 1)).toBe(1);
      expect(await upkeep.removeOld(rows, T0, 9)).toBe(1);
      expect(await upkeep.removeOld(rows, T0, 9)).toBe(0);
      expect(await upkeep.removeOld(rows, T0 + 1, 9)).toBe(1);
      const left = await store().listDeliveries({}, { limit: 20 });
      expect(left.items.map(({ id }) => id)).toContain("p");
    });
  });

  describe("orders", () => {
    it("are listed oldest first, part by part, until their history is removed", async () => {
      const names = ["a", "b", "c", "d", "e"];
      for (const [place, name] of names.entries())
        await put(order(name, { createdAt: T0 + (place >> 1) }));
      const list = (moment: number) =>
        readAll((after) => store().upkeep.listUnerasedOrders(moment, 2, after));
      expect((await list(T0 + 9)).map(nameOf)).toEqual(names);
      expect((await list(T0 + 2)).map(nameOf)).toEqual(["a", "b", "c", "d"]);
      for (const [name, history] of [
        ["b", "remove"],
        ["d", "erase"],
      ] as const)
        await store().transaction((tx) =>
          tx.upkeep.eraseTraces(orderId(name), { at: T0, scopes: [], history }),
        );
      expect((await list(T0 + 9)).map(nameOf)).toEqual(["a", "c", "d", "e"]);
    });

    it("that nobody paid for are listed by their status", async () => {
      await put(
        order("open"),
        order("expired", { expiredAt: T0 }),
        order("expired-too", { expiredAt: T0, createdAt: T0 + 1 }),
        order("cancelled", { cancelledAt: T0 }),
      );
      const list = (status: "expired" | "cancelled") =>
        readAll((after) =>
          store().upkeep.listUnpaidOrders(status, T0 + 9, 1, after),
        );
      expect((await list("expired")).map(nameOf)).toEqual([
        "expired",
        "expired-too",
      ]);
      expect((await list("cancelled")).map(nameOf)).toEqual(["cancelled"]);
    });

    it("are removed with all that is theirs, and nothing else", async () => {
      await put(withAttempt(order("a"), [seen.refused()], "a-1"), order("b"));
      const rest = async () => {
        await store().transaction(async (tx) => {
          for (const name of ["a", "b"]) {
            const id = orderId(name);
            await tx.appendObservation({
              orderId: id,
              attemptId: "a-1",
              source: "callback",
              at: T0,
              observation: null,
              raw: new Uint8Array([1]),
            });
            await tx.putReturnCode({ digest: id, orderId: id, expiresAt: T0 });
            await tx.putIdempotency({
              scope: `attempts ${id}`,
              key: "k",
              fingerprint: "f",
              subject: "s",
              answer: null,
              createdAt: T0,
            });
          }
        });
      };
      await rest();
      await store().transaction((tx) =>
        tx.upkeep.removeOrder(order("a"), [`attempts ${orderId("a")}`]),
      );
      expect(await store().getOrder(orderId("a"))).toBeUndefined();
      expect(await store().findOrderByAttempt("a-1")).toBeUndefined();
      expect(await store().listObservations(orderId("a"))).toEqual([]);
      expect(await store().listObservations(orderId("b"))).toHaveLength(1);
      const keys = await store().transaction(async (tx) => [
        await tx.getIdempotency(`attempts ${orderId("a")}`, "k"),
        await tx.getIdempotency(`attempts ${orderId("b")}`, "k"),
      ]);
      expect(keys.map((each) => each !== undefined)).toEqual([false, true]);
    });

    it("are read by id with all that may name their payers", async () => {
      const made = ["second", "first"].reduce(
        (before, id) => withAttempt(before, [seen.pending(5)], id),
        order("a"),
      );
      await put(made, order("b"), order("c"));
      await store().transaction((tx) =>
        tx.appendObservation({
          orderId: made.id,
          attemptId: "a",
          source: "callback",
          at: T0,
          observation: null,
          raw: new TextEncoder().encode("body"),
        }),
      );
      const records = await readAll((after) =>
        store().upkeep.listPersonalRecords(2, after),
      );
      expect(records.map((each) => nameOf(each.order.id))).toEqual([
        "a",
        "b",
        "c",
      ]);
      expect(records[0]?.order).toEqual(made);
      expect(
        records.map(({ bodies }) =>
          bodies.map((body) => new TextDecoder().decode(body)),
        ),
      ).toEqual([["body"], [], []]);
    });
  });

  it("unmatched payments are listed until they are erased", async () => {
    const payment = anUnmatchedPayment({ id: "R1" });
    await store().transaction((tx) => tx.insertUnmatchedPayment(payment));
    const list = () =>
      readAll((after) => store().upkeep.listUnerasedPayments(T0 + 1, 1, after));
    expect(await list()).toEqual([payment]);
    const erased = { ...payment, phone: null };
    const erase = () =>
      store().transaction((tx) => tx.upkeep.eraseUnmatchedPayment(erased, T0));
    await erase();
    expect(await list()).toEqual([]);
    // A note that is written later may name somebody again.
    const dismissed = { ...erased, dismissed: { note: "Wanjiku", at: T0 } };
    await store().transaction((tx) => tx.updateUnmatchedPayment(dismissed));
    expect(await list()).toEqual([dismissed]);
  });
}
