/**
 * The relay's webhooks in the order in which they were stored, each once. The list is read from its newest end; a webhook
 * may appear in it a little later than one with a later time (another relay's clock, a longer transaction), so what is
 * new is looked for a minute back.
 */
import { z } from "zod";
import { EXIT_FAILED } from "../exit-codes.ts";
import { CliError } from "../merchant/relay-client.ts";
import type { RelayClient } from "../merchant/relay-client.ts";
import { readWebhook } from "./send-again.ts";

const OVERLAP_MS = 60_000;
const PAGE = 100;

const listSchema = z.object({
  deliveries: z.array(
    z.object({
      id: z.string(),
      eventId: z.string().optional(),
      createdAt: z.iso.datetime(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

interface Listed {
  readonly id: string;
  /** The same for all endpoints that are told. */
  readonly eventId: string;
  readonly at: number;
}

export interface NewWebhooks {
  /** Ids that no earlier call has returned, oldest first. */
  next(): Promise<readonly string[]>;
}

/** `after`: the last webhook that is known; undefined for the newest one. */
export async function openNewWebhooks(
  relay: RelayClient,
  after: string | undefined,
): Promise<NewWebhooks> {
  const seen = new Map<string, number>();
  let floor = 0;
  let newest = 0;
  if (after === undefined) {
    // Of an empty list everything is new.
    const [first] = (await readPage(relay, null, 1)).items;
    newest = first?.at ?? 0;
    floor = newest === 0 ? 0 : newest - OVERLAP_MS;
    for (const { eventId, at } of await readBack(relay, floor))
      seen.set(eventId, at);
  } else {
    const known = await readWebhook(relay, after);
    newest = Date.parse(known.createdAt);
    floor = newest;
    seen.set(known.eventId ?? after, newest);
  }
  return {
    async next() {
      const bound = Math.max(floor, newest - OVERLAP_MS);
      const found: Listed[] = [];
      for (const listed of await readBack(relay, bound)) {
        const { eventId, at } = listed;
        if (seen.has(eventId)) continue;
        seen.set(eventId, at);
        newest = Math.max(newest, at);
        found.push(listed);
      }
      for (const [eventId, at] of seen)
        if (at < newest - OVERLAP_MS && at < bound) seen.delete(eventId);
      return found.map(({ id }) => id).toReversed();
    },
  };
}

/** Newest first, down to this time. */
async function readBack(
  relay: RelayClient,
  bound: number,
): Promise<readonly Listed[]> {
  const found: Listed[] = [];
  let cursor: string | null = null;
  do {
    const page = await readPage(relay, cursor, PAGE);
    found.push(...page.items.filter(({ at }) => at >= bound));
    cursor = page.items.every(({ at }) => at >= bound) ? page.next : null;
  } while (cursor !== null);
  return found;
}

async function readPage(
  relay: RelayClient,
  cursor: string | null,
  limit: number,
): Promise<{
  readonly items: readonly Listed[];
  readonly next: string | null;
}> {
  const answer = await relay.call({
    method: "GET",
    route: "/v1/merchant/deliveries",
    query: { limit, ...(cursor === null ? {} : { cursor }) },
  });
  const list = listSchema.safeParse(answer).data;
  if (list === undefined)
    throw new CliError("the relay's response is not a list", EXIT_FAILED);
  return {
    items: list.deliveries.map(({ id, eventId = id, createdAt }) => ({
      id,
      eventId,
      at: Date.parse(createdAt),
    })),
    next: list.nextCursor,
  };
}
