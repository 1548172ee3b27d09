/** Commands about API keys, and the audit log. */
import { SCOPES, scopeSchema } from "@malipo/protocol";
import type { Scope } from "@malipo/protocol";
import { foldText } from "@malipo/protocol/text";
import { EXIT_MISUSE } from "../exit-codes.ts";
import type { CommandInput, MerchantCommand } from "./command.ts";
import { PAGE, PAGE_QUERY } from "./page-options.ts";
import { CliError } from "./relay-client.ts";
import { OVERLAP, overlapBody, requireText, textOption } from "./values.ts";

const ID = "key_7QpZ2rVx0LmN4tYb8KsWcE";

/** "read,orders" or "read orders". */
function readScopes(input: CommandInput): readonly Scope[] {
  const names = foldText(requireText(input, "scopes"))
    .split(/[\s,]+/)
    .filter((name) => name !== "");
  const scopes = names.map((name) => scopeSchema.safeParse(name).data);
  if (scopes.length === 0 || scopes.includes(undefined))
    throw new CliError(
      `--scopes takes some of ${SCOPES.join(", ")}, with commas between them`,
      EXIT_MISUSE,
    );
  return [...new Set(scopes.filter((scope) => scope !== undefined))];
}

const timeOption = (input: CommandInput, name: string): string | undefined => {
  const text = textOption(input, name);
  if (text === undefined) return undefined;
  const at = Date.parse(foldText(text));
  if (Number.isNaN(at))
    throw new CliError(
      `--${name} is not a time. Example: 2027-11-30 or 2027-11-30T18:00:00Z`,
      EXIT_MISUSE,
    );
  return new Date(at).toISOString();
};

export const API_KEY_COMMANDS: readonly MerchantCommand[] = [
  {
    name: "list",
    about: "list API keys with their scopes and when they were last used",
    method: "GET",
    path: "/v1/merchant/api-keys",
    rows: "apiKeys",
    columns: {
      ID: "id",
      NAME: "name",
      SCOPES: "scopes",
      CREATED: "createdAt",
      "LAST USED": "lastUsedAt",
      EXPIRES: "expiresAt",
    },
    examples: ["api-keys list"],
  },
  {
    name: "show",
    about: "show an API key",
    method: "GET",
    path: "/v1/merchant/api-keys/:id",
    examples: [`api-keys show ${ID}`],
  },
  {
    name: "create",
    about: "create an API key and show it this once",
    method: "POST",
    path: "/v1/merchant/api-keys",
    options: {
      name: { about: "who or what will use it" },
      scopes: {
        about: `what it may do: ${SCOPES.join(", ")}, with commas between them`,
        hints: SCOPES,
      },
      expires: { about: "when it ends (default: never)", value: "time" },
    },
    body: (input) => {
      const expiresAt = timeOption(input, "expires");
      return Promise.resolve({
        name: requireText(input, "name"),
        scopes: readScopes(input),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      });
    },
    examples: [
      "api-keys create --name Accounting --scopes read --expires 2027-11-30",
      'api-keys create --name "Shop backend" --scopes read,orders,links',
    ],
  },
  {
    name: "rotate",
    about: "replace an API key and show the new one this once",
    method: "POST",
    path: "/v1/merchant/api-keys/:id/rotate",
    options: OVERLAP,
    body: overlapBody,
    examples: [`api-keys rotate ${ID}`, `api-keys rotate ${ID} --overlap 0`],
  },
  {
    name: "delete",
    about: "delete an API key; it is refused at once",
    method: "DELETE",
    path: "/v1/merchant/api-keys/:id",
    examples: [`api-keys delete ${ID}`],
  },
];

/** `malipo audit` */
export const AUDIT_COMMAND: MerchantCommand = {
  name: "audit",
  about: "list who changed what, newest first",
  method: "GET",
  path: "/v1/merchant/audit-log",
  options: {
    actor: {
      about: "only by this key (its id), or command_line",
      value: "id",
    },
    action: {
      about: "only this action, such as cancelOrder",
      value: "name",
    },
    object: { about: "only about this order, link, key …", value: "id" },
    from: { about: "from this day or time on", value: "time" },
    before: { about: "before this day or time", value: "time" },
    ...PAGE,
  },
  query: [
    "actor",
    "action",
    "object",
    "from:createdFrom",
    "before:createdBefore",
    ...PAGE_QUERY,
  ],
  rows: "entries",
  columns: {
    AT: "at",
    ACTOR: "actor.name",
    ACTION: "action",
    OBJECT: "object.id",
    OUTCOME: "outcome",
    CODE: "code",
    REQUEST: "requestId",
  },
  examples: [
    "audit",
    "audit --object ord_01jd4q2k7b8n9m0p1q2r3s4t5u",
    "audit --action createRefund --from 2026-11-01 --json",
  ],
};
