/** Orders and links of before there were part payments. */
import { describe, expect, it } from "vitest";
import { MIGRATIONS } from "../../../src/adapters/sql-store/migrations/index.ts";
import {
  holdsForReview,
  orderFlags,
  orderStatus,
} from "../../../src/domain/order.ts";
import { amountDue, isPartPaid } from "../../../src/domain/part-payments.ts";
import {
  KES_2500,
  T0,
  anAttempt,
  anOrder,
  seen,
} from "../../domain/fixtures.ts";
import { writeOlderDatabase } from "./older-database.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

const LINK = "pl_AAAAAAAAAAAAAAAAAAAAAA";

describe("a database of before there were part payments", () => {
  it("is read whole, and a part of its orders still needs a person", async () => {
    const { file, open } = await sqliteFileOfTest();
    const { attempts, ...order } = anOrder({
      version: 4,
      source: { type: "payment_link", paymentLink: LINK },
    });
    const attempt = anAttempt([seen.accepted(), seen.payment(30, 100_000)], {
      method: "paybill",
      phone: null,
      payerReference: "AB2CD3EF4G",
    });
    expect(attempts).toEqual([]);
    const link = {
      ...{ id: LINK, reference: null, title: "Duka", description: null },
      ...{ currency: "KES", amount: KES_2500, min: null, max: null },
      ...{ active: true, expiresAt: null, returnUrl: null, mirror: null },
      ...{ createdAt: T0, updatedAt: T0 },
    };
    const { id } = attempt.plan;
    await writeOlderDatabase(file, MIGRATIONS.length, {
      orders: [
        {
          ...{ id: order.id, reference: order.reference, version: 4 },
          ...{ status: "pending", created_at: T0, attempt_count: 1 },
          ...{ data: JSON.stringify(order), attention: "review" },
        },
      ],
      attempts: [
        {
          ...{ id, id_lower: id, order_id: order.id, seq: 0 },
          ...{ payer_reference: "AB2CD3EF4G" },
          data: JSON.stringify(attempt),
        },
      ],
      payment_links: [{ id: LINK, created_at: T0, data: JSON.stringify(link) }],
    });
    const store = await open();
    const read = await store.findOrderByPayerReference("AB2CD3EF4G");
    expect(read).toEqual({ ...order, attempts: [attempt] });
    if (read === undefined) throw new Error("the order is gone");
    expect(orderStatus(read)).toBe("pending");
    expect(orderFlags(read).review).toBe(true);
    expect(holdsForReview(read)).toBe(true);
    expect(isPartPaid(read)).toBe(false);
    expect(amountDue(read)).toEqual(KES_2500);
    expect((await store.getPaymentLink(LINK))?.payment).toBeUndefined();
    await store.close();
  });
});
