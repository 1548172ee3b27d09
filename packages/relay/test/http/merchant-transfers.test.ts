import { describe, expect, it } from "vitest";
import type { TransferNotice } from "../../src/domain/transfer.ts";
import { NO_FLAGS, pass, refusal, untilPaid } from "../support/attempts.ts";
import {
  FULL,
  startFlexpay,
  startSent,
  startWaiting,
} from "../support/flexpay.ts";
import { asMerchant, postAsMerchant } from "../support/merchant.ts";
import { NOT_DONE, found } from "../support/stand-in-services.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const NOTICE: TransferNotice = {
  direction: "RECEIVER",
  eventType: "TRANSFER_PENDING",
  status: "FAILED",
  attempts: 3,
  targetUrl: "https://pay.shop.example/callbacks/flexpay",
  lastError: "HTTP 503",
  lastAttemptAt: "2026-11-21T09:00:00Z",
  deliveredAt: null,
};

const startLeaving = () => startFlexpay({}, "leave");

/** With a transfer that is no order's. */
async function startShoes() {
  const flexpay = await startLeaving();
  const reference = flexpay.transfers.send("for shoes", 500_000);
  return { ...flexpay, reference };
}

describe("GET /v1/merchant/transfers", () => {
  it("lists what waits", async () => {
    const { relay, transfers } = await startLeaving();
    const reference = transfers.send("for shoes", 500_000, {
      expiresAt: Date.parse("2026-11-22T09:00:00Z"),
    });
    const answer = await asMerchant(relay, "transfers/pending");
    expect(answer.body).toEqual({
      transfers: [
        {
          reference,
          status: "awaiting_acceptance",
          senderTag: "amina@wallet",
          senderApp: "Wallet",
          receiverTag: transfers.tag,
          amount: { value: 500_000, currency: "KES" },
          currency: "KES",
          amountText: "5000",
          narration: "for shoes",
          rejectionReason: null,
          expiresAt: "2026-11-22T09:00:00.000Z",
          createdAt: null,
        },
      ],
    });
  });

  it("shows one, with how the provider's webhooks of it fared", async () => {
    const { relay, transfers } = await startLeaving();
    const reference = transfers.send(null, 1, { amount: null });
    transfers.notices = () => Promise.resolve(found([NOTICE]));
    const answer = await asMerchant(relay, `transfers/${reference}`);
    expect(answer.body).toMatchObject({
      transfer: { reference, amount: null },
      notices: [NOTICE],
    });
  });

  it.each(NOT_DONE)(
    "shows one also when its webhooks can't be had: %s",
    async (_what, given) => {
      const { relay, transfers } = await startLeaving();
      const reference = transfers.send(null, 1);
      transfers.notices = () => Promise.resolve(given);
      const answer = await asMerchant(relay, `transfers/${reference}`);
      expect(answer.body).toMatchObject({ notices: null });
    },
  );
});

describe("a transfer that only the merchant can decide about", () => {
  const undecided = async ({ store, clock }: TestRelay): Promise<number> =>
    (await store.readFigures(clock.now())).undecidedTransfers;

  it.each(["accept", "reject", "expires"])(
    "counts as undecided until it is: %s",
    async (end) => {
      const { relay, transfers, webhook } = await startLeaving();
      const expiresAt = relay.clock.now() + 3_600_000;
      const reference = transfers.send("for shoes", 500_000, { expiresAt });
      await webhook(`X ${reference}`);
      await until("it waits", async () => (await undecided(relay)) === 1);
      if (end === "expires") {
        transfers.become(reference, "expired");
        await pass(relay, 3_700);
      } else {
        const path = `transfers/${reference.toLowerCase()}/${end}`;
        await postAsMerchant(
          relay,
          path,
          end === "reject" ? { reason: "No" } : undefined,
        );
      }
      await until("it is over", async () => (await undecided(relay)) === 0);
    },
  );

  it("is none that belongs to another part of the merchant's application", async () => {
    const { relay, transfers, webhook } = await startLeaving();
    transfers.isOwnTag = () => false;
    await webhook(`X ${transfers.send("for shoes", 500_000)}`);
    await until("it is looked at", () => transfers.count("find") > 0);
    expect(await undecided(relay)).toBe(0);
  });
});

describe("a reason to reject", () => {
  it.each([
    ["x".repeat(500), 200],
    ["🛍".repeat(500), 200],
    ["🛍".repeat(501), 400],
  ])("may have 500 characters (%#)", async (reason, status) => {
    const { relay, reference } = await startShoes();
    const path = `transfers/${reference}/reject`;
    const answer = await postAsMerchant(relay, path, { reason });
    expect(answer.status).toBe(status);
  });
});

describe("POST /v1/merchant/transfers/:reference/accept", () => {
  it("takes a transfer that is no order's", async () => {
    const { relay, transfers, reference } = await startShoes();
    const path = `transfers/${reference}/accept`;
    const answer = await postAsMerchant(relay, path);
    expect(answer.body).toMatchObject({
      transfer: { reference, status: "completed" },
    });
    await until("it is looked at", () => transfers.count("find") > 0);
    expect(refusal(await postAsMerchant(relay, path))).toBe(
      "409 provider_conflict",
    );
    expect(transfers.moved).toEqual([reference]);
  });

  it("pays the order whose code it bears", async () => {
    const { relay, transfers, order, code } = await startWaiting({}, "leave");
    const reference = transfers.send(code, FULL);
    const path = `transfers/${reference}/accept`;
    expect((await postAsMerchant(relay, path)).status).toBe(200);
    await untilPaid(relay, order);
    expect(transfers.moved).toEqual([reference]);
    expect((await relay.read(order)).flags).toEqual(NO_FLAGS);
  });

  it("is looked after although its answer was lost", async () => {
    const { relay, transfers, order, reference } = await startSent("leave");
    transfers.nextFault = (call) =>
      call === "accept" ? "lost_after" : undefined;
    const answer = await postAsMerchant(relay, `transfers/${reference}/accept`);
    expect(refusal(answer)).toBe("502 provider_outcome_unknown");
    relay.clock.advance(61);
    relay.relay.scheduler.poll();
    await untilPaid(relay, order);
    expect(transfers.moved).toEqual([reference]);
  });

  it("is not asked about for days where there is none of that reference", async () => {
    const { relay, transfers } = await startLeaving();
    const answer = await postAsMerchant(relay, "transfers/TXN-TYPO/accept");
    expect(refusal(answer)).toBe("404 not_found");
    for (let minute = 0; minute < 90; minute += 5) await pass(relay, 300);
    const now = relay.clock.now();
    expect(await relay.store.nextTaskAt("settle_transfer", now)).toBeNull();
    expect(transfers.count("find", "TXN-TYPO")).toBeLessThan(10);
  });

  it("has its task before the provider hears of it", async () => {
    const { relay, transfers, reference } = await startShoes();
    let dueAt: number | null = null;
    transfers.before = async (call) => {
      if (call !== "accept") return;
      dueAt = await relay.store.nextTaskAt(
        "settle_transfer",
        relay.clock.now(),
      );
    };
    await postAsMerchant(relay, `transfers/${reference}/accept`);
    expect(dueAt).toBe(relay.clock.now() + 60_000);
  });
});

describe("POST /v1/merchant/transfers/:reference/reject", () => {
  it("sends it back with the merchant's words", async () => {
    const { relay, transfers, reference } = await startShoes();
    const answer = await postAsMerchant(
      relay,
      `transfers/${reference}/reject`,
      { reason: "  We are closed  " },
    );
    expect(answer.body).toMatchObject({ transfer: { status: "rejected" } });
    expect(transfers.reasons).toEqual(["We are closed"]);
  });

  it.each([
    ["no reason", {}],
    ["an empty one", { reason: "" }],
    ["blanks", { reason: "   " }],
    ["501 characters", { reason: "x".repeat(501) }],
    ["a number", { reason: 1 }],
  ])("refuses %s", async (_what, body) => {
    const { relay, transfers, reference } = await startShoes();
    const path = `transfers/${reference}/reject`;
    expect(refusal(await postAsMerchant(relay, path, body))).toBe(
      "400 invalid_request",
    );
    expect(transfers.count("reject")).toBe(0);
  });
});
