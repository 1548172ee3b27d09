import { describe, expect, it } from "vitest";
import { Ledger } from "../../../src/almara/attempts/ledger.ts";
import { createDeposit } from "../../support/attempts.ts";

const attempt = (id: string, decided: boolean) =>
  createDeposit({
    originatorConversationId: id,
    decision: decided
      ? { outcome: "cancelled", at: new Date(1), reference: null }
      : null,
  });

const ids = (ledger: Ledger) =>
  ledger
    .newestFirst()
    .map(({ originatorConversationId }) => originatorConversationId);

describe("Ledger", () => {
  it("forgets the oldest finished attempt when it is full", () => {
    const ledger = new Ledger(3);
    ledger.put(attempt("open", false));
    ledger.put(attempt("old", true));
    ledger.put(attempt("older than the last", true));
    expect(ledger.put(attempt("new", false))).toBe(true);
    expect(ids(ledger)).toEqual(["new", "older than the last", "open"]);
  });

  it("takes nothing more when all are open, but keeps changing those", () => {
    const ledger = new Ledger(2);
    ledger.put(attempt("a", false));
    ledger.put(attempt("b", false));
    expect(ledger.put(attempt("c", false))).toBe(false);
    expect(ledger.put(attempt("a", true))).toBe(true);
    expect(ids(ledger)).toEqual(["b", "a"]);
    expect(ledger.put(attempt("c", false))).toBe(true);
    expect(ids(ledger)).toEqual(["c", "b"]);
  });

  it("tells its watchers until they stop", () => {
    const ledger = new Ledger();
    const seen: (string | null)[] = [];
    const stop = ledger.watch((changed) =>
      seen.push(changed?.originatorConversationId ?? null),
    );
    ledger.put(attempt("a", false));
    ledger.clear();
    stop();
    ledger.put(attempt("b", false));
    expect(seen).toEqual(["a", null]);
    expect(ledger.get("a")).toBeUndefined();
  });
});
