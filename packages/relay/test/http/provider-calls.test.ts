import { describe, expect, it } from "vitest";
import type { Bill } from "../../src/domain/bill.ts";
import type { Route } from "../../src/domain/route.ts";
import type { MerchantServices } from "../../src/ports/merchant-services.ts";
import { problem } from "../support/attempts.ts";
import { KEY, asMerchant, postAsMerchant } from "../support/merchant.ts";
import {
  IN_DOUBT,
  NOT_DONE,
  ScriptedPayouts,
  aPayout,
  found,
  kes,
  rejection,
} from "../support/stand-in-services.ts";
import { START, startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";

const ID = "7b0c0b0e-52b2-4f0c-9d59-0a3c5f7d0001";

const start = (services: Partial<MerchantServices>): Promise<TestRelay> =>
  startTestRelay({ asleep: true, services });

const BILL: Bill = {
  id: ID,
  providerId: "B-1",
  status: "failed",
  statusDescription: "Insufficient funds",
  amount: kes(50_000),
  dueAmount: null,
  dueDate: null,
  serviceCode: "KPLC",
  accountNumber: "123",
  accountName: null,
  customerName: null,
  phone: null,
  narration: null,
  receipt: null,
  paidAt: null,
  receivedAt: "2026-11-21T09:00:00.000Z",
};

const ROUTE: Route = {
  id: "R-1",
  category: "MobileMoney",
  description: "M-Pesa",
  integration: "DARAJA",
  country: "KE",
  active: true,
  channels: [{ type: 8, description: "Mobile" }],
};

const NO_ID = ["x".repeat(101), "x".repeat(300), "%20", "%e2%82%ac", "%00"];

describe("GET /v1/merchant/payouts/:id", () => {
  it("shows the payout with its lines, the advice, and the merchant's balances", async () => {
    const payouts = new ScriptedPayouts();
    const payout = aPayout(ID, "timed_out", { amount: null });
    payouts.onFind = () => found(payout);
    const relay = await start({ payouts });
    const answer = await asMerchant(relay, `payouts/${ID}`);
    expect([answer.status, answer.body]).toEqual([200, payout]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it.each(NOT_DONE)(
    "says what %s means",
    async (_what, given, status, code) => {
      const payouts = new ScriptedPayouts();
      payouts.onFind = () => given;
      const relay = await start({ payouts });
      const answer = await asMerchant(relay, `payouts/${ID}`);
      expect(problem(answer)).toEqual([status, code]);
      expect(answer.text).not.toContain("secret");
      if (given.kind === "busy")
        expect(answer.headers.get("retry-after")).toBe("17");
      if (given.kind === "refused" && given.reason !== null)
        expect(answer.text).toContain(given.reason);
    },
  );

  it.each(["PAYOUT 17", "a/b", "50%", "a?b#c&d=e+f", ".."])(
    "asks about the merchant's own id as it is: %j",
    async (id) => {
      const payouts = new ScriptedPayouts();
      payouts.onFind = () => found(aPayout(id, "paid", {}));
      const relay = await start({ payouts });
      // Two dots alone are a step up, whoever encodes them: https://url.spec.whatwg.org/#double-dot-path-segment
      const path = `payouts/${encodeURIComponent(id)}`;
      const answer = await asMerchant(relay, path);
      expect(answer.status).toBe(id === ".." ? 404 : 200);
      expect(payouts.asked).toEqual(id === ".." ? [] : [id]);
    },
  );

  it.each(NO_ID)("asks nothing about an id that is none: %s", async (id) => {
    const payouts = new ScriptedPayouts();
    const relay = await start({ payouts });
    expect(problem(await asMerchant(relay, `payouts/${id}`))).toEqual([
      404,
      "not_found",
    ]);
    expect(payouts.asked).toEqual([]);
  });
});

describe("POST /v1/merchant/payouts/:id/reject", () => {
  it("answers line by line, once one was rejected", async () => {
    const payouts = new ScriptedPayouts();
    const lines = [rejection(ID, false), rejection(ID, true)];
    payouts.onReject = () => found(lines);
    const relay = await start({ payouts });
    const answer = await postAsMerchant(relay, `payouts/${ID}/reject`);
    expect([answer.status, answer.body]).toEqual([200, { lines }]);
  });

  it.each([
    [[rejection(ID, false)], "The provider refused: already paid"],
    [
      [rejection(ID, false, null), rejection(ID, false)],
      "The provider refused: code 37; already paid",
    ],
    [
      [{ ...rejection(ID, false, null), code: "" }],
      "The provider refused and gave no reason.",
    ],
  ])("is a conflict where none was: %o", async (lines, detail) => {
    const payouts = new ScriptedPayouts();
    payouts.onReject = () => found(lines);
    const relay = await start({ payouts });
    const answer = await postAsMerchant(relay, `payouts/${ID}/reject`);
    expect(problem(answer)).toEqual([409, "provider_conflict"]);
    expect(answer.body).toMatchObject({ detail });
    expect((answer.body as { errors: unknown[] }).errors).toHaveLength(
      lines.length,
    );
  });

  it.each([...NOT_DONE, IN_DOUBT])(
    "says what %s means",
    async (_what, given, status, code) => {
      const payouts = new ScriptedPayouts();
      payouts.onReject = () => given;
      const relay = await start({ payouts });
      const answer = await postAsMerchant(relay, `payouts/${ID}/reject`);
      expect(problem(answer)).toEqual([status, code]);
      if (code === "provider_outcome_unknown")
        expect(answer.text).toContain("before you repeat");
    },
  );

  it("takes an empty body, or none, and nothing else", async () => {
    const payouts = new ScriptedPayouts();
    payouts.onReject = () => found([rejection(ID, true)]);
    const relay = await start({ payouts });
    const path = `payouts/${ID}/reject`;
    const bare = await relay.request(`/v1/merchant/${path}`, {
      method: "POST",
      headers: KEY,
    });
    expect(bare.status).toBe(200);
    for (const body of [{ reason: "x" }, [], "x", null])
      expect(problem(await postAsMerchant(relay, path, body))).toEqual([
        400,
        "invalid_request",
      ]);
    for (const id of NO_ID)
      expect(
        problem(await postAsMerchant(relay, `payouts/${id}/reject`)),
      ).toEqual([404, "not_found"]);
  });
});

describe("GET /v1/merchant/bills/:id", () => {
  it("shows the bill payment", async () => {
    const asked: string[] = [];
    const relay = await start({
      bills: {
        find(id) {
          asked.push(id);
          return Promise.resolve(found(BILL));
        },
      },
    });
    const answer = await asMerchant(relay, `bills/${ID}`);
    expect([answer.status, answer.body]).toEqual([200, BILL]);
    for (const id of NO_ID)
      expect(problem(await asMerchant(relay, `bills/${id}`))).toEqual([
        404,
        "not_found",
      ]);
    expect(asked).toEqual([ID]);
  });

  it.each(NOT_DONE)(
    "says what %s means",
    async (_what, given, status, code) => {
      const bills = { find: () => Promise.resolve(given) };
      const relay = await start({ bills });
      expect(problem(await asMerchant(relay, `bills/${ID}`))).toEqual([
        status,
        code,
      ]);
    },
  );
});

describe("GET /v1/merchant/routes", () => {
  it("lists the routes, and says how old the list is", async () => {
    const fetchedAt = Date.parse(START);
    const list = () => Promise.resolve(found({ routes: [ROUTE], fetchedAt }));
    const relay = await start({ routes: { list } });
    const answer = await asMerchant(relay, "routes");
    expect([answer.status, answer.body]).toEqual([
      200,
      { routes: [ROUTE], fetchedAt: "2026-11-21T09:00:00.000Z" },
    ]);
  });

  it.each(NOT_DONE)(
    "says what %s means",
    async (_what, given, status, code) => {
      const list = () => Promise.resolve(given);
      const relay = await start({ routes: { list } });
      expect(problem(await asMerchant(relay, "routes"))).toEqual([
        status,
        code,
      ]);
    },
  );
});

describe("a call to a provider that is not configured", () => {
  it.each([
    ["GET", `payouts/${ID}`, "ALMARA_"],
    ["POST", `payouts/${ID}/reject`, "ALMARA_"],
    ["GET", `bills/${ID}`, "ALMARA_"],
    ["GET", "routes", "ALMARA_"],
    ["GET", "transfers/pending", "FLEXPAY_"],
    ["GET", "transfers/TXN-1", "FLEXPAY_"],
    ["POST", "transfers/TXN-1/accept", "FLEXPAY_"],
  ])("says what is missing: %s %s", async (method, path, missing) => {
    const relay = await start({});
    const answer =
      method === "GET"
        ? await asMerchant(relay, path)
        : await postAsMerchant(relay, path);
    expect(problem(answer)).toEqual([409, "provider_not_configured"]);
    expect(answer.text).toContain(missing);
  });

  it("asks for the key first", async () => {
    const relay = await start({});
    const answer = await relay.request(`/v1/merchant/payouts/${ID}`);
    expect(problem(answer)).toEqual([401, "merchant_key_missing"]);
  });
});
