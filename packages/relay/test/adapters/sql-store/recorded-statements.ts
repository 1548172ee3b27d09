/** Every statement that the stores of a test file make, and how its database goes about it. */
import Sqlite from "better-sqlite3";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";

export interface Statements {
  readonly sqlite: ReadonlySet<string>;
  readonly postgres: ReadonlySet<string>;
}

/** Tables that grow with the shop's sales; the others have a handful of rows. */
const GROWING =
  "orders|order_contacts|order_figures|attempts|observations|tasks|idempotency|payment_links|refunds|deliveries|unmatched_payments|receipts|return_codes|transfer_decisions|undecided_transfers|audit_log";
const ABOUT_ROWS = new RegExp(
  String.raw`^\s*(select|insert|update|delete|with)\b.*\b(${GROWING})\b`,
  "is",
);

/** From now to the end of the file's tests. */
export function recordStatements(): Statements {
  const recorded = { sqlite: new Set<string>(), postgres: new Set<string>() };
  const note = (to: Set<string>, text: unknown): void => {
    if (typeof text === "string" && ABOUT_ROWS.test(text)) to.add(text);
  };
  const restore: (() => void)[] = [];
  /** The drivers' own prototypes: whatever reaches a database passes there. */
  const watch = (
    prototype: object,
    name: string,
    read: (given: unknown) => void,
  ): void => {
    const original: unknown = Reflect.get(prototype, name);
    if (typeof original !== "function") throw new Error(`no ${name}`);
    Reflect.set(
      prototype,
      name,
      function watched(this: unknown, ...args: unknown[]): unknown {
        read(args[0]);
        return Reflect.apply(original, this, args) as unknown;
      },
    );
    restore.push(() => {
      Reflect.set(prototype, name, original);
    });
  };
  beforeAll(() => {
    watch(Sqlite.prototype, "prepare", (text) => {
      note(recorded.sqlite, text);
    });
    watch(pg.Client.prototype, "query", (given) => {
      const isConfig = typeof given === "object" && given !== null;
      note(recorded.postgres, isConfig ? Reflect.get(given, "text") : given);
    });
  });
  afterAll(() => {
    for (const each of restore) each();
  });
  return recorded;
}

/** Statements that may. */
export interface Exception {
  readonly like: RegExp;
  readonly why: string;
}

const isExcepted = (text: string, exceptions: readonly Exception[]): boolean =>
  exceptions.some(({ like }) => like.test(text));

/** Statements that read a growing table to its end, or sort what they read. */
export function slowOnSqlite(
  file: string,
  statements: Iterable<string>,
  exceptions: readonly Exception[] = [],
): readonly string[] {
  const db = new Sqlite(file, { readonly: true });
  try {
    return [...statements].flatMap((text) => {
      const parameters = [...text.matchAll(/\?/g)].map(() => null);
      const plan = db
        .prepare<unknown[], { detail: string }>(`explain query plan ${text}`)
        .all(...parameters)
        .map(({ detail }) => detail);
      const isSlow = plan.some(
        (step) =>
          step.includes("TEMP B-TREE") ||
          (new RegExp(String.raw`^SCAN (${GROWING})\b`).test(step) &&
            !(/ USING .*INDEX /.test(step) && /\blimit\b/i.test(text))),
      );
      return isSlow && !isExcepted(text, exceptions)
        ? [`${text} -- ${plan.join("; ")}`]
        : [];
    });
  } finally {
    db.close();
  }
}

interface Node {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Cond"?: string;
  readonly Plans?: readonly Node[];
}

const nodesOf = (node: Node): readonly Node[] => [
  node,
  ...(node.Plans ?? []).flatMap(nodesOf),
];

/** Reads the whole table, be it by an index. */
const isWhole = (node: Node): boolean =>
  GROWING.split("|").includes(node["Relation Name"] ?? "") &&
  node["Node Type"].includes("Scan") &&
  node["Index Cond"] === undefined;

/** The same; a scan or sort that the planner still takes with all of them switched off is one that no index spares. */
export async function slowOnPostgres(
  url: string,
  statements: Iterable<string>,
  exceptions: readonly Exception[] = [],
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const kind of ["seqscan", "sort", "incremental_sort", "bitmapscan"])
      await client.query(`set enable_${kind} = off`);
    const slow: string[] = [];
    for (const text of statements) {
      const { rows } = await client.query<{
        "QUERY PLAN": readonly { readonly Plan: Node }[];
      }>(`explain (generic_plan, format json) ${text}`);
      const nodes = (rows[0]?.["QUERY PLAN"] ?? []).flatMap(({ Plan }) =>
        nodesOf(Plan),
      );
      const isSlow = nodes.some(
        (node) =>
          node["Node Type"].endsWith("Sort") ||
          (node["Node Type"] === "Seq Scan" && isWhole(node)) ||
          (isWhole(node) && !/\blimit\b/i.test(text)),
      );
      if (isSlow && !isExcepted(text, exceptions))
        slow.push(`${text} -- ${JSON.stringify(nodes)}`);
    }
    return slow;
  } finally {
    await client.end();
  }
}
