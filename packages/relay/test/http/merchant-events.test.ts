import { eventListSchema } from "@malipo/protocol/merchant";
import { describe, expect, it } from "vitest";
import { problem } from "../support/attempts.ts";
import { asMerchant, postAsMerchant } from "../support/merchant.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";
import { paidOrder, startTelling } from "../support/webhooks.ts";

const list = async (relay: TestRelay, query = "") => {
  const { body } = await asMerchant(relay, `events${query}`);
  return eventListSchema.parse(body);
};

/** Orders that are cancelled tell of it. */
async function cancelled(relay: TestRelay, count: number) {
  const orders: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const { id } = await relay.order();
    await postAsMerchant(relay, `orders/${id}/cancel`, {});
    orders.push(id);
  }
  return orders;
}

describe("GET /v1/merchant/events", () => {
  it("lists what webhooks say, under the ids that they have", async () => {
    const { relay, receiver } = await startTelling();
    await paidOrder(relay);
    await until("it is told", () => receiver.received.length === 1);
    const { events, nextCursor } = await list(relay);
    const [message] = receiver.received;
    expect(nextCursor).toBeNull();
    expect(events).toMatchObject([{ id: message?.id }]);
    expect(events[0]?.payload).toEqual(JSON.parse(message?.body ?? ""));
  });

  it("lists them oldest first, page by page, and goes on from any of them, where nobody is told", async () => {
    const relay = await startTestRelay({ asleep: true });
    const orders = await cancelled(relay, 5);
    const first = await list(relay, "?limit=3");
    const next = `?limit=3&cursor=${first.nextCursor ?? ""}`;
    const second = await list(relay, next);
    expect(second.nextCursor).toBeNull();
    const all = [...first.events, ...second.events];
    expect(all.map(({ payload }) => payload.data.order.id)).toEqual(orders);
    const [, third] = [all[1], all[2]];
    const after = await list(relay, `?after=${third?.cursor ?? ""}`);
    expect(after.events).toEqual(all.slice(3));
    const end = `?after=${all.at(-1)?.cursor ?? ""}`;
    expect((await list(relay, end)).events).toEqual([]);
    const [more] = await cancelled(relay, 1);
    const { events } = await list(relay, end);
    expect(events.map(({ payload }) => payload.data.order.id)).toEqual([more]);
  });

  it("lists the newest first on demand, page by page, whether or not they were listed before", async () => {
    const relay = await startTestRelay({ asleep: true });
    const orders = await cancelled(relay, 2);
    await list(relay, "?limit=1");
    orders.push(...(await cancelled(relay, 3)));
    const first = await list(relay, "?order=desc&limit=3");
    // What comes meanwhile moves nothing on the pages that follow.
    await cancelled(relay, 1);
    const next = `?order=desc&limit=3&cursor=${first.nextCursor ?? ""}`;
    const second = await list(relay, next);
    expect(second.nextCursor).toBeNull();
    const all = [...first.events, ...second.events];
    expect(all.map(({ payload }) => payload.data.order.id)).toEqual(
      orders.toReversed(),
    );
    const { events } = await list(relay, "?limit=5");
    expect(events).toEqual(all.toReversed());
  });

  it("lists what follows an event in its order alone", async () => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await asMerchant(relay, "events?order=desc&after=evt1");
    expect(problem(answer)).toEqual([400, "invalid_request"]);
  });

  it("takes no cursor of another list", async () => {
    const relay = await startTestRelay({ asleep: true });
    for (const query of ["after=1", "cursor=MTIzLm9yZF8x", "after=evt"])
      expect(problem(await asMerchant(relay, `events?${query}`))).toEqual([
        400,
        "invalid_request",
      ]);
  });

  it("keeps them for 30 days", async () => {
    const relay = await startTestRelay({ asleep: true });
    await cancelled(relay, 2);
    const { upkeep } = relay.store;
    const now = relay.clock.now();
    expect(await upkeep.removeOld("events", now, 10)).toBe(0);
    expect(await upkeep.removeOld("events", now + 1, 1)).toBe(1);
    expect((await list(relay)).events).toHaveLength(1);
  });
});
