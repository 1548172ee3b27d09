/** Commands about webhook endpoints, and what they are told. */
import { EVENT_ORDERS, WEBHOOK_EVENTS } from "@malipo/protocol/merchant";
import type { WebhookEvent } from "@malipo/protocol/merchant";
import { foldText } from "@malipo/protocol/text";
import type { Option } from "../command.ts";
import { EXIT_MISUSE } from "../exit-codes.ts";
import type { CommandInput, MerchantCommand } from "./command.ts";
import { oneOf, PAGE, PAGE_QUERY } from "./page-options.ts";
import { CliError } from "./relay-client.ts";
import {
  EMPTY_BODY,
  OVERLAP,
  overlapBody,
  requireText,
  textOption,
} from "./values.ts";

const ID = "we_9fKq2Lr7Xw0MnT4yPb8JsE";
const ALL = "/v1/merchant/webhook-endpoints";
const ONE = `${ALL}/:id`;

const FIELDS: Readonly<Record<string, Option>> = {
  name: { about: "what it is for" },
  url: { about: "the https URL that receives webhooks", value: "url" },
  description: { about: "more about it, for your records", value: "text" },
  events: {
    about: 'the events that it is told of, with commas between them, or "all"',
    hints: ["all", ...WEBHOOK_EVENTS],
  },
};

function readEvents(
  input: CommandInput,
): readonly WebhookEvent[] | null | undefined {
  const text = textOption(input, "events");
  if (text === undefined) return undefined;
  const names = foldText(text)
    .split(/[\s,]+/)
    .filter((name) => name !== "");
  if (names.length === 1 && names[0] === "all") return null;
  const events = names.map((name) =>
    WEBHOOK_EVENTS.find((event) => event === name),
  );
  if (events.length === 0 || events.includes(undefined))
    throw new CliError(
      `--events takes "all", or some of ${WEBHOOK_EVENTS.join(", ")}, with commas between them`,
      EXIT_MISUSE,
    );
  return [...new Set(events.filter((event) => event !== undefined))];
}

/** What was given, and an empty description clears it. */
function fieldsOf(input: CommandInput): Readonly<Record<string, unknown>> {
  const description = textOption(input, "description");
  const given = {
    name: textOption(input, "name"),
    url: textOption(input, "url"),
    description: description?.trim() === "" ? null : description,
    events: readEvents(input),
  };
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
}

export const ENDPOINT_COMMANDS: readonly MerchantCommand[] = [
  {
    name: "list",
    about: "list webhook endpoints, oldest first",
    method: "GET",
    path: ALL,
    rows: "webhookEndpoints",
    columns: {
      ID: "id",
      NAME: "name",
      URL: "url",
      EVENTS: "events",
      PAUSED: "paused",
      GONE: "gone",
    },
    examples: ["webhook-endpoints list"],
  },
  {
    name: "show",
    about: "show a webhook endpoint",
    method: "GET",
    path: ONE,
    examples: [`webhook-endpoints show ${ID}`],
  },
  {
    name: "create",
    about: "create a webhook endpoint and show its secret this once",
    method: "POST",
    path: ALL,
    options: FIELDS,
    body: (input) =>
      Promise.resolve({
        ...fieldsOf(input),
        name: requireText(input, "name"),
        url: requireText(input, "url"),
      }),
    examples: [
      "webhook-endpoints create --name Accounting --url https://books.shop.example/webhooks --events order.paid,refund.paid",
    ],
  },
  {
    name: "update",
    about: "change what is given of a webhook endpoint",
    method: "PATCH",
    path: ONE,
    options: FIELDS,
    body: (input) => Promise.resolve(fieldsOf(input)),
    examples: [`webhook-endpoints update ${ID} --events all`],
  },
  {
    name: "pause",
    about: "stop sending to a webhook endpoint; its webhooks are kept",
    method: "PATCH",
    path: ONE,
    body: () => Promise.resolve({ paused: true }),
    examples: [`webhook-endpoints pause ${ID}`],
  },
  {
    name: "resume",
    about: "send to a webhook endpoint again, also what was kept",
    method: "PATCH",
    path: ONE,
    body: () => Promise.resolve({ paused: false }),
    examples: [`webhook-endpoints resume ${ID}`],
  },
  {
    name: "delete",
    about: "delete a webhook endpoint; what it was not sent yet is given up",
    method: "DELETE",
    path: ONE,
    examples: [`webhook-endpoints delete ${ID}`],
  },
  {
    name: "test",
    about: "send a test message to a webhook endpoint, and show the response",
    method: "POST",
    path: `${ONE}/test`,
    body: EMPTY_BODY,
    examples: [`webhook-endpoints test ${ID}`],
  },
  {
    name: "rotate-secret",
    about: "give a webhook endpoint a new secret and show it this once",
    method: "POST",
    path: `${ONE}/rotate-secret`,
    options: OVERLAP,
    body: overlapBody,
    examples: [
      `webhook-endpoints rotate-secret ${ID}`,
      `webhook-endpoints rotate-secret ${ID} --overlap 0`,
    ],
  },
];

export const EVENT_COMMANDS: readonly MerchantCommand[] = [
  {
    name: "list",
    about: "list what webhooks say, oldest first",
    method: "GET",
    path: "/v1/merchant/events",
    options: {
      after: { about: "what follows this event", value: "cursor" },
      order: oneOf(EVENT_ORDERS, "the oldest or the newest first: "),
      ...PAGE,
    },
    query: ["after", "order", ...PAGE_QUERY],
    rows: "events",
    columns: {
      CURSOR: "cursor",
      ID: "id",
      TYPE: "payload.type",
      ORDER: "payload.data.order.reference",
      AT: "payload.timestamp",
    },
    examples: [
      "events list",
      "events list --order desc --limit 5",
      "events list --after evt1042 --json",
    ],
  },
];
