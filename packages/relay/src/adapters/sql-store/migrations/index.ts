import { initial } from "./0001-initial.ts";
import { merchantServices } from "./0002-merchant-services.ts";
import { receipts } from "./0003-receipts.ts";
import { returnCodes } from "./0004-return-codes.ts";
import { taskPriorities } from "./0005-task-priorities.ts";
import { transferDecisions } from "./0006-transfer-decisions.ts";
import { pastReceipts } from "./0007-past-receipts.ts";
import { taskRequests } from "./0008-task-requests.ts";
import { rateLimits } from "./0009-rate-limits.ts";
import { signingKeyEnds } from "./0010-signing-key-ends.ts";
import { retention } from "./0011-retention.ts";
import { webhookEndpoints } from "./0012-webhook-endpoints.ts";
import { attention } from "./0013-attention.ts";
import { apiKeys } from "./0014-api-keys.ts";
import { auditLog } from "./0015-audit-log.ts";
import { unmatchedDecisions } from "./0016-unmatched-decisions.ts";
import { search } from "./0017-search.ts";
import { orderFigures } from "./0018-order-figures.ts";
import { severalEndpoints } from "./0019-several-endpoints.ts";
import { events } from "./0020-events.ts";
import { consoleSessions } from "./0023-console-sessions.ts";
import { linkFigures } from "./0033-link-figures.ts";
import { linkUses } from "./0025-link-uses.ts";
import { orderRefunds } from "./0027-order-refunds.ts";
import { reconciliations } from "./0028-reconciliations.ts";
import { alerts } from "./0029-alerts.ts";
import { openBalances } from "./0030-open-balances.ts";
import { whatNeedsPerson } from "./0031-what-needs-a-person.ts";
import { linkPhones } from "./0032-link-phones.ts";
import type { Migration } from "./migration.ts";

/** In the order in which they run. */
export const MIGRATIONS: readonly Migration[] = [
  initial,
  merchantServices,
  receipts,
  returnCodes,
  taskPriorities,
  transferDecisions,
  pastReceipts,
  taskRequests,
  rateLimits,
  signingKeyEnds,
  retention,
  webhookEndpoints,
  attention,
  apiKeys,
  auditLog,
  unmatchedDecisions,
  search,
  orderFigures,
  severalEndpoints,
  events,
  consoleSessions,
  linkUses,
  orderRefunds,
  reconciliations,
  alerts,
  openBalances,
  whatNeedsPerson,
  linkPhones,
  linkFigures,
];
