/**
 * Statements of a fixed shape that run with every request. They are built once for each database:
 * putting one together anew takes Kysely longer than SQLite takes to run it.
 */
import type { Compilable, CompiledQuery, Kysely, QueryResult } from "kysely";
import type { Schema } from "./schema.ts";

export type Db = Kysely<Schema>;

export type Statement<Values, Row> = (
  db: Db,
  values: Values,
) => Promise<QueryResult<Row>>;

/**
 * `build` is given stand-ins of the values: it may put them wherever SQL takes a parameter, and may not
 * look at them.
 */
export function createStatement<Values extends object, Row>(
  build: (db: Db, values: Values) => Compilable<Row>,
): Statement<Values, Row> {
  const queries = new WeakMap<object, CompiledQuery<Row>>();
  return (db, values) => {
    // Every transaction on PostgreSQL has a `db` of its own; the adapter is the database's.
    const executor = db.getExecutor();
    const { adapter } = executor;
    const query =
      queries.get(adapter) ?? build(db, standIns as Values).compile();
    queries.set(adapter, query);
    const parameters = query.parameters.map((parameter): unknown =>
      parameter instanceof StandIn
        ? Reflect.get(values, parameter.name)
        : parameter,
    );
    return executor.executeQuery<Row>({ ...query, parameters });
  };
}

class StandIn {
  readonly name: string | symbol;

  constructor(name: string | symbol) {
    this.name = name;
  }
}

/** Has a stand-in under every name. */
const standIns: object = new Proxy(
  {},
  { get: (_target, name) => new StandIn(name) },
);
