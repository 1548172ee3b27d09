/** Exports as CSV, to a file or to standard output. */
import type { MerchantCommand } from "./command.ts";
import { readQuery, textOption } from "./values.ts";

const RANGE = ["from", "to"];

type Exported =
  "orders" | "refunds" | "unmatched-payments" | "deliveries" | "audit-log";

const toCommand = (name: Exported, what: string): MerchantCommand => ({
  name,
  about: `export ${what} as CSV, oldest first`,
  method: "GET",
  path: `/v1/merchant/exports/${name}.csv`,
  options: {
    from: {
      about: "a day of your time zone, or a time (default: the beginning)",
      value: "time",
    },
    to: {
      about: "a day, which is included, or a time (default: now)",
      value: "time",
    },
    output: {
      about: "write to this file, whole or not at all",
      value: "file",
    },
  },
  query: RANGE,
  instead: async (input, relay, context) => {
    const { download } = await import("./download.ts");
    return download(
      await relay.download(
        `/v1/merchant/exports/${name}.csv`,
        readQuery(RANGE, input),
      ),
      textOption(input, "output"),
      context,
    );
  },
  examples: [
    `export ${name} --from 2026-11-01 --to 2026-11-30 --output ${name}.csv`,
  ],
});

export const EXPORT_COMMANDS: Readonly<
  Record<string, readonly MerchantCommand[]>
> = {
  export: [
    toCommand("orders", "orders"),
    toCommand("refunds", "refunds"),
    toCommand("unmatched-payments", "payments that came without an order"),
    toCommand("deliveries", "webhook deliveries"),
    toCommand("audit-log", "the audit log"),
  ],
};
