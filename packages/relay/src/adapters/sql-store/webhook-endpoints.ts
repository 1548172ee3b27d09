/** What the merchant's endpoints said about all webhooks. One without a row has said nothing. */
import { OPEN_ENDPOINT } from "../../domain/delivery-order.ts";
import type { WebhookEndpoint } from "../../domain/delivery-order.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

const select = createStatement((db, { id }: { id: string }) =>
  db
    .selectFrom("webhook_endpoints")
    .select(["gone_at", "paused_until"])
    .where("id", "=", id),
);

export async function getWebhookEndpoint(
  db: Db,
  id: string,
): Promise<WebhookEndpoint> {
  const [row] = (await select(db, { id })).rows;
  return row === undefined
    ? OPEN_ENDPOINT
    : { goneAt: row.gone_at, pausedUntil: row.paused_until };
}

export async function updateWebhookEndpoint(
  db: Db,
  id: string,
  { goneAt, pausedUntil }: Partial<WebhookEndpoint>,
): Promise<void> {
  const changed = {
    ...(goneAt === undefined ? {} : { gone_at: goneAt }),
    ...(pausedUntil === undefined ? {} : { paused_until: pausedUntil }),
  };
  await db
    .insertInto("webhook_endpoints")
    .values({ id, gone_at: null, paused_until: null, ...changed })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(changed))
    .execute();
}
