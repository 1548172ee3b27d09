/** Calls that read webhook records: https://docs.yourflexpay.com/idaas/webhooks */
import type { Book } from "./book.ts";
import type { Handler } from "./endpoint.ts";
import { dataResponse, refusalResponse } from "./envelope.ts";
import { readPageRequest, toPage } from "./paging.ts";
import { readReference } from "./reference.ts";
import type { Transfers } from "./transfers.ts";
import type { Direction } from "./webhook-record.ts";
import { toRecordJson } from "./webhook-record.ts";

const MESSAGE = "Webhooks retrieved";

/** GET …/webhooks: an array, not a page; the caller's own records only. */
export function webhooksHandler(transfers: Transfers): Handler {
  return (request, caller) => {
    const found = transfers.find(readReference(request), caller);
    if (!found.ok) return refusalResponse(found.code);
    const own = found.transaction.webhooks.filter(
      ({ application }) => application === caller,
    );
    return dataResponse(200, MESSAGE, own.map(toRecordJson));
  };
}

/** GET …/webhooks/receiver and …/webhooks/sender: visible only to that side. */
export function webhookHandler(
  transfers: Transfers,
  direction: Direction,
): Handler {
  return (request, caller) => {
    const found = transfers.find(readReference(request), caller);
    if (!found.ok) return refusalResponse(found.code);
    const { sender, receiver, webhooks } = found.transaction;
    const side = direction === "RECEIVER" ? receiver : sender;
    if (side.account.application !== caller)
      return refusalResponse("FORBIDDEN");
    const record = webhooks.findLast((each) => each.direction === direction);
    return record === undefined
      ? refusalResponse("WEBHOOK_NOT_FOUND")
      : dataResponse(200, MESSAGE, toRecordJson(record));
  };
}

/** GET /v1/webhooks/failed: a page, the newest first. */
export function failedWebhooksHandler(book: Book): Handler {
  return (request, caller) => {
    const failed = book
      .newestFirst()
      .flatMap(({ webhooks }) => webhooks)
      .filter(
        ({ application, status }) =>
          application === caller && status === "FAILED",
      );
    const asked = readPageRequest(request, {
      property: "createdAt",
      ascending: false,
    });
    return dataResponse(200, MESSAGE, toPage(failed, asked, toRecordJson));
  };
}
