/** Commands about alerts to people. */
import type { MerchantCommand } from "./command.ts";
import { PAGE, PAGE_QUERY } from "./page-options.ts";
import { EMPTY_BODY } from "./values.ts";

export const ALERT_COMMANDS: readonly MerchantCommand[] = [
  {
    name: "list",
    about: "list what people were told, newest first",
    method: "GET",
    path: "/v1/merchant/alerts",
    options: PAGE,
    query: PAGE_QUERY,
    rows: "alerts",
    columns: {
      ID: "id",
      TYPE: "type",
      AT: "at",
      STATE: "state",
      ORDER: "about.orderId",
    },
    examples: ["alerts list", "alerts list --json"],
  },
  {
    name: "test",
    about: "send a test to everybody who gets alerts",
    method: "POST",
    path: "/v1/merchant/alerts/test",
    body: EMPTY_BODY,
    rows: "results",
    columns: { CHANNEL: "channel", TO: "to", SENT: "sent", STATUS: "status" },
    examples: ["alerts test"],
  },
];
