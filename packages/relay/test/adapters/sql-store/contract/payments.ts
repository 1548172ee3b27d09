import { describe, expect, it } from "vitest";
import type { UnmatchedPayment } from "../../../../src/domain/unmatched-payment.ts";
import { anUnmatchedPayment } from "../../../domain/fixtures.ts";
import {
  expectRefusal,
  insert,
  order,
  orderId,
  T0,
  withAttempt,
  withStore,
} from "./harness.ts";
import type { UnmatchedPaymentFilter } from "../../../../src/ports/store.ts";
import type { MakeDatabase } from "./harness.ts";

const unmatched = (
  id: string,
  changes: Partial<UnmatchedPayment> = {},
): UnmatchedPayment => anUnmatchedPayment({ id, ...changes });

export function describePayments(make: MakeDatabase): void {
  const { store, change, openAnother } = withStore(make);
  const put = (payment: UnmatchedPayment) =>
    change((tx) => tx.insertUnmatchedPayment(payment));
  const list = async (filter: UnmatchedPaymentFilter = {}) =>
    (await store().listUnmatchedPayments(filter, { limit: 10 })).items;

  describe("payments of no order", () => {
    it("are listed newest first, with every field and their bytes, as they were first told", async () => {
      const bare = unmatched("R2", {
        ...{ account: null, amount: null, phone: null, payerName: null },
        ...{ at: T0 + 1, raw: new Uint8Array() },
      });
      const again = unmatched("R1", { account: "OTHER", at: T0 + 9 });
      expect(await put(unmatched("R1"))).toBe(true);
      expect(await put(bare)).toBe(true);
      expect(await put(again)).toBe(false);
      expect(await list()).toEqual([bare, unmatched("R1")]);
    });

    it("are found by what was decided, and by the order that they count for", async () => {
      const assigned = { orderId: orderId("a"), attemptId: "x", at: T0 };
      const dismissed = { note: "sent back", at: T0 };
      for (const id of ["R1", "R2", "R3"]) await put(unmatched(id));
      await change(async (tx) => {
        expect(await tx.getUnmatchedPayment("R9")).toBeUndefined();
        expect(await tx.getUnmatchedPayment("R2")).toEqual(unmatched("R2"));
        await tx.updateUnmatchedPayment(unmatched("R2", { assigned }));
        await tx.updateUnmatchedPayment(
          unmatched("R3", { dismissed, assigned: null }),
        );
      });
      const ids = async (filter: UnmatchedPaymentFilter) =>
        (await list(filter)).map(({ id }) => id);
      expect(await ids({ state: "open" })).toEqual(["R1"]);
      expect(await ids({ state: "assigned" })).toEqual(["R2"]);
      expect(await ids({ state: "dismissed" })).toEqual(["R3"]);
      expect(await store().getUnmatchedPayment("R3")).toEqual(
        unmatched("R3", { dismissed }),
      );
      await change(async (tx) => {
        expect(await tx.listAssignedPayments(orderId("a"))).toEqual([
          unmatched("R2", { assigned }),
        ]);
        expect(await tx.listAssignedPayments(orderId("b"))).toEqual([]);
      });
    });

    it("can't be decided on when there are none", async () => {
      const update = change((tx) => tx.updateUnmatchedPayment(unmatched("R1")));
      await expectRefusal(update, "constraint");
    });

    it("stay when they were assigned", async () => {
      const assigned = { orderId: orderId("a"), attemptId: "x", at: T0 };
      await put(unmatched("R1", { assigned }));
      await change((tx) => tx.removeUnmatchedPayment("R1"));
      expect(await list()).toHaveLength(1);
    });

    it("can be taken away, also when there are none", async () => {
      for (const id of ["R1", "R2"]) await put(unmatched(id));
      for (let time = 0; time < 2; time += 1)
        await change((tx) => tx.removeUnmatchedPayment("R1"));
      expect(await list()).toEqual([unmatched("R2")]);
    });
  });

  describe("the merchant's decisions about transfers", () => {
    it("are found in any letter case, and the last one stands", async () => {
      const find = (reference: string) =>
        store().findTransferDecision(reference);
      const decision = {
        reference: "TXN-1-AB",
        verdict: "reject",
        reason: "We are closed",
        at: T0,
      } as const;
      await change((tx) => tx.putTransferDecision(decision));
      expect(await find("TXN-1-AB")).toEqual(decision);
      const changed = {
        reference: "txn-1-ab",
        verdict: "accept",
        reason: null,
        at: T0 + 1,
      } as const;
      await change((tx) => tx.putTransferDecision(changed));
      expect(await find("txn-1-ab")).toEqual(changed);
      const inside = change((tx) => tx.findTransferDecision("TXN-1-AB"));
      expect(await inside).toMatchObject({ verdict: "accept" });
      expect(await find("TXN-1")).toBeUndefined();
    });
  });

  describe("receipts", () => {
    const [first, second] = [
      "7b0c0b0e-52b2-4f0c-9d59-0a3c5f7d0001",
      "7b0c0b0e-52b2-4f0c-9d59-0a3c5f7d0002",
    ] as const;
    const insertAttempts = () =>
      insert(
        store(),
        withAttempt(order("a"), [], first),
        withAttempt(order("b"), [], second),
      );

    it("are the first attempt's that names them", async () => {
      await insertAttempts();
      const claim = (receipt: string, attemptId: string) =>
        change((tx) => tx.claimReceipt("almara", receipt, attemptId));
      expect(await claim("R1", first)).toBe(first);
      expect(await claim("R1", second)).toBe(first);
      expect(await claim("R1", first)).toBe(first);
      expect(await claim("R2", second)).toBe(second);
      const find = (receipt: string, provider = "almara") =>
        change((tx) => tx.findReceipt(provider, receipt));
      expect(await find("R1")).toBe(first);
      expect(await find("R3")).toBeUndefined();
      expect(await find("R1", "flexpay")).toBeUndefined();
    });

    it("are one attempt's when two claim them at once", async () => {
      await insertAttempts();
      const other = await openAnother();
      const owners = await Promise.all([
        change((tx) => tx.claimReceipt("almara", "R1", first)),
        other.transaction((tx) => tx.claimReceipt("almara", "R1", second)),
      ]);
      expect(new Set(owners).size).toBe(1);
    });

    it("can't be claimed for an attempt that is not stored", async () => {
      const claim = change((tx) => tx.claimReceipt("almara", "R1", first));
      await expectRefusal(claim, "constraint");
    });
  });
}
