/** API keys. Few, so that lists are read whole. */
import { SCOPES } from "@malipo/protocol";
import { z } from "zod";
import { CONFIGURED_KEY_ID } from "../../domain/api-key.ts";
import type { ApiKey } from "../../domain/api-key.ts";
import type { ApiKeys, ApiKeysTransaction } from "../../ports/api-keys.ts";
import { createDocument } from "./document.ts";
import { lockName } from "./locks.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

const instant = z.int();

const apiKey: z.ZodType<ApiKey> = z.looseObject({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  livemode: z.boolean(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  secrets: z
    .array(z.looseObject({ digest: z.string(), endsAt: instant.nullable() }))
    .min(1),
});

/** Each call of the merchant API reads one. */
const REMEMBERED = 200;
const apiKeyDocument = createDocument("API key", apiKey, REMEMBERED);

const select = createStatement((db, { id }: { id: string }) =>
  db.selectFrom("api_keys").select("data").where("id", "=", id),
);

export const createApiKeys = (reader: Db): ApiKeys => ({
  async find(id) {
    const data = (await select(reader, { id })).rows[0]?.data ?? null;
    return data === null ? undefined : apiKeyDocument.decode(id, data);
  },
  list: () => listApiKeys(reader),
  async lastUses() {
    const rows = await reader
      .selectFrom("api_keys")
      .select(["id", "last_used_at"])
      .execute();
    return new Map(
      rows.flatMap(({ id, last_used_at: at }) =>
        at === null ? [] : [[id, at] as const],
      ),
    );
  },
});

/** `run`: runs an operation in the transaction. */
export const createApiKeysTransaction = (
  run: <T>(operation: (db: Db) => Promise<T>) => Promise<T>,
): ApiKeysTransaction => ({
  list: () =>
    run(async (db) => {
      await lockName(db, "api-keys");
      return listApiKeys(db);
    }),
  put: (key) => run((db) => putApiKey(db, key)),
  remove: (id) =>
    run(async (db) => {
      await db.deleteFrom("api_keys").where("id", "=", id).execute();
    }),
  noteUse: (id, at) => run((db) => noteUse(db, id, at)),
});

async function listApiKeys(db: Db): Promise<readonly ApiKey[]> {
  const rows = await db.selectFrom("api_keys").select(["id", "data"]).execute();
  return rows
    .flatMap(({ id, data }) =>
      data === null ? [] : [apiKeyDocument.decode(id, data)],
    )
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

async function putApiKey(db: Db, key: ApiKey): Promise<void> {
  const { id } = key;
  const data = apiKeyDocument.encode(id, key);
  await db
    .insertInto("api_keys")
    .values({ id, data, last_used_at: null })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ data }))
    .execute();
}

async function noteUse(db: Db, id: string, at: number): Promise<void> {
  if (id === CONFIGURED_KEY_ID)
    await db
      .insertInto("api_keys")
      .values({ id, data: null, last_used_at: null })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  await db
    .updateTable("api_keys")
    .set({ last_used_at: at })
    .where("id", "=", id)
    .where((eb) =>
      eb.or([eb("last_used_at", "is", null), eb("last_used_at", "<", at)]),
    )
    .execute();
}
