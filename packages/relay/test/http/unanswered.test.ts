import { describe, expect, it } from "vitest";
import { mapResult } from "../../src/domain/errors.ts";
import { createAttemptQuerier } from "../../src/use-cases/attempts/attempt-querier.ts";
import type { Deps } from "../../src/use-cases/shared/deps.ts";
import { checkAttempt } from "../../src/use-cases/attempts/check-attempt.ts";
import { outcomeOf } from "../domain/fixtures.ts";
import {
  nextTaskAt,
  onAttempt,
  paid,
  pass,
  pending,
  startOrder,
} from "../support/attempts.ts";
import { forgetful, restart } from "../support/restart.ts";
import { until } from "../support/until.ts";

const DAY_S = 86_400;

describe("a submit without an answer", () => {
  it("is resolved by a query under the same id, never by a second submit", async () => {
    const { relay, order } = await startOrder();
    relay.provider.onSubmit = () => ({ kind: "unknown", detail: "time-out" });
    const attemptId = await relay.attempt(order);
    expect((await relay.read(order)).attempt?.status).toBe("submit_unknown");
    relay.provider.onQuery = () => paid;
    await pass(relay, 6);
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      attempt: { id: attemptId },
    });
    expect(relay.provider.submits).toHaveLength(1);
  });

  it("has failed when the provider has never heard of it, but not before it could have", async () => {
    const { relay, order } = await startOrder();
    relay.provider.onSubmit = () => ({ kind: "unknown", detail: "500" });
    relay.provider.onQuery = () => ({ kind: "not_found" });
    await relay.attempt(order);
    await pass(relay, 6);
    await pass(relay, 11);
    expect(relay.provider.queries.length).toBeGreaterThan(0);
    expect((await relay.read(order)).attempt?.status).toBe("submit_unknown");
    await pass(relay, 20);
    expect(await relay.read(order)).toMatchObject({
      status: "open",
      attempt: { status: "failed", failure: { code: "provider_unavailable" } },
    });
  });
});

describe("an attempt whose relay died before it had stored what the payer is to do", () => {
  it("shows it once the provider was asked", async () => {
    const { relay, order } = await startOrder({
      settings: { methods: ["paybill"] },
    });
    relay.provider.onSubmit = () => new Promise(() => undefined);
    const action = {
      type: "paybill",
      shortCode: "174379",
      account: "A1",
    } as const;
    relay.provider.onQuery = () => ({ kind: "pending", action });
    // Its answer never comes: the connection ends with the test.
    relay.attempt(order, "paybill").catch(() => undefined);
    await until("the submit", () => relay.provider.submits.length === 1);
    await restart(relay);
    await pass(relay, 6);
    expect((await relay.read(order)).attempt).toMatchObject({
      status: "awaiting_payer",
      action,
    });
    expect(relay.provider.submits).toHaveLength(1);
  });
});

describe("a submit without an answer, thought lost", () => {
  async function lost() {
    const { relay, order } = await startOrder({ asleep: true });
    relay.provider.onSubmit = () => ({ kind: "unknown", detail: "time-out" });
    relay.provider.onQuery = () => ({ kind: "not_found" });
    const id = await relay.attempt(order);
    /** Its status after a check so many seconds later. */
    const check = async (deps: Deps, seconds: number): Promise<unknown> => {
      relay.clock.advance(seconds);
      const known = await relay.store.getOrder(order.id);
      if (known === undefined) throw new Error("the order is gone");
      const querier = createAttemptQuerier(deps);
      const answer = await checkAttempt(deps, querier, known, id);
      return outcomeOf(mapResult(answer, ({ attempt }) => attempt.status));
    };
    return { relay, check };
  }

  it("is not so while a clock is ahead by a day, but after the true wait", async () => {
    const { relay, check } = await lost();
    relay.clock.set(DAY_S);
    expect(await check(relay.deps, 4)).toBe("unconfirmed");
    expect(await check(relay.deps, 4)).toBe("unconfirmed");
    relay.clock.set(-DAY_S);
    expect(await check(relay.deps, 11)).toBe("unconfirmed");
    expect(await check(relay.deps, 1)).toBe("failed");
  });

  it("is not so for a relay that has just started and measured nothing", async () => {
    const { relay, check } = await lost();
    const deps = forgetful(relay);
    expect(await check(deps, 30)).toBe("submit_unknown");
    expect(await check(deps, 19)).toBe("submit_unknown");
    expect(await check(deps, 1)).toBe("failed");
  });
});

describe("a provider that names a time to come back", () => {
  it.each([
    [600, 600],
    [86_400, 3600],
  ])(
    "of %i seconds is asked after %i, whoever wants to know",
    async (retryAfterSeconds, seconds) => {
      const { relay, order } = await startOrder();
      const id = await relay.attempt(order);
      relay.provider.onQuery = () => ({
        kind: "unavailable",
        detail: "HTTP 429",
        retryAfterSeconds,
      });
      const check = () => onAttempt(relay, order, id, "check");
      await pass(relay, 4);
      await check();
      relay.provider.onQuery = () => paid;
      // The first scheduled query and the deadline's are in between.
      for (const gap of [30, 100, seconds - 131]) {
        await pass(relay, gap);
        await check();
      }
      expect(relay.provider.queries).toHaveLength(1);
      await pass(relay, 1);
      expect((await relay.read(order)).status).toBe("paid");
      expect(relay.provider.queries).toHaveLength(2);
    },
  );
});

describe("the deadline", () => {
  it("makes an unanswered attempt unconfirmed, never failed, and a late payment still pays", async () => {
    const { relay, order } = await startOrder();
    await relay.attempt(order);
    relay.provider.onQuery = () => ({ kind: "unavailable", detail: "down" });
    await pass(relay, 89);
    expect((await relay.read(order)).attempt?.status).toBe("awaiting_payer");
    await pass(relay, 1);
    expect(await relay.read(order)).toMatchObject({
      status: "pending",
      attempt: { status: "unconfirmed", failure: null },
      methods: [{ reason: "attempt_alive" }, { reason: "attempt_alive" }],
    });
    relay.provider.onQuery = () => pending;
    await pass(relay, 60);
    expect(await relay.read(order)).toMatchObject({
      status: "pending",
      attempt: { status: "unconfirmed" },
      methods: [{ available: true }, { available: true }],
    });
    relay.provider.onQuery = () => paid;
    await pass(relay, 600);
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: { late: true, overpaid: false, review: false },
      outcome: { status: "paid", late: true },
    });
  });

  it("needs a manual review after 72 hours without a response", async () => {
    const { relay, order } = await startOrder();
    await relay.attempt(order);
    for (let hour = 0; hour <= 73; hour += 1) await pass(relay, 3600);
    expect(await relay.read(order)).toMatchObject({
      status: "pending",
      flags: { review: true },
      attempt: { status: "unconfirmed" },
    });
    expect(await nextTaskAt(relay)).toBeNull();
  });
});
