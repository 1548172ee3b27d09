/** A PostgreSQL server of the tests' own, which ends with the process that started it (`keeper.ts`). */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface PostgresServer {
  /** Of its maintenance database, for a user who may do everything. */
  readonly url: string;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** After `kill`, on the same port and data. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Default: one that never waits for the disk. */
export async function startPostgres(
  kind: "durable" | "fast" = "fast",
): Promise<PostgresServer> {
  const keeper = spawn(
    process.execPath,
    [fileURLToPath(new URL("keeper.ts", import.meta.url)), kind],
    // Not of our process group: an interrupted run ends its tests first.
    { stdio: ["pipe", "pipe", "inherit"], detached: true },
  );
  const lines = createInterface({ input: keeper.stdout })[
    Symbol.asyncIterator
  ]();
  const nextLine = async (): Promise<Readonly<Record<string, string>>> => {
    const { value, done } = await lines.next();
    const line = JSON.parse(done === true ? "{}" : value) as Record<
      string,
      string
    >;
    if (done === true || line["problem"] !== undefined)
      throw new Error(line["problem"] ?? "The PostgreSQL server has ended.");
    return line;
  };
  const command = async (text: string): Promise<void> => {
    keeper.stdin.write(`${text}\n`);
    await nextLine();
  };
  const { url = "" } = await nextLine();
  return {
    url,
    kill: () => command("kill"),
    start: () => command("start"),
    async stop() {
      if (keeper.exitCode !== null) return;
      keeper.stdin.end();
      await once(keeper, "exit");
    },
  };
}
