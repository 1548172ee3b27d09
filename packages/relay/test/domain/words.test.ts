import {
  DELIVERY_STATUSES,
  PAYOUT_ADVICE,
  PAYOUT_STATUSES,
  REFUND_STATUSES,
  TRANSFER_STATUSES,
  WEBHOOK_EVENTS,
} from "@malipo/protocol/merchant";
import { describe, expect, it } from "vitest";
import { isUrgentEvent } from "../../src/domain/delivery.ts";
import { NOT_FOUND, mapResult, ok, refuse } from "../../src/domain/errors.ts";
import { toFailure } from "../../src/domain/failure.ts";
import { TASK_KINDS } from "../../src/domain/task.ts";
import { outcomeOf } from "./fixtures.ts";

/** They stand in databases and in the programs of merchants: a renamed one needs a migration and a new version. */
describe("words that are stored or sent", () => {
  it.each<[string, readonly string[], string]>([
    [
      "tasks",
      TASK_KINDS,
      "query_attempt attempt_deadline order_expiry query_refund deliver_webhook mail_receipt text_receipt gather_alert send_alert settle_transfer poll_transfers mirror_link watch_provider clean_up reconcile",
    ],
    [
      "webhook events",
      WEBHOOK_EVENTS,
      "order.paid order.partly_paid order.expired order.cancelled order.review order.overpaid attempt.failed refund.paid refund.failed",
    ],
    ["deliveries", DELIVERY_STATUSES, "pending delivered dead"],
    [
      "refunds",
      REFUND_STATUSES,
      "submitting pending unconfirmed paid failed rejected",
    ],
    [
      "payouts",
      PAYOUT_STATUSES,
      "pending paid failed rejected timed_out unknown",
    ],
    [
      "advice about payouts",
      PAYOUT_ADVICE,
      "none retry_with_new_id retry_with_same_id query_again do_not_retry ask_the_provider",
    ],
    [
      "transfers",
      TRANSFER_STATUSES,
      "awaiting_acceptance completed rejected expired unknown",
    ],
  ])("%s", (_what, words, expected) => {
    expect(words.join(" ")).toBe(expected);
  });
});

describe("isUrgentEvent", () => {
  it("holds for money that moved and for what a person must look at", () => {
    expect(WEBHOOK_EVENTS.filter(isUrgentEvent)).toEqual([
      "order.paid",
      "order.partly_paid",
      "order.review",
      "order.overpaid",
      "refund.paid",
      "refund.failed",
    ]);
  });
});

describe("toFailure", () => {
  it.each([
    ["insufficient_funds", true, 0],
    ["limit_exceeded", false, 0],
    ["wrong_pin", true, 0],
    ["phone_unreachable", true, 0],
    ["session_busy", true, 120],
    ["declined", true, 0],
    ["invalid_account", true, 0],
    ["provider_unavailable", true, 30],
    ["amount_mismatch", false, 0],
    ["unknown", true, 0],
  ] as const)("%s: %s, after %i s", (code, retryable, retryAfterSeconds) => {
    expect(toFailure(code)).toEqual({ code, retryable, retryAfterSeconds });
  });
});

describe("a result", () => {
  it("changes its value, or stays the refusal that it is", () => {
    expect(mapResult(ok(2), (value) => value * 2)).toEqual(ok(4));
    expect(mapResult(NOT_FOUND, () => 4)).toBe(NOT_FOUND);
    expect(outcomeOf(NOT_FOUND)).toBe("not_found");
  });

  it("that refuses says no more than it was given", () => {
    expect(refuse("not_found", "Nothing.")).toEqual({
      ok: false,
      code: "not_found",
      detail: "Nothing.",
    });
    expect(
      refuse("too_many_requests", "Wait.", { retryAfterSeconds: 3 }),
    ).toMatchObject({ retryAfterSeconds: 3 });
  });
});
