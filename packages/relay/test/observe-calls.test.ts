import { expect, it } from "vitest";
import { observeConnection } from "../src/observe-calls.ts";
import type { Bills } from "../src/ports/merchant-services.ts";
import { aPlan } from "./domain/fixtures.ts";
import { ScriptedProvider } from "./support/scripted-provider.ts";

it("measures every call to a provider, with the kind of its result", async () => {
  const calls: (readonly [string, string, string])[] = [];
  const provider = new ScriptedProvider();
  const bills: Bills = { find: () => Promise.reject(new Error("a bug")) };
  const observed = observeConnection(
    {
      providerCall(id, operation, result, seconds) {
        expect(seconds).toBeGreaterThanOrEqual(0);
        calls.push([id, operation, result]);
      },
    },
    {
      provider,
      services: { bills, payouts: null },
      checkHealth: () => Promise.resolve(true),
      checks: [],
    },
  );
  provider.onQuery = () => ({ kind: "timed_out" });
  await observed.provider.query(aPlan(), "R", null);
  expect(observed.provider.methods).toBe(provider.methods);
  expect(observed.services.payouts).toBeNull();
  await expect(observed.services.bills?.find("1")).rejects.toThrow("a bug");
  expect(calls).toEqual([
    ["almara", "query", "timed_out"],
    ["almara", "bills.find", "error"],
  ]);
});
