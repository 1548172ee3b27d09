import type { SchemaModule } from "kysely";
import type { ColumnKinds } from "../dialect.ts";
import type { Db } from "../statement.ts";

/** One step forward. What has been released is never changed again, and there is no way back. */
export interface Migration {
  /** Higher than any before it: a database runs what is above the last one that it has run. */
  readonly number: number;
  readonly name: string;
  /** `db`: for the rows, in the same transaction; its columns are those of the newest version. */
  up(schema: SchemaModule, columns: ColumnKinds, db: Db): Promise<void>;
}
