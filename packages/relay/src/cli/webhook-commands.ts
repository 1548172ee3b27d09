/** The commands that bring webhooks to a developer's machine. */
import { WEBHOOK_EVENTS } from "@malipo/protocol/merchant";
import type { Command } from "./command.ts";

const SIGNED =
  "It is signed with MALIPO_WEBHOOK_SECRET (or MALIPO_WEBHOOK_SECRET_FILE): your receiver\nverifies it with the same secret.";

export const WEBHOOK_COMMANDS: readonly Command[] = [
  {
    name: "listen",
    about: "bring the webhooks of a running relay to your machine",
    details: `Asks the relay for new webhooks each second, live or of the sandbox, and sends each
to your receiver. ${SIGNED}
The relay must have MALIPO_WEBHOOK_URL; what it sends there is not touched. A relay
that is gone is waited for. When you stop it, it says how to go on from there.
Webhooks hold personal data: the address must be https, or on this machine.`,
    options: {
      forward: { about: "the address of your receiver", value: "url" },
      after: {
        about: "begin after this webhook (default: with the next one)",
        value: "id",
      },
      relay: {
        about: "the relay's URL (default: MALIPO_PUBLIC_URL)",
        value: "url",
      },
    },
    examples: [
      "listen --forward http://localhost:3000/webhooks",
      "listen --forward http://localhost:3000/webhooks --env-file malipo.env",
      "listen --forward http://localhost:3000/webhooks --after msg_3q2xVb0yT1uH5cK8nZpL6w",
    ],
    codes: { 3: "the relay refuses the key", 4: "no such webhook (--after)" },
    readsEnvironment: true,
    run: async (input, context) =>
      (await import("./webhooks/listen.ts")).listen(input, context),
  },
  {
    name: "trigger",
    about: "send a signed example of a webhook to your receiver",
    details: `${SIGNED} The relay is not asked, and nothing is stored.
Events: ${WEBHOOK_EVENTS.slice(0, 5).join(", ")},
${WEBHOOK_EVENTS.slice(5).join(", ")}.`,
    args: { event: { about: "the type of the event", hints: WEBHOOK_EVENTS } },
    options: {
      to: {
        about: "the address of your receiver (default: MALIPO_WEBHOOK_URL)",
        value: "url",
      },
      edit: { about: "change it in $EDITOR first", flag: true },
    },
    examples: [
      "trigger order.paid --to http://localhost:3000/webhooks",
      "trigger refund.failed --edit",
    ],
    codes: { 1: "the receiver did not accept it" },
    readsEnvironment: true,
    run: async (input, context) =>
      (await import("./webhooks/trigger.ts")).trigger(input, context),
  },
];
