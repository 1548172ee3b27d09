/**
 * Watches what this process does, by way of the libraries that do it, and kills it at the point that it is told. The
 * relay itself knows nothing of it.
 */
import http, { ServerResponse } from "node:http";
import type { RequestOptions } from "node:http";
import { createRequire } from "node:module";
import type { Death, KillPoint } from "../kill-points.ts";

/** Long enough for a request to leave, too short for its answer. */
const DURING_MS = 2;

let death: Death | null = null;
let left = 0;

export function dieAt(chosen: Death): void {
  death = chosen;
  left = chosen.nth;
}

const die = (): void => {
  process.kill(process.pid, "SIGKILL");
};

function pass(point: KillPoint, end = die): void {
  if (death?.point !== point) return;
  left -= 1;
  if (left === 0) end();
}

interface Statement {
  run(...parameters: unknown[]): unknown;
}
interface Sqlite {
  prepare(sql: string): Statement;
}
interface PostgresClient {
  query(statement: unknown, ...rest: unknown[]): unknown;
}

export function watchThisProcess(): void {
  const load = createRequire(import.meta.resolve("@malipo/relay"));
  watchSqlite(load("better-sqlite3") as { prototype: Sqlite });
  watchPostgres(load("pg") as { Client: { prototype: PostgresClient } });
  watchAnswers();
  watchCalls();
}

function watchSqlite({ prototype }: { prototype: Sqlite }): void {
  const prepare: Sqlite["prepare"] = Reflect.get(prototype, "prepare");
  prototype.prepare = function (this: Sqlite, sql) {
    const statement = prepare.call(this, sql);
    if (sql !== "commit") return statement;
    const run = statement.run.bind(statement);
    statement.run = (...parameters) => {
      pass("before_commit");
      const done = run(...parameters);
      pass("after_commit");
      return done;
    };
    return statement;
  };
}

function watchPostgres({
  Client,
}: {
  Client: { prototype: PostgresClient };
}): void {
  const { prototype } = Client;
  const query: PostgresClient["query"] = Reflect.get(prototype, "query");
  prototype.query = function (this: PostgresClient, statement, ...rest) {
    if (textOf(statement) !== "commit")
      return query.call(this, statement, ...rest);
    pass("before_commit");
    const done = query.call(this, statement, ...rest);
    if (done instanceof Promise)
      void done.then(
        () => {
          pass("after_commit");
        },
        () => undefined,
      );
    return done;
  };
}

const textOf = (statement: unknown): unknown =>
  typeof statement === "object" && statement !== null && "text" in statement
    ? statement.text
    : statement;

function watchAnswers(): void {
  const { prototype } = ServerResponse;
  const end = Reflect.get(prototype, "end") as (
    this: ServerResponse,
    ...args: unknown[]
  ) => ServerResponse;
  Reflect.set(
    prototype,
    "end",
    function (this: ServerResponse, ...args: unknown[]) {
      if (this.req.method === "POST") pass("before_answer");
      return end.apply(this, args);
    },
  );
}

function watchCalls(): void {
  const { request } = http;
  http.request = ((url: URL, options: RequestOptions) => {
    const headers = Object.keys(options.headers ?? {});
    // Webhooks to the merchant are sent by the same client.
    const isCall = options.method === "POST" && !headers.includes("webhook-id");
    if (!isCall) return request(url, options);
    pass("before_call");
    const sent = request(url, options);
    pass("during_call", () => setTimeout(die, DURING_MS));
    sent.once("response", () => {
      pass("after_call");
    });
    return sent;
  }) as typeof request;
}
