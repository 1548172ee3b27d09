/** All that a database holds, as text: to show what is not in it. */
import { readFileSync } from "node:fs";
import Sqlite from "better-sqlite3";
import pg from "pg";

export interface Dump {
  /** Columns by table, with migrations and counters. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Every value of every row, bytes as the text they are. */
  readonly text: string;
}

type Rows = readonly Record<string, unknown>[];

const asText = (value: unknown): string =>
  value instanceof Uint8Array
    ? Buffer.from(value).toString()
    : JSON.stringify(value);

async function read(
  tables: readonly string[],
  columnsOf: (table: string) => Promise<readonly string[]>,
  rowsOf: (table: string) => Promise<Rows>,
): Promise<Dump> {
  const columns: Record<string, readonly string[]> = {};
  const lines: string[] = [];
  for (const table of tables) {
    columns[table] = await columnsOf(table);
    for (const row of await rowsOf(table))
      lines.push([table, ...Object.values(row).map(asText)].join(" "));
  }
  return { columns, text: lines.join("\n") };
}

export async function dumpDatabase(url: string): Promise<Dump> {
  return url.startsWith("sqlite:")
    ? dumpSqlite(url.slice("sqlite:".length))
    : dumpPostgres(url);
}

async function dumpSqlite(file: string): Promise<Dump> {
  const db = new Sqlite(file, { readonly: true });
  const all = (text: string): Rows =>
    db.prepare<[], Record<string, unknown>>(text).all();
  try {
    const tables = all(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name",
    ).map(({ name }) => String(name));
    return await read(
      tables,
      (table) =>
        Promise.resolve(
          all(`select name from pragma_table_info('${table}')`).map(
            ({ name }) => String(name),
          ),
        ),
      (table) => Promise.resolve(all(`select * from ${table}`)),
    );
  } finally {
    db.close();
  }
}

async function dumpPostgres(url: string): Promise<Dump> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const all = async (text: string): Promise<Rows> =>
    (await client.query<Record<string, unknown>>(text)).rows;
  try {
    const tables = await all(
      "select table_name from information_schema.tables where table_schema = 'public' order by 1",
    );
    return await read(
      tables.map((row) => String(row["table_name"])),
      async (table) =>
        (
          await all(
            `select column_name from information_schema.columns where table_name = '${table}'`,
          )
        ).map((row) => String(row["column_name"])),
      (table) => all(`select * from ${table}`),
    );
  } finally {
    await client.end();
  }
}

/** The bytes of a SQLite database and its log, also those that belong to no row any more. */
export const bytesOfSqlite = (url: string): string => {
  const file = url.slice("sqlite:".length);
  return [file, `${file}-wal`]
    .map((each) => readFileSync(each).toString("latin1"))
    .join("");
};
