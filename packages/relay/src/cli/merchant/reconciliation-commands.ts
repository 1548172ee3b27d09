/** Days that are compared with the provider. */
import { DIFFERENCE_STATES } from "@malipo/protocol/merchant";
import type { MerchantCommand } from "./command.ts";
import { DIFFERENCE_COLUMNS } from "./difference-columns.ts";
import { oneOf, PAGE, PAGE_QUERY } from "./page-options.ts";
import { requireText } from "./values.ts";

export const RECONCILIATION_COMMANDS: readonly MerchantCommand[] = [
  {
    name: "list",
    about: "list days that were compared with the provider, newest first",
    method: "GET",
    path: "/v1/merchant/reconciliations",
    options: PAGE,
    query: PAGE_QUERY,
    rows: "reconciliations",
    columns: {
      DAY: "day",
      STATE: "state",
      RUNS: "runs",
      DONE: "progress.done",
      OF: "progress.total",
      OPEN: "differences.open",
      RESOLVED: "differences.resolved",
      STARTED: "startedAt",
      ENDED: "endedAt",
    },
    examples: ["reconciliations list"],
  },
  {
    name: "show",
    about: "show how far a day is",
    method: "GET",
    path: "/v1/merchant/reconciliations/:day",
    examples: ["reconciliations show 2026-11-29"],
  },
  {
    name: "differences",
    about: "list a day's differences with their causes",
    method: "GET",
    path: "/v1/merchant/reconciliations/:day/differences",
    options: {
      state: oneOf(DIFFERENCE_STATES),
      ...PAGE,
    },
    query: ["state", ...PAGE_QUERY],
    rows: "differences",
    columns: DIFFERENCE_COLUMNS,
    examples: ["reconciliations differences 2026-11-29 --state open"],
  },
];

/** `malipo reconcile` */
export const RECONCILE_COMMAND: MerchantCommand = {
  name: "reconcile",
  about: "compare a past day with the provider, wait, and list differences",
  method: "POST",
  path: "/v1/merchant/reconciliations/:day",
  named: ["day"],
  options: {
    day: { about: "a day of your time zone that is over", value: "day" },
  },
  instead: async (input, relay, context) => {
    const day = requireText(input, "day");
    const { reconcile } = await import("./reconcile.ts");
    return reconcile(day, relay, context, input.options["json"] === true);
  },
  codes: { 5: "there are open differences" },
  examples: ["reconcile --day 2026-11-29"],
};
