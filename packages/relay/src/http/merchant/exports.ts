/** Exports as CSV, sent while they are read. */
import type { ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Scope } from "@malipo/protocol";
import { rangeQuerySchema } from "@malipo/protocol/merchant";
import { refuse } from "../../domain/errors.ts";
import { EXPORTS, exportRows } from "../../use-cases/exports/export-rows.ts";
import type { ExportName } from "../../use-cases/exports/export-rows.ts";
import { readRange } from "../../use-cases/shared/time-range.ts";
import { sendProblem } from "../kit/problem.ts";
import { callerOf } from "../kit/request-context.ts";
import { readBody } from "../kit/request.ts";
import { plainRoute } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

const TEXT: Readonly<
  Record<
    ExportName,
    { readonly id: string; readonly what: string; readonly scope: Scope }
  >
> = {
  orders: { id: "exportOrders", what: "orders", scope: "read" },
  refunds: { id: "exportRefunds", what: "refunds", scope: "read" },
  "unmatched-payments": {
    id: "exportUnmatchedPayments",
    what: "payments that came without an order",
    scope: "read",
  },
  deliveries: {
    id: "exportDeliveries",
    what: "webhook deliveries",
    scope: "read",
  },
  "audit-log": {
    id: "exportAuditLog",
    what: "the audit log",
    scope: "admin",
  },
};

/** Another one may end at any time. */
const RETRY_AFTER_SECONDS = 30;
const TOO_MANY = refuse(
  "too_many_exports",
  "Three exports of this key are being read already.",
  { retryAfterSeconds: RETRY_AFTER_SECONDS },
);

const toRoute = (name: ExportName): Route =>
  plainRoute({
    id: TEXT[name].id,
    method: "GET",
    path: `/v1/merchant/exports/${name}.csv`,
    access: "merchantKey",
    scope: TEXT[name].scope,
    summary: `Export ${TEXT[name].what} as CSV, oldest first`,
    description:
      "UTF-8 by RFC 4180, with a header line; new columns come last. Times are in the merchant's time zone (`MALIPO_TIME_ZONE`), with UTC beside them. `from` and `to` are times, or days of that time zone: `to=2026-11-30` includes the whole day. A text that a spreadsheet would run as a formula begins with `'`. A response that breaks off has no end: read it to its end before you use it.",
    query: rangeQuerySchema,
    problems: ["invalid_request", "too_many_exports"],
    responses: {
      200: {
        description: "The rows.",
        type: "text/csv; charset=utf-8",
        example: EXPORTS[name].header,
      },
    },
    async serve({ deps, limits }, { req, query }, res) {
      const given = readBody(rangeQuerySchema, query);
      if (!given.ok) {
        sendProblem(res, given);
        return;
      }
      const now = deps.clock.now();
      const range = readRange(deps.settings.timeZone, given.value, now);
      if (!range.ok) {
        sendProblem(res, range);
        return;
      }
      const keyId = callerOf(res).actor.id;
      if (req.method !== "HEAD") {
        const taken = await limits.take("exports", keyId);
        if (!taken.ok) {
          // A refused one was counted, too.
          await limits.giveBack("exports", keyId);
          sendProblem(res, TOO_MANY);
          return;
        }
      }
      res.statusCode = 200;
      res.setHeader("Content-Type", "text/csv; charset=utf-8");
      res.setHeader(
        "Content-Disposition",
        `attachment; filename="${name}.csv"`,
      );
      res.setHeader("Cache-Control", "no-store");
      if (req.method === "HEAD") {
        res.end();
        return;
      }
      try {
        await sendAll(res, exportRows(deps, name, range.value));
      } catch (error) {
        deps.log.error({ err: error, export: name }, "an export broke off");
        // Without an end, so that nobody takes a part for the whole.
        res.destroy();
      } finally {
        await limits.giveBack("exports", keyId);
      }
    },
  });

export const EXPORT_ROUTES: readonly Route[] = (
  Object.keys(EXPORTS) as ExportName[]
).map(toRoute);

/** Reads no further than its reader does: one page waits at most, and a reader that leaves ends it. */
async function sendAll(
  res: ServerResponse,
  texts: AsyncIterable<string>,
): Promise<void> {
  for await (const text of texts) {
    if (res.destroyed) return;
    if (!res.write(text)) await drained(res);
    // Others have their turn, however fast this reader is.
    await nextTurn();
  }
  if (!res.destroyed) res.end();
}

function drained(res: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      res.off("drain", done);
      res.off("close", done);
      resolve();
    };
    res.once("drain", done);
    res.once("close", done);
  });
}
