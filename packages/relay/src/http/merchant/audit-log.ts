/** Who did what to which object. */
import { auditLogQuerySchema, auditLogSchema } from "@malipo/protocol/merchant";
import type { AuditEntry as AuditEntryJson } from "@malipo/protocol/merchant";
import type { AuditEntry } from "../../domain/audit.ts";
import { ok } from "../../domain/errors.ts";
import { readCreated } from "../../use-cases/shared/time-range.ts";
import { API_KEY_ID, ORDER_ID } from "../kit/path-params.ts";
import { json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

const ENTRY: AuditEntryJson = {
  id: "aud_4vR0yK8sTq2mWz6XbN1cJg",
  at: "2026-11-22T08:00:00.000Z",
  actor: { type: "key", id: API_KEY_ID.example, name: "Shop" },
  action: "cancelOrder",
  object: { type: "order", id: ORDER_ID.example },
  outcome: "done",
  code: null,
  requestId: "4f0c6a52-0d0b-4b52-8c9e-6f4f3f6f2a11",
  before: { status: "open" },
  after: { status: "cancelled" },
};

export const AUDIT_LOG_ROUTES: readonly Route[] = [
  route({
    id: "listAuditLog",
    method: "GET",
    path: "/v1/merchant/audit-log",
    access: "merchantKey",
    scope: "admin",
    summary: "List the audit log, newest first",
    description:
      "Every call of the merchant API that changes something, also when it was refused or changed nothing, and every command that changes the database itself. `before` and `after` have only what differs. A call that asks a provider has two entries: `started`, and what came of it. A `started` entry without another of its request was cut off by a crash: read the object to learn what became of it. `createdFrom` and `createdBefore` are times, or days of the merchant's time zone (`MALIPO_TIME_ZONE`), which stand for their beginning.",
    query: auditLogQuerySchema,
    problems: ["invalid_request"],
    responses: {
      200: json("A page of entries.", auditLogSchema, {
        entries: [ENTRY],
        nextCursor: null,
      }),
    },
    async handle({ deps }, { query: { limit, cursor, ...filter } }) {
      const created = readCreated(deps.settings.timeZone, filter);
      if (!created.ok) return created;
      const page = await deps.store.auditLog.list(
        { ...filter, ...created.value },
        { limit, cursor },
      );
      return ok({
        entries: page.items.map(toJson),
        nextCursor: page.nextCursor,
      });
    },
  }),
];

/** Field by field: what a newer relay stored beside them is not part of this version's response. */
const toJson = ({
  id,
  at,
  actor,
  action,
  object,
  outcome,
  code,
  requestId,
  before,
  after,
}: AuditEntry): AuditEntryJson => ({
  id,
  at: new Date(at).toISOString(),
  actor,
  action,
  object: { type: object.type, id: object.id },
  outcome,
  code,
  requestId,
  before,
  after,
});
