/** The transfers port: list, find, accept and reject. https://docs.yourflexpay.com/idaas/payments */
import { cutText } from "@malipo/protocol/text";
import type { Transfer, TransferNotice } from "../../domain/transfer.ts";
import type { Transfers } from "../../ports/merchant-services.ts";
import type { ProviderResult } from "../../ports/provider-result.ts";
import type { ApiCall } from "../provider-http/api.ts";
import { send, logMismatch, logUnreadable } from "./context.ts";
import type { Context } from "./context.ts";
import { listOf } from "./envelope.ts";
import { readNotice } from "./notices.ts";
import { listPending } from "./pending.ts";
import { isReference } from "./reference.ts";
import { isSameId } from "../../domain/same-id.ts";
import { unavailable } from "./response.ts";
import type { Effect } from "./response.ts";
import { pathOf } from "./settings.ts";
import { isOwnTag } from "./tags.ts";
import { onOneLine } from "./text.ts";
import { readTransfer } from "./transfer.ts";

/** https://docs.yourflexpay.com/idaas/payments */
const MAX_REASON = 500;
const NO_REASON = "Not accepted by the receiver";

type CallParts = Pick<ApiCall, "method" | "body"> & {
  readonly path: string;
  readonly effect: Effect;
};

export function createTransfers(context: Context): Transfers {
  const { tag, paths, unmatched } = context.settings;
  return {
    provider: "flexpay",
    tag,
    unmatched,
    isOwnTag: (receiver) => isOwnTag(tag, receiver),
    pending: () => listPending(context),
    find: (reference) =>
      requestTransfer(context, reference, {
        method: "GET",
        path: paths.transfer,
        effect: "reads",
      }),
    accept: (reference) =>
      requestTransfer(context, reference, {
        method: "POST",
        path: paths.accept,
        effect: "changes",
      }),
    reject: (reference, reason) =>
      requestTransfer(context, reference, {
        method: "POST",
        path: paths.reject,
        body: { reason: toReason(reason) },
        effect: "changes",
      }),
    notices: (reference) => findNotices(context, reference),
  };
}

async function requestTransfer(
  context: Context,
  reference: string,
  { path, effect, ...call }: CallParts,
): Promise<ProviderResult<Transfer>> {
  if (!isReference(reference)) return { kind: "not_found" };
  const { readMs, changeMs } = context.settings.timeouts;
  const changes = effect === "changes";
  const parsed = await send(
    context,
    {
      ...call,
      path: pathOf(path, reference),
      timeoutMs: changes ? changeMs : readMs,
    },
    effect,
  );
  if (parsed.kind !== "content") return parsed;
  const found = (listOf(parsed.content) ?? [parsed.content])
    .map((item) => readTransfer(item, context.unknownValues))
    .filter((transfer) => transfer !== null);
  const asked = found.find((transfer) =>
    isSameId(transfer.reference, reference),
  );
  if (asked !== undefined)
    return changes && asked.status === "unknown"
      ? unavailable("no documented status in the response", true)
      : { kind: "found", value: asked };
  if (found.length > 0) {
    logMismatch(context, reference);
    return unavailable("the response is about another transfer", changes);
  }
  logUnreadable(context, "transfer");
  return unavailable("no transfer in the response", changes);
}

async function findNotices(
  context: Context,
  reference: string,
): Promise<ProviderResult<readonly TransferNotice[]>> {
  if (!isReference(reference)) return { kind: "not_found" };
  const { paths, timeouts } = context.settings;
  const parsed = await send(
    context,
    {
      method: "GET",
      path: pathOf(paths.notices, reference),
      timeoutMs: timeouts.readMs,
    },
    "reads",
  );
  if (parsed.kind !== "content") return parsed;
  const items = listOf(parsed.content);
  if (items === undefined) {
    logUnreadable(context, "webhook records");
    return unavailable("no list in the response", false);
  }
  const records = items
    .map((item) => readNotice(item))
    .filter((record) => record !== null);
  const areOthers = records.some(
    (record) =>
      record.reference !== null && !isSameId(record.reference, reference),
  );
  if (!areOthers)
    return { kind: "found", value: records.map(({ notice }) => notice) };
  logMismatch(context, reference);
  return unavailable("the response is about another transfer", false);
}

/** Shown to the payer: on one line, without control characters. */
function toReason(reason: string): string {
  const words = cutText(onOneLine(reason), MAX_REASON);
  return words === "" ? NO_REASON : words;
}
