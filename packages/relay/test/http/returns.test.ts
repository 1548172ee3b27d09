import { tokenResponseSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import {
  refusal,
  startCard,
  startOrder,
  startPaying,
} from "../support/attempts.ts";
import { postAsMerchant } from "../support/merchant.ts";
import {
  SHOP,
  newKey,
  openedIn,
  startTestRelay,
} from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";

const comeBack = (
  relay: TestRelay,
  path: "return" | "cancel",
  attemptId: string,
  method = "GET",
  mac = relay.secrets.returnMac(attemptId),
) => relay.request(`/${path}/${attemptId}?s=${mac}`, { method });

const codeOf = (answer: { headers: Headers }): string | null =>
  new URL(answer.headers.get("location") ?? "").searchParams.get("malipo_code");

/** Everything that the relay knows and will do about an attempt. */
const stateOf = async (relay: TestRelay, orderId: string) => ({
  order: await relay.store.getOrder(orderId),
  observations: await relay.store.listObservations(orderId),
});

describe("a link scanner on the way back", () => {
  it.each(
    (["card", "mpesa"] as const).flatMap((method) =>
      (["return", "cancel"] as const).flatMap((path) =>
        ["GET", "HEAD"].map((verb) => ({ method, path, verb })),
      ),
    ),
  )(
    "$verb /$path changes nothing of $method",
    async ({ method, path, verb }) => {
      const { relay, order } = await startOrder({ asleep: true });
      const attemptId = await relay.attempt(order, method);
      const before = await stateOf(relay, order.id);
      const due = await relay.store.nextTaskAt("query_attempt", 0);
      for (let time = 0; time < 3; time += 1)
        expect((await comeBack(relay, path, attemptId, verb)).status).toBe(303);
      expect(await stateOf(relay, order.id)).toEqual(before);
      // At most a query, where a hosted page may have ended.
      const hastened = method === "card" && verb === "GET";
      const now = relay.clock.now();
      expect(await relay.store.nextTaskAt("query_attempt", 0)).toBe(
        hastened ? now : due,
      );
    },
  );

  it("does not give up a prompt by POST either: it has no page", async () => {
    const { relay, order, attemptId } = await startPaying({ asleep: true });
    const before = await stateOf(relay, order.id);
    const answer = await comeBack(relay, "cancel", attemptId, "POST");
    expect([answer.status, codeOf(answer)]).toEqual([303, null]);
    expect(await stateOf(relay, order.id)).toEqual(before);
  });
});

describe("the one-time code of the way back", () => {
  const open = (relay: TestRelay, orderId: string, body: object) =>
    relay.post(`/v1/orders/${orderId}/token`, body, { Origin: SHOP });

  it.each(["GET", "POST"])("opens its order once, by %s", async (method) => {
    const { relay, order, attemptId } = await startCard({ asleep: true });
    const back = await comeBack(relay, "return", attemptId, method);
    expect(back.headers.get("referrer-policy")).toBe("no-referrer");
    expect(back.headers.get("cache-control")).toBe("no-store");
    const code = codeOf(back) ?? "";
    expect(code).toMatch(/^rc_[\w-]{22}$/);
    const opened = await open(relay, order.id, { code });
    expect(opened.status).toBe(200);
    const answer = tokenResponseSchema.parse(opened.body);
    expect(answer.resumeSecret).toBe(order.resumeSecret);
    const headers = { Authorization: `Bearer ${answer.token}`, Origin: SHOP };
    const read = await relay.request(`/v1/orders/${order.id}`, { headers });
    expect(read.status).toBe(200);
    const again = await open(relay, order.id, { code });
    expect(refusal(again)).toBe("404 not_found");
    expect(relay.logged()).not.toContain(code);
  });

  it("refuses alike an expired code, another order's, an invented one, and wrong secrets", async () => {
    const relay = await startTestRelay({ asleep: true });
    const [order, other] = [await relay.order(), await relay.order()];
    const attemptId = await relay.attempt(order, "card");
    const issue = async () =>
      codeOf(await comeBack(relay, "cancel", attemptId)) ?? "";
    const wrongSecret = await open(relay, order.id, { resumeSecret: "rs_x" });
    const old = await issue();
    relay.clock.advance(120);
    const fresh = await issue();
    const refused = [
      await open(relay, order.id, { code: old }),
      await open(relay, other.id, { code: fresh }),
      await open(relay, order.id, { code: "rc_AAAAAAAAAAAAAAAAAAAAAA" }),
      await open(relay, "ord_AAAAAAAAAAAAAAAAAAAAAA", { code: fresh }),
      await open(relay, order.id, { resumeSecret: other.resumeSecret }),
      await open(relay, "ord_AAAAAAAAAAAAAAAAAAAAAA", {
        resumeSecret: order.resumeSecret,
      }),
    ];
    const told = (answer: { status: number; body: unknown }) => ({
      status: answer.status,
      problem: { ...(answer.body as object), instance: null },
    });
    expect(refusal(wrongSecret)).toBe("404 not_found");
    for (const answer of refused)
      expect(told(answer)).toEqual(told(wrongSecret));
    const both = { code: fresh, resumeSecret: order.resumeSecret };
    for (const body of [both, {}])
      expect((await open(relay, order.id, body)).status).toBe(400);
    expect((await open(relay, order.id, { code: fresh })).status).toBe(200);
  });

  it("lets one of two that come at once in", async () => {
    const { relay, order, attemptId } = await startCard({ asleep: true });
    const code = codeOf(await comeBack(relay, "return", attemptId)) ?? "";
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => open(relay, order.id, { code })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      200, 404, 404, 404,
    ]);
  });

  it("is not given for no proof, the callback's MAC or another attempt's", async () => {
    const { relay, order, attemptId } = await startCard({ asleep: true });
    const { secrets } = relay;
    const macs = ["", secrets.callbackMac(attemptId), secrets.returnMac("x")];
    for (const mac of macs) {
      const answer = await comeBack(relay, "return", attemptId, "GET", mac);
      expect(answer.headers.get("location")).toBe(
        `${SHOP}/?malipo_order=${order.id}`,
      );
    }
  });

  it("goes with the address that the provider is given", async () => {
    const { relay, attemptId } = await startCard({ asleep: true });
    const [submitted] = relay.provider.submits;
    for (const address of [submitted?.returnUrl, submitted?.cancelUrl]) {
      expect(address).toContain(attemptId);
      const path = (address ?? "").slice(relay.url.length);
      expect(codeOf(await relay.request(path))).not.toBeNull();
    }
  });
});

describe("without an address that can be used", () => {
  const OTHER = "https://other.example";
  const start = () =>
    startTestRelay({
      asleep: true,
      settings: { allowedOrigins: [OTHER, SHOP] },
    });

  /** Where the browser comes back to after a card, but for the order's id. */
  async function addressAfter(
    relay: TestRelay,
    body: object,
    origin: Record<string, string> = { Origin: SHOP },
  ): Promise<string | undefined> {
    const headers = { "Idempotency-Key": newKey(), ...origin };
    const made = await relay.post("/v1/orders", body, headers);
    const order = openedIn(made, origin);
    const attemptId = await relay.attempt(order, "card");
    const back = await comeBack(relay, "return", attemptId, "POST", "");
    return back.headers.get("location")?.replace(order.id, "ID");
  }
  const LINES = [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }];

  it.each([
    ["about:srcdoc"],
    ["blob:https://shop.example/0"],
    [`${SHOP}/${"x".repeat(3000)}`],
    [null],
  ])("%j: the browser comes back to the page's origin", async (returnUrl) => {
    const address = await addressAfter(await start(), {
      lines: LINES,
      returnUrl,
    });
    expect(address).toBe(`${SHOP}/?malipo_order=ID`);
  });

  it("comes back to the first allowed origin where no page asked", async () => {
    const wish = { lines: LINES, returnUrl: "" };
    const address = await addressAfter(await start(), wish, {});
    expect(address).toBe(`${OTHER}/?malipo_order=ID`);
  });

  it("comes back to the link's page", async () => {
    const relay = await start();
    const amount = { value: 5_000, currency: "KES" };
    const link = await postAsMerchant(relay, "payment-links", { amount });
    const { id, url } = link.body as { id: string; url: string };
    const wish = { paymentLink: id, returnUrl: "about:blank" };
    expect(await addressAfter(relay, wish)).toBe(`${url}?malipo_order=ID`);
  });
});
