import { expect, it } from "vitest";
import type { Observation } from "../../../../src/domain/observation.ts";
import type { Order } from "../../../../src/domain/order.ts";
import { eraseOrder } from "../../../../src/domain/privacy/personal-data.ts";
import { KES_2500, anAttempt, seen } from "../../../domain/fixtures.ts";
import {
  T0,
  insert,
  learned,
  order,
  paymentLink,
  withAttempt,
  withStore,
} from "./harness.ts";
import type { MakeDatabase } from "./harness.ts";

const LINK = paymentLink("a", { maxPayments: 1 });
const PHONE = "254712345678";

const opened = (name: string, link = LINK.id): Order => ({
  ...order(name),
  source: { type: "payment_link", paymentLink: link },
});

/** With a prompt on the phone. */
const paying = (name: string, ...later: Observation[]): Order =>
  withAttempt(opened(name), [seen.accepted(), ...later], `attempt-${name}`);

export function describeLinkUses(make: MakeDatabase): void {
  const { store, change, update, openAnother } = withStore(make);

  const NONE = {
    orders: 0,
    ...{ pending: 0, paid: 0, unitsPending: 0, unitsPaid: 0 },
    sums: [],
    lastPaidAt: null,
  };

  it("are counted as the orders stand, and not those of other links", async () => {
    await insert(store(), opened("a"), opened("b"), opened("c"));
    await insert(store(), opened("d", paymentLink("b").id), order("e"));
    expect(await store().readLinkFigures(LINK.id)).toEqual({
      ...NONE,
      orders: 3,
    });
    await update(paying("a"));
    await update(paying("b", seen.succeeded(5, KES_2500)));
    const counted = {
      orders: 3,
      ...{ pending: 1, paid: 1, unitsPending: 1, unitsPaid: 1 },
      sums: [KES_2500],
      lastPaidAt: T0 + 5_000,
    };
    expect(await store().readLinkFigures(LINK.id)).toEqual(counted);
    expect(
      await change((tx) => tx.readLinkFigures(LINK.id, order("b").id)),
    ).toEqual({
      ...counted,
      orders: 2,
      ...{ paid: 0, unitsPaid: 0, sums: [], lastPaidAt: null },
    });
  });

  it("stay counted as opened when an unpaid order is removed", async () => {
    await insert(store(), opened("a"), opened("b"));
    await change((tx) => tx.upkeep.removeOrder(opened("a"), []));
    expect(await store().readLinkFigures(LINK.id)).toEqual({
      ...NONE,
      orders: 2,
    });
  });

  it("free what they held when the attempt has failed", async () => {
    await insert(store(), opened("a"));
    await update(paying("a"));
    expect((await store().readLinkFigures(LINK.id)).pending).toBe(1);
    await update(learned(paying("a"), seen.refused(5)));
    expect((await store().readLinkFigures(LINK.id)).pending).toBe(0);
  });

  it("know the phone that pays, until it is erased", async () => {
    await insert(store(), opened("a"), opened("b"));
    const paid = paying("a", seen.succeeded(5, KES_2500));
    const isUsed = (phone: string, by = order("b").id) =>
      change((tx) => tx.isLinkUsedBy(LINK.id, phone, by));
    expect(await isUsed(PHONE)).toBe(false);
    await update(paid);
    expect(await isUsed(PHONE)).toBe(true);
    expect(await isUsed(PHONE, paid.id)).toBe(false);
    expect(await isUsed("254700000000")).toBe(false);
    await update(eraseOrder(paid, T0));
    expect(await isUsed(PHONE)).toBe(false);
    expect((await store().readLinkFigures(LINK.id)).paid).toBe(1);
  });

  it("know every phone that paid a part, and none that only tried", async () => {
    const phones = ["254712345671", "254712345672", "254712345673"];
    const deposit = { ...KES_2500, value: 75_000 };
    const facts = [
      [seen.accepted(), seen.succeeded(5, deposit)],
      [seen.accepted(), seen.refused(5)],
      [seen.accepted()],
    ];
    const before = opened("a");
    const plan = (phone: string) => ({
      ...{ id: phone, orderId: before.id, phone },
      amount: deposit,
    });
    const parts: Order = {
      ...before,
      payment: "partial",
      version: before.version + 1,
      attempts: phones.map((phone, place) =>
        anAttempt(facts[place] ?? [], plan(phone)),
      ),
    };
    await insert(store(), before, opened("b"));
    await update(parts);
    const used = await change((tx) =>
      Promise.all(
        phones.map((phone) => tx.isLinkUsedBy(LINK.id, phone, order("b").id)),
      ),
    );
    expect(used).toEqual([true, false, true]);
  });

  it("race for the last use, and one gets it", async () => {
    const names = ["a", "b", "c", "d"];
    await change((tx) => tx.putPaymentLink(LINK));
    await insert(store(), ...names.map((name) => opened(name)));
    const other = await openAnother();
    const took = await Promise.all(
      names.map((name, place) =>
        (place % 2 === 0 ? store() : other).transaction(async (tx) => {
          const known = await tx.getOrder(order(name).id);
          const link = await tx.getPaymentLink(LINK.id);
          const { pending } = await tx.readLinkFigures(
            LINK.id,
            known?.id ?? "",
          );
          if (pending >= (link?.maxPayments ?? 0)) return false;
          await tx.updateOrder(paying(name));
          return true;
        }),
      ),
    );
    expect(took.filter(Boolean)).toHaveLength(1);
    expect((await store().readLinkFigures(LINK.id)).pending).toBe(1);
  });
}
