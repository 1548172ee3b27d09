/**
 * Lists transfers that await acceptance.
 * https://docs.yourflexpay.com/api-reference/transactions/list-transactions-pending-acceptance
 */
import { z } from "zod";
import type { Transfer } from "../../domain/transfer.ts";
import type { ProviderResult } from "../../ports/provider-result.ts";
import { fields, looseText } from "../provider-http/fields.ts";
import { send, logUnreadable } from "./context.ts";
import type { Context } from "./context.ts";
import { listOf } from "./envelope.ts";
import { unavailable } from "./response.ts";
import { readTransfer } from "./transfer.ts";

/** Spring's query parameters; a server with smaller pages is read further. */
const PAGE_SIZE = 100;
const MAX_TRANSFERS = 1000;
const MAX_PAGES = 50;
/** Each transfer includes its webhook records with their error texts. */
const MAX_PAGE_BYTES = 2 * 1024 * 1024;

const pageSchema = fields({
  last: z.unknown(),
  totalPages: looseText,
});

/** Newest last; transfers without a time first. */
export async function listPending(
  context: Context,
): Promise<ProviderResult<readonly Transfer[]>> {
  const { clock, settings } = context;
  const deadline = clock.now() + settings.timeouts.listMs;
  const found = new Map<string, Transfer>();
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const leftMs = deadline - clock.now();
    if (leftMs <= 0)
      return unavailable(`the list did not end after ${page} pages`, false);
    const parsed = await requestPage(context, page, leftMs);
    // A list can't be "not found": this is the wrong server or path.
    if (parsed.kind === "not_found") return unavailable("HTTP 404", false);
    if (parsed.kind !== "content") return parsed;
    const items = listOf(parsed.content);
    if (items === undefined) {
      logUnreadable(context, "pending transfers");
      return unavailable("no list in the response", false);
    }
    const known = found.size;
    for (const transfer of readAll(context, items))
      if (found.size < MAX_TRANSFERS) found.set(transfer.reference, transfer);
    // A server without paging returns the same items again.
    const isStuck = items.length === 0 || (page > 0 && found.size === known);
    if (isStuck || isLast(parsed.content, page) || found.size >= MAX_TRANSFERS)
      break;
  }
  return {
    kind: "found",
    value: [...found.values()]
      .filter(({ status }) => isOpen(status))
      .toSorted((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0)),
  };
}

function requestPage(context: Context, page: number, leftMs: number) {
  const { paths, timeouts } = context.settings;
  return send(
    context,
    {
      method: "GET",
      path: paths.pending,
      query: { page: String(page), size: String(PAGE_SIZE) },
      timeoutMs: Math.min(timeouts.readMs, leftMs),
      maxBodyBytes: MAX_PAGE_BYTES,
    },
    "reads",
  );
}

function readAll(
  context: Context,
  items: readonly unknown[],
): readonly Transfer[] {
  const transfers = items
    .map((item) => readTransfer(item, context.unknownValues))
    .filter((transfer) => transfer !== null);
  if (transfers.length < items.length)
    logUnreadable(context, "pending transfer");
  return transfers;
}

/** A plain list, or a page without paging fields, is the last one. */
function isLast(content: object, page: number): boolean {
  if (Array.isArray(content)) return true;
  const { last, totalPages } = pageSchema.parse(content);
  if (last === true || last === false) return last;
  return (
    totalPages === null ||
    !/^\d{1,9}$/.test(totalPages) ||
    page + 1 >= Number(totalPages)
  );
}

function isOpen(status: Transfer["status"]): boolean {
  return status === "awaiting_acceptance" || status === "unknown";
}
