/** The figures of a shop. */
import type { MerchantCommand } from "./command.ts";

export const SUMMARY_COMMANDS: Readonly<
  Record<string, readonly MerchantCommand[]>
> = {
  summary: [
    {
      name: "show",
      about: "show what was sold in a time, and what waits for a person",
      method: "GET",
      path: "/v1/merchant/summary",
      options: {
        from: {
          about: "a day of your time zone, or a time (default: 30 days)",
          value: "time",
        },
        to: {
          about: "a day, which is included, or a time (default: now)",
          value: "time",
        },
      },
      query: ["from", "to"],
      examples: ["summary show --from 2026-11-01 --to 2026-11-30"],
    },
  ],
};
