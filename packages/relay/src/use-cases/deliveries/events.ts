/** The merchant lists what webhooks say. */
import type { MerchantEvent as EventJson } from "@malipo/protocol/merchant";
import { ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { readPayload } from "../../domain/merchant-event.ts";
import type { ListedEvent } from "../../ports/events.ts";
import type { Deps } from "../shared/deps.ts";

const CURSOR = /^evt(\d{1,15})$/;

export async function listEvents(
  { store }: Pick<Deps, "store">,
  after: string | undefined,
  limit: number,
): Promise<
  Result<{
    readonly events: readonly EventJson[];
    readonly nextCursor: string | null;
  }>
> {
  const [, position] = CURSOR.exec(after ?? "") ?? [];
  if (after !== undefined && position === undefined)
    return refuse(
      "invalid_request",
      "The cursor is not one that this list gave out; start again without it.",
    );
  const from = position === undefined ? null : Number(position);
  const { items, hasMore } = await store.events.list(from, limit);
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
