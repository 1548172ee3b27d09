import { describe, expect, it } from "vitest";
import {
  selectAlerts,
  selectLastGathered,
  updateGathered,
} from "../../../src/adapters/sql-store/alerts.ts";
import {
  selectAuditEntries,
  selectAuditPart,
} from "../../../src/adapters/sql-store/audit-log.ts";
import { encodeCursor } from "../../../src/adapters/sql-store/cursor.ts";
import {
  selectDeliveries,
  selectPending,
} from "../../../src/adapters/sql-store/deliveries.ts";
import {
  selectDeadDeliveries,
  selectDue,
  selectOpenPayments,
  selectOrdersOf,
  selectPendingDeliveries,
  selectRefundsInReview,
} from "../../../src/adapters/sql-store/figures.ts";
import {
  selectListed,
  selectListedBefore,
  selectUnlisted,
} from "../../../src/adapters/sql-store/events.ts";
import { selectPart } from "../../../src/adapters/sql-store/exports.ts";
import { selectUsesByPhone } from "../../../src/adapters/sql-store/link-phones.ts";
import { selectFigures } from "../../../src/adapters/sql-store/order-figures.ts";
import {
  selectByContact,
  selectIds,
  selectNamed,
  selectReferred,
} from "../../../src/adapters/sql-store/order-list.ts";
import type { Db } from "../../../src/adapters/sql-store/statement.ts";
import {
  selectNextOfOne,
  selectNextOfThree,
  selectNextOfTwo,
} from "../../../src/adapters/sql-store/task-leases.ts";
import { selectUnmatchedPayments } from "../../../src/adapters/sql-store/unmatched-payments.ts";
import { searchTerms } from "../../../src/domain/search.ts";
import { TASK_PRIORITY } from "../../../src/domain/task.ts";
import type { AuditFilter } from "../../../src/ports/audit-log.ts";
import type {
  DeliveryFilter,
  UnmatchedPaymentFilter,
} from "../../../src/ports/store.ts";
import type { OrderFilter } from "../../../src/ports/order-filter.ts";
import { planOf } from "./plan-of.ts";

const PAGE = { limit: 20 };
const CURSOR = Buffer.from("1000.ord_1").toString("base64url");

describe("the merchant's list of orders", () => {
  it.each<[OrderFilter, string]>([
    [{}, "orders_by_created_at"],
    [{ reference: "R" }, "orders_by_reference"],
    [{ status: "paid" }, "orders_by_status"],
    [{ reference: "R", status: "paid" }, "orders_by_reference"],
    [{ status: "paid", createdFrom: 1 }, "orders_by_status"],
    [
      { reference: "R", status: "paid", createdBefore: 9 },
      "orders_by_reference",
    ],
    [{ createdFrom: 1, createdBefore: 9 }, "orders_by_created_at"],
  ])(
    "by %j goes through %s, sorts nothing, and does so after a cursor",
    async (filter, index) => {
      for (const page of [PAGE, { ...PAGE, cursor: CURSOR }]) {
        const plan = await planOf((db) => selectIds(db, filter, page));
        expect(plan).toContain(` ${index}`);
        expect(plan).not.toContain("TEMP B-TREE");
      }
    },
  );

  it.each<OrderFilter>([
    { attention: "any" },
    { attention: "review", status: "paid" },
    { attention: "overpaid", createdFrom: 1, createdBefore: 9 },
  ])("by %j reads those alone that need a person", async (filter) => {
    for (const page of [PAGE, { ...PAGE, cursor: CURSOR }]) {
      const plan = await planOf((db) => selectIds(db, filter, page));
      expect(plan).toContain(" orders_by_attention (attention=?)");
    }
    const refunds = { ...filter, attention: "refund" } as const;
    const byRefund = await planOf((db) => selectIds(db, refunds, PAGE));
    expect(byRefund).toContain(" refunds_by_attention (attention>?)");
    expect(byRefund).not.toMatch(/SCAN (?:orders|refunds)/);
    const named = { ...filter, reference: "R" };
    const plan = await planOf((db) => selectIds(db, named, PAGE));
    expect(plan).toContain(" orders_by_reference");
  });
});

describe("the orders that are partly paid", () => {
  it.each<OrderFilter>([{}, { status: "open" }])(
    "with %j are read alone, not the whole list",
    async (more) => {
      const filter = { partlyPaid: true, ...more } as const;
      for (const page of [PAGE, { ...PAGE, cursor: CURSOR }]) {
        const plan = await planOf((db) => selectIds(db, filter, page));
        expect(plan).toMatch(/SEARCH orders USING .*\(id=\?\)/);
      }
    },
  );
});

describe("the orders of a payment link", () => {
  it.each<OrderFilter>([{}, { status: "paid" }])(
    "with %j are read by the link, not the whole list",
    async (more) => {
      const filter = { paymentLink: "pl_1", ...more };
      for (const page of [PAGE, { ...PAGE, cursor: CURSOR }]) {
        const plan = await planOf((db) => selectIds(db, filter, page));
        expect(plan).toMatch(/SEARCH link_uses USING PRIMARY KEY/);
        expect(plan).toMatch(/SEARCH orders USING .*\(id=\?\)/);
      }
    },
  );
});

it("a phone's uses of a payment link are read by the phone", async () => {
  const use = { linkId: "pl_1", contact: "254712345678", except: "ord_1" };
  const plan = await planOf((db) => selectUsesByPhone(db, use));
  expect(plan).toMatch(/SEARCH order_contacts USING .*\(contact=\?\)/);
  expect(plan).toMatch(
    /SEARCH link_uses USING PRIMARY KEY \(link_id=\? AND order_id=\?\)/,
  );
});

describe("the search for orders", () => {
  const terms = searchTerms("0712 345 678");

  it("looks for what one order has alone through indexes", async () => {
    const plan = await planOf((db) => selectNamed(db, terms));
    expect(plan).not.toMatch(/SCAN (?:orders|attempts|receipts|refunds)/);
    for (const index of ["receipts_by_receipt", "attempts_by_payer_reference"])
      expect(plan).toContain(index);
  });

  it.each<OrderFilter>([
    {},
    { status: "paid" },
    { createdFrom: 1, createdBefore: 9 },
  ])("by reference or contact and %j sorts nothing", async (filter) => {
    for (const page of [PAGE, { ...PAGE, cursor: CURSOR }]) {
      const referred = await planOf((db) =>
        selectReferred(db, terms, filter, page),
      );
      expect(referred).toContain(" orders_by_reference");
      const contacts = await planOf((db) =>
        selectByContact(db, "254712345678", filter, page),
      );
      expect(contacts).toMatch(/SEARCH c USING .*INDEX/);
      expect(`${referred} ${contacts}`).not.toContain("TEMP B-TREE");
      expect(`${referred} ${contacts}`).not.toContain("SCAN");
    }
  });
});

describe("the list of deliveries", () => {
  it.each<[DeliveryFilter, string]>([
    [{}, "deliveries_by_created_at"],
    [{ status: "dead" }, "deliveries_by_status"],
    [{ status: "pending", endpoint: "we_1" }, "deliveries_by_status"],
    [{ orderId: "ord_1" }, "deliveries_by_order"],
    [{ status: "dead", orderId: "ord_1" }, "deliveries_by_order"],
    [{ endpoint: "we_1" }, "deliveries_by_endpoint"],
    [{ status: "dead", endpoint: "we_1" }, "dead_deliveries_by_endpoint"],
    [{ orderId: "ord_1", endpoint: "we_1" }, "deliveries_by_order"],
  ])("by %j goes through %s and sorts nothing", async (filter, index) => {
    const plan = await planOf((db) => selectDeliveries(db, filter, PAGE));
    expect(plan).toContain(` ${index}`);
    expect(plan).not.toContain("TEMP B-TREE");
  });
});

describe("the events", () => {
  it("are read by their position, and numbered by what has none", async () => {
    const listed = await planOf((db) => selectListed(db, 1, 9));
    expect(listed).toMatch(/USING INDEX \S*events\S* \(position>\?\)/);
    expect(listed).not.toContain("TEMP B-TREE");
    const newest = await planOf((db) => selectListedBefore(db, 9, 9));
    expect(newest).toMatch(/USING INDEX \S*events\S* \(position<\?\)/);
    expect(newest).not.toContain("TEMP B-TREE");
    const unlisted = await planOf((db) => selectUnlisted(db).limit(1));
    expect(unlisted).not.toContain("SCAN");
  });
});

describe("the audit log", () => {
  it.each<[AuditFilter, string]>([
    [{}, "audit_log_by_at"],
    [{ createdFrom: 1, createdBefore: 9 }, "audit_log_by_at"],
    [{ actor: "key_1" }, "audit_log_by_actor_id"],
    [{ action: "cancelOrder", actor: "key_1" }, "audit_log_by_action"],
    [{ object: "ord_1" }, "audit_log_by_object_id"],
    [
      { object: "o", action: "a", actor: "k", createdBefore: 9 },
      "audit_log_by_object_id",
    ],
  ])(
    "by %j goes through %s, sorts nothing, and does so after a cursor",
    async (filter, index) => {
      const cursor = Buffer.from("1000.7").toString("base64url");
      for (const page of [PAGE, { ...PAGE, cursor }]) {
        const plan = await planOf((db) => selectAuditEntries(db, filter, page));
        expect(plan).toContain(` ${index}`);
        expect(plan).not.toContain("TEMP B-TREE");
      }
    },
  );
});

describe("the list of payments without an order", () => {
  it.each<[UnmatchedPaymentFilter, string]>([
    [{}, "unmatched_payments_by_created_at"],
    [{ state: "open" }, "unmatched_payments_by_state"],
  ])("by %j goes through %s and sorts nothing", async (filter, index) => {
    for (const page of [PAGE, { ...PAGE, cursor: CURSOR }]) {
      const plan = await planOf((db) =>
        selectUnmatchedPayments(db, filter, page),
      );
      expect(plan).toContain(` ${index}`);
      expect(plan).not.toContain("TEMP B-TREE");
    }
  });
});

describe("exports and summaries", () => {
  const range = { from: 1, before: 9 };

  it.each([
    ["orders", "orders_by_created_at"],
    ["refunds", "refunds_by_created_at"],
    ["unmatched_payments", "unmatched_payments_by_created_at"],
    ["deliveries", "deliveries_by_created_at"],
  ] as const)("read %s in order of their index %s", async (table, index) => {
    for (const after of [null, CURSOR]) {
      const plan = await planOf((db) =>
        selectPart(db, table, range, 100, after),
      );
      expect(plan).toContain(`COVERING INDEX ${index}`);
      expect(plan).not.toContain("TEMP B-TREE");
    }
  });

  it("read the audit log in order of its index", async () => {
    const after = encodeCursor({ createdAt: 1, id: "1" });
    for (const from of [null, after]) {
      const plan = await planOf((db) => selectAuditPart(db, range, 100, from));
      expect(plan).toContain("USING INDEX audit_log_by_at");
      expect(plan).not.toContain("TEMP B-TREE");
    }
  });

  it("count orders in the rows of the range alone", async () => {
    const plan = await planOf((db) => selectFigures(db, range));
    expect(plan).toContain("(bucket_at>? AND bucket_at<?)");
    expect(plan).not.toContain("SCAN");
  });
});

it("the pending deliveries of an order are found through its index", async () => {
  const plan = await planOf((db) => selectPending(db, { id: "msg_1" }));
  expect(plan).toContain("deliveries_by_order (order_id=?)");
  expect(plan).not.toContain("SCAN");
});

describe("alerts", () => {
  it.each([
    ["alerts_by_created_at", (db: Db) => selectAlerts(db, PAGE)],
    [
      "alerts_by_type",
      (db: Db) => selectLastGathered(db, { type: "order.paid" }),
    ],
    [
      "alerts_by_type",
      (db: Db) => updateGathered(db, { type: "order.paid" }, "b", 1),
    ],
    ["alerts_held", (db: Db) => updateGathered(db, { heldUntil: 1 }, "b", 1)],
  ])("are found through %s, and nothing is sorted", async (index, build) => {
    const plan = await planOf(build);
    expect(plan).toContain(index);
    expect(plan).not.toContain("TEMP B-TREE");
  });
});

describe("the figures for operators", () => {
  it.each([
    [
      "tasks_by_priority",
      (db: Db) => selectDue(db, { kind: "query_attempt", now: 1 }),
    ],
    ["deliveries_by_status", selectPendingDeliveries],
    [
      "dead_deliveries_by_endpoint",
      (db: Db) => selectDeadDeliveries(db, { endpoint: "we_1" }),
    ],
    [
      "orders_by_attention",
      (db: Db) => selectOrdersOf(db, { attention: "review" }),
    ],
    ["refunds_by_attention", selectRefundsInReview],
    ["unmatched_payments_by_state", selectOpenPayments],
  ])("are counted in %s alone", async (index, build) => {
    const plan = await planOf(build);
    expect(plan).toContain(`COVERING INDEX ${index}`);
    expect(plan).not.toMatch(
      /SCAN (?:tasks|deliveries|orders|refunds|unmatched_payments)/,
    );
  });
});

describe("the look for the next task", () => {
  const { first, shopper, background } = TASK_PRIORITY;
  const look = {
    kind: "query_attempt",
    now: 1,
    farthest: 2,
    first,
    second: shopper,
    third: background,
  } as const;

  it.each([
    [1, selectNextOfOne],
    [2, selectNextOfTwo],
    [3, selectNextOfThree],
  ])(
    "for %i priorities goes through the index once for each, and sorts nothing",
    async (count, build) => {
      const plan = await planOf((db) => build(db, look));
      const steps = plan.match(
        /SEARCH tasks USING INDEX tasks_by_priority \(kind=\? AND priority=\?\)/g,
      );
      expect(steps).toHaveLength(count);
      expect(plan).not.toContain("TEMP B-TREE");
      expect(plan).not.toContain("SCAN tasks");
    },
  );
});
