/** The merchant's events as a list, in the order in which readers get to see them. */
import type { MerchantEvent } from "../domain/merchant-event.ts";

export interface ListedEvent extends MerchantEvent {
  /** Grows from event to event, also over gaps that the clean-up leaves. An event that is listed has it for ever. */
  readonly position: number;
}

export interface EventsPart {
  readonly items: readonly ListedEvent[];
  readonly hasMore: boolean;
}

export interface Events {
  /**
   * The first `limit` behind this position; null: from the oldest on. An event that is committed later comes behind all
   * that were listed before; those of one order are in their order.
   */
  list(after: number | null, limit: number): Promise<EventsPart>;
  /** The last `limit` before this position, newest first; null: from the newest on, of all that are committed. */
  listNewest(before: number | null, limit: number): Promise<EventsPart>;
}

export interface EventsTransaction {
  /** False, and nothing changed, when one of this id is there already. */
  insert(event: MerchantEvent): Promise<boolean>;
  has(id: string): Promise<boolean>;
}
