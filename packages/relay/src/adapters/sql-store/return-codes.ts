/** One-time codes of browsers that came back from a hosted page, as digests. */
import type { ReturnCode } from "../../ports/store.ts";
import type { Db } from "./statement.ts";

export async function putReturnCode(
  db: Db,
  { digest, orderId, expiresAt }: ReturnCode,
): Promise<void> {
  await db
    .insertInto("return_codes")
    .values({ digest, order_id: orderId, expires_at: expiresAt })
    .execute();
}

/** The deleted row is the proof: of two that come at once only one deletes it. */
export async function takeReturnCode(
  db: Db,
  digest: string,
  orderId: string,
  now: number,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("return_codes")
    .where("digest", "=", digest)
    .where("order_id", "=", orderId)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
