/** What is known of whether the providers respond; a row for each that was missed once. */
import { z } from "zod";
import type { ProviderId } from "../../domain/attempt.ts";
import type { Watch } from "../../domain/outage.ts";
import { createDocument } from "./document.ts";
import type { Db } from "./statement.ts";

const instant = z.int();

const watch: z.ZodType<Watch> = z.looseObject({
  failingSince: instant.nullable(),
  failures: z.int(),
  isDown: z.boolean(),
  answeringSince: instant.nullable(),
});

const watchDocument = createDocument("watch of a provider", watch);
export async function getWatch(
  db: Db,
  provider: ProviderId,
): Promise<Watch | undefined> {
  const row = await db
    .selectFrom("provider_watches")
    .select("data")
    .where("provider", "=", provider)
    .executeTakeFirst();
  return row && watchDocument.decode(provider, row.data);
}

export async function putWatch(
  db: Db,
  provider: ProviderId,
  watched: Watch,
): Promise<void> {
  const data = watchDocument.encode(provider, watched);
  await db
    .insertInto("provider_watches")
    .values({ provider, data })
    .onConflict((conflict) => conflict.column("provider").doUpdateSet({ data }))
    .execute();
}
