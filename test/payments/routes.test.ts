import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callAsMerchant, problemOf } from "../support/merchant-call.ts";
import { letFail } from "../support/sandbox-control.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

const list = () => callAsMerchant(stack, "GET", "/routes");

describe("the routes that the provider has assigned", () => {
  it("are asked for again until there is an answer, and then kept for hours", async () => {
    await letFail(stack, { call: "routes", status: 503 });
    const failed = await list();
    expect(problemOf(stack, failed)).toEqual([503, "provider_unavailable"]);
    expect(failed.headers.get("Retry-After")).toBe("10");

    const first = await list();
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({
      routes: expect.arrayContaining([
        expect.objectContaining({
          id: "DED81224-70B6-ED11-AD49-0EE00E897F52",
          active: true,
          channels: expect.arrayContaining([
            expect.objectContaining({ type: 172 }),
          ]) as unknown,
        }),
      ]) as unknown,
    });

    await letFail(stack, { call: "routes", status: 503 });
    expect((await list()).json).toEqual(first.json);
    // What is kept is kept in memory: a relay that was restarted asks, and meets what waited for it.
    await stack.restart();
    expect(problemOf(stack, await list())).toEqual([
      503,
      "provider_unavailable",
    ]);
    expect((await list()).status).toBe(200);
  });
});
