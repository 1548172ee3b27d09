/** `GET /v1/merchant/exports/….csv`: everything of a time range, as text that is made while it is read. */
import { csvLine } from "../../domain/csv.ts";
import type { TimeZone } from "../../domain/time-zone.ts";
import type { Exports, TimeRange } from "../../ports/exports.ts";
import type { Part } from "../../ports/upkeep.ts";
import type { Deps } from "../shared/deps.ts";
import {
  AUDIT_COLUMNS,
  DELIVERY_COLUMNS,
  ORDER_COLUMNS,
  REFUND_COLUMNS,
  UNMATCHED_PAYMENT_COLUMNS,
  toExportedOrder,
} from "./columns.ts";
import type { Column } from "./columns.ts";

/** Few enough to be read and written within some milliseconds: everything else waits meanwhile. */
const ROWS_AT_ONCE = 100;

type ReadPart<T> = (
  exports: Exports,
  range: TimeRange,
  after: string | null,
) => Promise<Part<T>>;

interface Export {
  /** The first line. */
  readonly header: string;
  /** The next lines, and where they end. */
  readonly read: (
    exports: Exports,
    zone: TimeZone,
    range: TimeRange,
    after: string | null,
  ) => Promise<{ readonly text: string; readonly next: string | null }>;
}

function exportOf<T>(
  columns: readonly Column<T>[],
  readPart: ReadPart<T>,
): Export {
  return {
    header: csvLine(columns.map(([name]) => name)),
    async read(exports, zone, range, after) {
      const { items, next } = await readPart(exports, range, after);
      const lines = items.map((item) =>
        csvLine(columns.map(([, read]) => read(item, zone))),
      );
      return { text: lines.join(""), next };
    },
  };
}

/** By the names in their addresses. */
export const EXPORTS = {
  orders: exportOf(ORDER_COLUMNS, async (exports, range, after) => {
    const part = await exports.orders(range, ROWS_AT_ONCE, after);
    return { ...part, items: part.items.map(toExportedOrder) };
  }),
  refunds: exportOf(REFUND_COLUMNS, (exports, range, after) =>
    exports.refunds(range, ROWS_AT_ONCE, after),
  ),
  "unmatched-payments": exportOf(
    UNMATCHED_PAYMENT_COLUMNS,
    (exports, range, after) =>
      exports.unmatchedPayments(range, ROWS_AT_ONCE, after),
  ),
  deliveries: exportOf(DELIVERY_COLUMNS, (exports, range, after) =>
    exports.deliveries(range, ROWS_AT_ONCE, after),
  ),
  "audit-log": exportOf(AUDIT_COLUMNS, (exports, range, after) =>
    exports.auditLog(range, ROWS_AT_ONCE, after),
  ),
} as const satisfies Record<string, Export>;
export type ExportName = keyof typeof EXPORTS;

/** The header at once, then a page of lines each time that the reader asks for more. */
export async function* exportRows(
  { store, settings }: Pick<Deps, "store" | "settings">,
  name: ExportName,
  range: TimeRange,
): AsyncGenerator<string, void, undefined> {
  const { header, read } = EXPORTS[name];
  yield header;
  let after: string | null = null;
  do {
    const part: { readonly text: string; readonly next: string | null } =
      await read(store.exports, settings.timeZone, range, after);
    if (part.text !== "") yield part.text;
    after = part.next;
  } while (after !== null);
}
