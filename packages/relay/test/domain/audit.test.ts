import { describe, expect, it } from "vitest";
import { COMMAND_LINE, factsOfChange } from "../../src/domain/audit.ts";
import type { AuditEntry } from "../../src/domain/audit.ts";
import { eraseAuditEntry } from "../../src/domain/privacy/audit-data.ts";
import { KES_2500, T0 } from "./fixtures.ts";

describe("factsOfChange", () => {
  it("has only what differs", () => {
    const common = { title: "Class", amount: KES_2500 };
    expect(
      factsOfChange({
        before: { ...common, active: true, expiresAt: null },
        after: { ...common, active: false, currency: "KES", expiresAt: null },
      }),
    ).toEqual({
      before: { active: true },
      after: { active: false, currency: "KES" },
    });
  });

  it("compares amounts by what they are", () => {
    const before = { amount: { value: 1, currency: "KES" } };
    const after = { amount: { currency: "KES", value: 1 } };
    expect(factsOfChange({ before, after })).toEqual({
      before: null,
      after: null,
    });
    expect(factsOfChange({ before, after: { amount: null } }).after).toEqual({
      amount: null,
    });
  });

  it.each([
    [{}, null, null],
    [{ after: { status: "open" } }, null, { status: "open" }],
    [{ before: { status: "open" } }, { status: "open" }, null],
  ])(
    "knows what was made and what was removed: %j",
    (change, before, after) => {
      expect(factsOfChange(change)).toEqual({ before, after });
    },
  );

  it("cuts long texts", () => {
    const { after } = factsOfChange({ after: { title: "x".repeat(5_000) } });
    expect(after?.title).toHaveLength(200);
  });
});

describe("a stored audit entry", () => {
  const entry: AuditEntry = {
    id: "aud_1",
    at: T0,
    actor: COMMAND_LINE,
    action: "changePaymentLink",
    object: { type: "payment_link", id: "pl_1" },
    outcome: "done",
    code: null,
    requestId: "r-1",
    before: null,
    after: { title: "Class" },
  };

  it("has no query and no user of an address, and nothing that nobody has classified", () => {
    const returnUrl = "https://ann:pin@shop.example/thanks?phone=0712#x";
    const given = {
      ...entry,
      phone: "254712345678",
      actor: { ...entry.actor, email: "ann@example.com" },
      after: { ...entry.after, returnUrl, customer: "Wanjiku" },
    };
    expect(eraseAuditEntry(given)).toEqual({
      ...entry,
      after: { title: "Class", returnUrl: "https://shop.example/thanks" },
    });
  });
});
