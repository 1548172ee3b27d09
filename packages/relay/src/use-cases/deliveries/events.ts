/** The merchant lists what webhooks say. */
import type {
  EventOrder,
  MerchantEvent as EventJson,
} from "@malipo/protocol/merchant";
import { ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { readPayload } from "../../domain/merchant-event.ts";
import type { ListedEvent } from "../../ports/events.ts";
import type { Deps } from "../shared/deps.ts";

const CURSOR = /^evt(\d{1,15})$/;

export interface EventQuery {
  readonly order: EventOrder;
  readonly limit: number;
  /** Of the list, for its next page. */
  readonly cursor?: string | undefined;
  /** What follows this event: only from the oldest to the newest. */
  readonly after?: string | undefined;
}

export async function listEvents(
  { store }: Pick<Deps, "store">,
  { order, limit, cursor, after }: EventQuery,
): Promise<
  Result<{
    readonly events: readonly EventJson[];
    readonly nextCursor: string | null;
  }>
> {
  if (after !== undefined && order === "desc")
    return refuse(
      "invalid_request",
      'What follows an event ("after") is listed oldest first: leave out "order".',
    );
  const start = cursor ?? after;
  const [, position] = CURSOR.exec(start ?? "") ?? [];
  if (start !== undefined && position === undefined)
    return refuse(
      "invalid_request",
      "The cursor is not one that this list gave out; start again without it.",
    );
  const from = position === undefined ? null : Number(position);
  const { items, hasMore } =
    order === "asc"
      ? await store.events.list(from, limit)
      : await store.events.listNewest(from, limit);
  const events = items.map(toEventJson);
  return ok({
    events,
    nextCursor: hasMore ? (events.at(-1)?.cursor ?? null) : null,
  });
}

const toEventJson = ({ id, position, payload }: ListedEvent): EventJson => ({
  id,
  cursor: `evt${position}`,
  // Written only by the outbox, so its shape is known.
  payload: readPayload(payload),
});
