import type { SchemaModule } from "kysely";
import type { ColumnKinds } from "../dialect.ts";

/** One step forward. What has been released is never changed again, and there is no way back. */
export interface Migration {
  /** 1, 2, 3, … without gaps. */
  readonly number: number;
  readonly name: string;
  up(schema: SchemaModule, columns: ColumnKinds): Promise<void>;
}
