import pg from "pg";
import { describe, expect, it } from "vitest";
import { toStoreError } from "../../../src/adapters/sql-store/postgres-errors.ts";
import { runAgain } from "../../../src/adapters/sql-store/run-again.ts";

const failing = (code: string) =>
  toStoreError(
    Object.assign(new pg.DatabaseError("given up", 1, "error"), { code }),
  );

/** Runs what fails with `codes`, one after the other, and then answers. */
async function run(...codes: readonly string[]) {
  const [left, pauses] = [[...codes], [] as number[]];
  const ended = await runAgain(
    () => {
      const code = left.shift();
      return code === undefined
        ? Promise.resolve("done")
        : Promise.reject(failing(code));
    },
    async (ms) => {
      await Promise.resolve();
      pauses.push(ms);
    },
  ).catch((error: unknown) => error);
  return { ended, pauses, left };
}

describe("a transaction that PostgreSQL gave up", () => {
  it("is run again after a pause that grows, so that the other one is done first", async () => {
    expect(await run("40P01", "40001", "40P01", "40P01")).toEqual({
      ended: "done",
      pauses: [50, 100, 150, 200],
      left: [],
    });
  });

  it("is given up for good at the fifth time", async () => {
    const { ended, left } = await run(...Array<string>(6).fill("40P01"));
    expect(ended).toMatchObject({ name: "StoreError", code: "busy" });
    expect(left).toHaveLength(1);
  });

  it.each(["55P03", "23505"])("is not run again after %s", async (code) => {
    const { ended, pauses } = await run(code);
    expect(ended).toEqual(failing(code));
    expect(pauses).toEqual([]);
  });
});
