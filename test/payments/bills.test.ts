import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callAsMerchant, problemOf } from "../support/merchant-call.ts";
import { control } from "../support/sandbox-control.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

const show = (id: string) => callAsMerchant(stack, "GET", `/bills/${id}`);

describe("a bill payment, looked up", () => {
  it.each([
    ["68022bce-0453-45f9-a897-047db75fc39e", "failed", 0],
    ["7d0c2f61-52be-4c0a-9d6e-2b8a4f1c7e10", "paid", 245_050],
    ["a41be3d8-0f27-4f5b-8c1d-90d5e6b2c374", "pending", 30_000],
  ])("%s is %s, whatever its status code is", async (id, status, value) => {
    const { bills } = await control<{ bills: Record<string, unknown>[] }>(
      stack,
      "/bills",
    );
    const there = bills.find((bill) => bill["originatorConversationId"] === id);
    expect(there).toMatchObject({ statusCode: 0 });
    const answer = await show(id);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ id, status });
    if (value > 0)
      expect(answer.json).toMatchObject({
        amount: { value, currency: "KES" },
      });
  });

  it("has the receipt of the one that was paid", async () => {
    const { json } = await show("7d0c2f61-52be-4c0a-9d6e-2b8a4f1c7e10");
    expect(json).toMatchObject({
      receipt: "UD17X2Q9WD",
      narration: "Electricity",
    });
  });

  it("is never paid for a status nobody documents", async () => {
    const id = "b1110000-0000-4000-8000-000000000001";
    await control(stack, "/bills", { originatorConversationId: id, status: 5 });
    expect((await show(id)).json).toMatchObject({ id, status: "unknown" });
  });

  it.each([
    ["nobody knows", "5b1f3f0e-0000-4000-8000-000000000000"],
    ["of 300 characters", "7".repeat(300)],
  ])("by an id %s is not found", async (_what, id) => {
    expect(problemOf(stack, await show(id))).toEqual([404, "not_found"]);
  });
});
