import { describe, expect, it } from "vitest";
import type { UnmatchedPayment } from "../../src/domain/unmatched-payment.ts";
import { asMerchant } from "../support/merchant.ts";
import { kes } from "../support/stand-in-services.ts";
import { START, startTestRelay } from "../support/test-relay.ts";

const AT = Date.parse(START);

const payment = (
  id: string,
  changes: Partial<UnmatchedPayment> = {},
): UnmatchedPayment => ({
  id,
  provider: "almara",
  account: "TYP0",
  amount: kes(5_000),
  phone: "254712345678",
  at: AT,
  raw: new TextEncoder().encode('{"a":1,}'),
  ...changes,
});

describe("GET /v1/merchant/unmatched-payments", () => {
  it("lists them newest first, page by page, with the message as it came", async () => {
    const relay = await startTestRelay({ asleep: true });
    const bare = { account: null, amount: null, phone: null };
    await relay.store.transaction(async (tx) => {
      await tx.insertUnmatchedPayment(payment("R1"));
      await tx.insertUnmatchedPayment(payment("R2", { ...bare, at: AT + 1 }));
    });
    const first = await asMerchant(relay, "unmatched-payments?limit=1");
    const { nextCursor, ...rest } = first.body as { nextCursor: string };
    expect(rest).toEqual({
      unmatchedPayments: [
        {
          ...bare,
          id: "R2",
          provider: "almara",
          at: "2026-11-21T09:00:00.001Z",
          body: '{"a":1,}',
        },
      ],
    });
    const second = await asMerchant(
      relay,
      `unmatched-payments?limit=1&cursor=${nextCursor}`,
    );
    expect(second.body).toMatchObject({
      unmatchedPayments: [{ id: "R1", account: "TYP0", phone: "0712 ••• 678" }],
      nextCursor: null,
    });
  });
});
