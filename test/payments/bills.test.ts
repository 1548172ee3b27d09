import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callAsMerchant } from "../support/merchant-call.ts";
import { control } from "../support/sandbox-control.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

describe("a bill payment, looked up", () => {
  it("is what its lines say, whatever its status code is", async () => {
    const id = "7d0c2f61-52be-4c0a-9d6e-2b8a4f1c7e10";
    const { bills } = await control<{ bills: Record<string, unknown>[] }>(
      stack,
      "/bills",
    );
    const there = bills.find((bill) => bill["originatorConversationId"] === id);
    expect(there).toMatchObject({ statusCode: 0 });
    const { status, json } = await callAsMerchant(stack, "GET", `/bills/${id}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      id,
      status: "paid",
      amount: { value: 245_050, currency: "KES" },
      receipt: "UD17X2Q9WD",
      narration: "Electricity",
    });
  });
});
