/**
 * The endpoints that the merchant has made; few, so that they are read whole. And what endpoints said about all webhooks:
 * one without such a row has said nothing.
 */
import { WEBHOOK_EVENTS } from "@malipo/protocol/merchant";
import { z } from "zod";
import { OPEN_ENDPOINT } from "../../domain/delivery-order.ts";
import type { EndpointState } from "../../domain/delivery-order.ts";
import { CONFIGURED_ENDPOINT_ID } from "../../domain/webhook-endpoint.ts";
import type { WebhookEndpoint } from "../../domain/webhook-endpoint.ts";
import type {
  WebhookEndpoints,
  WebhookEndpointsTransaction,
} from "../../ports/webhook-endpoints.ts";
import { createDocument } from "./document.ts";
import { lockName } from "./locks.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

const select = createStatement((db, { id }: { id: string }) =>
  db
    .selectFrom("webhook_endpoints")
    .select(["gone_at", "paused_until"])
    .where("id", "=", id),
);

export async function readEndpointState(
  db: Db,
  id: string,
): Promise<EndpointState> {
  const [row] = (await select(db, { id })).rows;
  return row === undefined
    ? OPEN_ENDPOINT
    : { goneAt: row.gone_at, pausedUntil: row.paused_until };
}

export async function updateEndpointState(
  db: Db,
  id: string,
  { goneAt, pausedUntil }: Partial<EndpointState>,
): Promise<void> {
  const changed = {
    ...(goneAt === undefined ? {} : { gone_at: goneAt }),
    ...(pausedUntil === undefined ? {} : { paused_until: pausedUntil }),
  };
  await db
    .insertInto("webhook_endpoints")
    .values({
      ...{ id, data: null, deleted_at: null },
      ...{ gone_at: null, paused_until: null, ...changed },
    })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(changed))
    .execute();
}

const instant = z.int();
const text = z.string();

const endpoint: z.ZodType<WebhookEndpoint> = z.looseObject({
  id: text,
  name: text,
  description: text.nullable(),
  url: text,
  events: z.array(z.enum(WEBHOOK_EVENTS)).nullable(),
  createdAt: instant,
  pausedAt: instant.nullable(),
  secrets: z.array(z.looseObject({ sealed: text, endsAt: instant.nullable() })),
  deletedAt: instant.nullable(),
});

/** Each event and each delivery reads them. */
const REMEMBERED = 100;
const endpointDocument = createDocument(
  "webhook endpoint",
  endpoint,
  REMEMBERED,
);

const selectMade = createStatement((db) =>
  db
    .selectFrom("webhook_endpoints")
    .select(["id", "data"])
    .where("data", "is not", null),
);

const selectOne = createStatement((db, { id }: { id: string }) =>
  db.selectFrom("webhook_endpoints").select("data").where("id", "=", id),
);

async function listEndpoints(db: Db): Promise<readonly WebhookEndpoint[]> {
  const { rows } = await selectMade(db, {});
  return rows
    .flatMap(({ id, data }) =>
      data === null ? [] : [endpointDocument.decode(id, data)],
    )
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

/** Without opening what is stored of them. */
export async function listEndpointIds(db: Db): Promise<readonly string[]> {
  return (await selectMade(db, {})).rows.map(({ id }) => id);
}

const selectReceiving = createStatement((db) =>
  db
    .selectFrom("webhook_endpoints")
    .select("id")
    .where("data", "is not", null)
    .where("deleted_at", "is", null),
);

/** What something can be sent to again: that of the configuration, also while it is not configured, and those that were not deleted. */
export async function listReceivingIds(db: Db): Promise<readonly string[]> {
  const { rows } = await selectReceiving(db, {});
  return [CONFIGURED_ENDPOINT_ID, ...rows.map(({ id }) => id)];
}

export const createWebhookEndpoints = (reader: Db): WebhookEndpoints => ({
  list: () => listEndpoints(reader),
  async find(id) {
    const data = (await selectOne(reader, { id })).rows[0]?.data ?? null;
    return data === null ? undefined : endpointDocument.decode(id, data);
  },
});

/** `run`: runs an operation in the transaction. */
export const createWebhookEndpointsTransaction = (
  run: <T>(operation: (db: Db) => Promise<T>) => Promise<T>,
): WebhookEndpointsTransaction => ({
  list: () => run(listEndpoints),
  lock: () =>
    run(async (db) => {
      await lockName(db, "webhook-endpoints");
      return listEndpoints(db);
    }),
  readEndpointState: (id) => run((db) => readEndpointState(db, id)),
  put: (given) => run((db) => putEndpoint(db, given)),
});

async function putEndpoint(db: Db, given: WebhookEndpoint): Promise<void> {
  const { id, deletedAt } = given;
  const row = {
    data: endpointDocument.encode(id, given),
    deleted_at: deletedAt,
  };
  await db
    .insertInto("webhook_endpoints")
    .values({ id, gone_at: null, paused_until: null, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}
