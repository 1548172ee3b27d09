/** Every command of `malipo`. */
import type { Chapter } from "./command.ts";
import { MERCHANT_ENTRIES } from "./merchant/run-merchant.ts";
import { DATABASE_COMMANDS, RUN_COMMANDS } from "./relay-commands.ts";
import { SHELL_COMMANDS } from "./shell-commands.ts";
import { WEBHOOK_COMMANDS } from "./webhook-commands.ts";

export const CHAPTERS: readonly Chapter[] = [
  { title: "Run a relay", entries: RUN_COMMANDS },
  { title: "Care for its database", entries: DATABASE_COMMANDS },
  { title: "Payments (of a running relay)", entries: MERCHANT_ENTRIES },
  { title: "Webhooks on your own machine", entries: WEBHOOK_COMMANDS },
  { title: "The command line", entries: SHELL_COMMANDS },
];
