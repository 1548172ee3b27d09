import { describe } from "vitest";
import { describeAlerts } from "./contract/alerts.ts";
import { describeApiKeys } from "./contract/api-keys.ts";
import { describeAuditLog } from "./contract/audit-log.ts";
import { describeConsoleSessions } from "./contract/console-sessions.ts";
import { describeChanges } from "./contract/changes.ts";
import { describeDeliveries } from "./contract/deliveries.ts";
import { describeEvents } from "./contract/events.ts";
import { describeFigures } from "./contract/figures.ts";
import type { MakeDatabase } from "./contract/harness.ts";
import { describeLinkUses } from "./contract/link-uses.ts";
import { describeLists } from "./contract/lists.ts";
import { describeOrderUpdates } from "./contract/order-updates.ts";
import { describeOrders } from "./contract/orders.ts";
import { describePayments } from "./contract/payments.ts";
import { describeRecords } from "./contract/records.ts";
import { describeReconciliations } from "./contract/reconciliations.ts";
import { describeRefunds } from "./contract/refunds.ts";
import { describeUrgency } from "./contract/task-urgency.ts";
import { describeTaskModel } from "./contract/tasks-model.ts";
import { describeTasks } from "./contract/tasks.ts";
import { describeOpenBalances } from "./contract/open-balances.ts";
import { describeOrderFigures } from "./contract/order-figures.ts";
import { describeSearch } from "./contract/search.ts";
import { describeTransactions } from "./contract/transactions.ts";
import { describeUpkeep } from "./contract/upkeep.ts";

const PARTS = {
  transactions: describeTransactions,
  orders: describeOrders,
  "updates of orders": describeOrderUpdates,
  lists: describeLists,
  payments: describePayments,
  records: describeRecords,
  "uses of payment links": describeLinkUses,
  "open balances": describeOpenBalances,
  refunds: describeRefunds,
  reconciliations: describeReconciliations,
  deliveries: describeDeliveries,
  events: describeEvents,
  tasks: describeTasks,
  "task model": describeTaskModel,
  urgency: describeUrgency,
  changes: describeChanges,
  alerts: describeAlerts,
  "API keys": describeApiKeys,
  "audit log": describeAuditLog,
  "console sessions": describeConsoleSessions,
  search: describeSearch,
  "figures of orders": describeOrderFigures,
  upkeep: describeUpkeep,
  figures: describeFigures,
};

/** What every store promises, whatever database is behind it. `make` gives an empty database for each test. */
export function describeStoreContract(name: string, make: MakeDatabase): void {
  describe(`the store contract over ${name}`, () => {
    for (const [part, describePart] of Object.entries(PARTS))
      describe(part, () => {
        describePart(make);
      });
  });
}
