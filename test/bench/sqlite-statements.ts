/** Counts what SQLite is asked to run in this process: unlike time, it doesn't depend on what else the machine does. */
import Sqlite from "better-sqlite3";

/** Call it before the first statement is prepared. The returned function tells the number so far. */
export function countStatements(): () => number {
  let count = 0;
  const database = new Sqlite(":memory:");
  const prototype: object = Reflect.getPrototypeOf(
    database.prepare("select 1"),
  ) as object;
  for (const name of ["run", "get", "all", "iterate"]) {
    const original = Reflect.get(prototype, name) as (
      this: unknown,
      ...values: unknown[]
    ) => unknown;
    Reflect.defineProperty(prototype, name, {
      value(this: unknown, ...values: unknown[]) {
        count += 1;
        return original.apply(this, values);
      },
    });
  }
  database.close();
  return () => count;
}
