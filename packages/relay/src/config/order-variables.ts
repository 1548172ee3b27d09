/** The variables that say how long orders can be paid. */
import { integer } from "../adapters/environment/parsers.ts";
import { variable } from "../adapters/environment/variable.ts";
import type { Variables } from "../adapters/environment/variable.ts";

export const ORDERS = {
  orderTtlSeconds: variable({
    name: "MALIPO_ORDER_TTL_SECONDS",
    about:
      "How long an order can be paid after it is created, 60 to 2592000 seconds.",
    parse: integer(60, 2_592_000),
    default: 3600,
  }),
  balanceDays: variable({
    name: "MALIPO_BALANCE_DAYS",
    about:
      "How long the rest of an order can be paid after a part of it was, 1 to 365 days. Each part begins the time anew.",
    parse: integer(1, 365),
    default: 30,
  }),
} as const satisfies Variables;
