import { describe, expect, it } from "vitest";
import type { Bill } from "../../src/domain/bill.ts";
import type { Route } from "../../src/domain/route.ts";
import type { MerchantServices } from "../../src/ports/merchant-services.ts";
import { refusal } from "../support/attempts.ts";
import { asMerchant, postAsMerchant } from "../support/merchant.ts";
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
import { ScriptedTransfers } from "../support/scripted-transfers.ts";

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

describe("GET /v1/merchant/payouts/:id", () => {
  it("shows the payout with its lines, the advice, and the merchant's balances", async () => {
    const payouts = new ScriptedPayouts();
    const payout = aPayout(ID, "timed_out", { amount: null });
    payouts.onFind = () => found(payout);
    const relay = await start({ payouts });
    const answer = await asMerchant(relay, `payouts/${ID}`);
    expect([answer.status, answer.body]).toEqual([200, payout]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.text).toContain("900000");
    expect(relay.logged()).not.toContain("900000");
  });

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
    expect(refusal(answer)).toBe("409 provider_conflict");
    expect(answer.body).toMatchObject({ detail });
    expect((answer.body as { errors: unknown[] }).errors).toHaveLength(
      lines.length,
    );
  });
});

describe("GET /v1/merchant/bills/:id", () => {
  it("shows the bill payment", async () => {
    const asked: string[] = [];
    const find = (id: string) => {
      asked.push(id);
      return Promise.resolve(found(BILL));
    };
    const relay = await start({ bills: { find } });
    const answer = await asMerchant(relay, `bills/${ID}`);
    expect([answer.status, answer.body]).toEqual([200, BILL]);
    expect(asked).toEqual([ID]);
  });
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
});

const CALLS = [
  ["GET", `payouts/${ID}`],
  ["POST", `payouts/${ID}/reject`],
  ["GET", `bills/${ID}`],
  ["GET", "routes"],
  ["GET", "transfers/pending"],
  ["GET", "transfers/TXN-1"],
  ["POST", "transfers/TXN-1/accept"],
  ["POST", "transfers/TXN-1/reject"],
] as const;

const call = (relay: TestRelay, method: "GET" | "POST", path: string) => {
  if (method === "GET") return asMerchant(relay, path);
  const body = path === "transfers/TXN-1/reject" ? { reason: "x" } : {};
  return postAsMerchant(relay, path, body);
};

describe("a call that the provider does not do", () => {
  it.each(
    CALLS.flatMap(([method, path]) =>
      [...NOT_DONE, ...(method === "POST" ? [IN_DOUBT] : [])].map(
        (row) => [method, path, ...row] as const,
      ),
    ),
  )("%s %s: %s", async (method, path, _what, given, expected) => {
    const answering = () => Promise.resolve(given);
    const every = {
      find: answering,
      pending: answering,
      accept: answering,
      reject: answering,
    };
    const relay = await start({
      payouts: Object.assign(new ScriptedPayouts(), every),
      transfers: Object.assign(new ScriptedTransfers(), every),
      bills: { find: answering },
      routes: { list: answering },
    });
    const answer = await call(relay, method, path);
    expect(refusal(answer)).toBe(expected);
    expect(answer.text).not.toContain("secret");
    if (given.kind === "busy")
      expect(answer.headers.get("retry-after")).toBe("17");
    if (given.kind === "refused")
      expect(answer.text).toContain(given.reason ?? "");
    if (expected === "502 provider_outcome_unknown")
      expect(answer.text).toContain("before you repeat");
  });

  it.each(CALLS)("%s %s: it is not configured", async (method, path) => {
    const answer = await call(await start({}), method, path);
    expect(refusal(answer)).toBe("409 provider_not_configured");
    expect(answer.text).toContain(
      path.startsWith("transfers") ? "FLEXPAY_" : "ALMARA_",
    );
  });
});
