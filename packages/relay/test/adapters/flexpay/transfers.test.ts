import { describe, expect, it } from "vitest";
import { http } from "../almara/provider-server.ts";
import type { Reply } from "../almara/provider-server.ts";
import {
  CLIENT_SECRET,
  REFERENCE,
  ROUTES,
  WEBHOOK_SECRET,
  aTransaction,
  answered,
  eachInItsOwnWorld,
  enveloped,
} from "./harness.ts";

const world = eachInItsOwnWorld();

/** As long as one may be. */
const REASON = "Too little ".padEnd(500, "x");

describe("accept", () => {
  it("has no body and answers with the transfer after it", async () => {
    const { server, transfers } = world();
    server.on(ROUTES.accept, answered({ status: "COMPLETED" }));
    expect(await transfers.accept(REFERENCE)).toMatchObject({
      kind: "found",
      value: { reference: REFERENCE, status: "completed" },
    });
    expect(server.to(ROUTES.accept)).toMatchObject([
      { body: "", contentType: undefined, authorization: "Bearer token-1" },
    ]);
  });

  it("of one that was accepted before is a conflict, with the provider's reason", async () => {
    const { server, transfers } = world();
    const json = {
      success: false,
      message: "Transaction is not awaiting\nacceptance.",
      errorCode: "INVALID_STATE",
      errors: ["already COMPLETED"],
    };
    server.on(ROUTES.accept, http(409, json));
    expect(await transfers.accept(REFERENCE)).toEqual({
      kind: "refused",
      conflict: true,
      reason:
        "Transaction is not awaiting acceptance; already COMPLETED; INVALID_STATE",
    });
  });
});

describe("reject", () => {
  it("says why", async () => {
    const { server, transfers } = world();
    const rejected = { status: "REJECTED", rejectionReason: REASON };
    server.on(ROUTES.reject, answered(rejected));
    expect(await transfers.reject(REFERENCE, "Too little")).toMatchObject({
      kind: "found",
      value: { status: "rejected", rejectionReason: REASON },
    });
    expect(server.sentJson(ROUTES.reject)).toEqual({ reason: "Too little" });
  });

  it.each<[string, string]>([
    ["x".repeat(600), "x".repeat(500)],
    [`${"x".repeat(499)}🛍🛍`, "x".repeat(499)],
    ["🛍".repeat(251), "🛍".repeat(250)],
    ["a\r\nb\u0000\u202ec", "a b c"],
    [" no ", "no"],
    ["", "Not accepted by the receiver"],
    ["\u0007", "Not accepted by the receiver"],
  ])("sends %j in a form fit for the payer", async (reason, expected) => {
    const { server, transfers } = world();
    await transfers.reject(REFERENCE, reason);
    expect(server.sentJson(ROUTES.reject)).toEqual({ reason: expected });
  });
});

describe("an answer to a change", () => {
  it.each(["PROCESSING", "", null, "FAILED"])(
    "that leaves the transfer in the state %j tells nothing",
    async (status) => {
      const { server, transfers } = world();
      for (const route of [ROUTES.accept, ROUTES.reject])
        server.on(route, answered({ status }));
      const doubtful = { kind: "unavailable", mayHaveHappened: true };
      expect(await transfers.accept(REFERENCE)).toMatchObject(doubtful);
      expect(await transfers.reject(REFERENCE, "no")).toMatchObject(doubtful);
    },
  );
});

describe("the provider's reason", () => {
  const reasonFor = async (json: unknown): Promise<unknown> => {
    const { transfers } = world().answering(http(400, json), ROUTES.find);
    const answer = await transfers.find(REFERENCE);
    return answer.kind === "refused" ? answer.reason : answer;
  };

  it("is cut to 200 characters", async () => {
    const message = "x".repeat(300);
    expect(await reasonFor({ success: false, message })).toBe("x".repeat(200));
  });

  it.each([
    `bad secret ${CLIENT_SECRET}`,
    `signed with ${WEBHOOK_SECRET}`,
    "token eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
    "Authorization: Bearer token-1",
  ])("is kept back where it repeats a secret (%#)", async (message) => {
    expect(await reasonFor({ success: false, message })).toBeNull();
  });

  it("is null where there is none", async () => {
    for (const message of [undefined, {}])
      expect(await reasonFor({ success: false, message })).toBeNull();
    for (const json of [{}, []]) expect(await reasonFor(json)).toBeNull();
  });
});

describe("notices", () => {
  const expected = {
    direction: "RECEIVER",
    targetUrl: "https://pay.shop.example/callbacks/flexpay",
    eventType: "TRANSACTION_INITIATED",
    status: "FAILED",
    attempts: 3,
    lastError: "HTTP 503",
    lastAttemptAt: "2026-11-21T09:00:05.000Z",
    deliveredAt: null,
  };
  const record = {
    ...expected,
    transactionReference: REFERENCE,
    lastAttemptAt: "2026-11-21T09:00:05",
  };
  const notices = (json: unknown) =>
    world().answering({ json }, ROUTES.notices).transfers.notices(REFERENCE);

  it.each<[string, unknown]>([
    ["a bare list", [record]],
    ["a list in the envelope", enveloped([record])],
    ["a page", enveloped({ content: [record] })],
  ])("are read from %s", async (_where, json) => {
    const value = [expected];
    expect(await notices(json)).toEqual({ kind: "found", value });
  });

  it("are read as far as they go", async () => {
    const odd = { eventType: "X", attempts: "?", lastError: "e".repeat(600) };
    expect(await notices([odd, null, "words", {}])).toEqual({
      kind: "found",
      value: [
        {
          direction: "UNKNOWN",
          targetUrl: null,
          eventType: "X",
          status: "UNKNOWN",
          attempts: 0,
          lastError: "e".repeat(500),
          lastAttemptAt: null,
          deliveredAt: null,
        },
      ],
    });
  });

  it("of another transfer are not ours", async () => {
    const other = { ...record, transactionReference: "TXN-OTHER" };
    expect(await notices([other])).toMatchObject({
      kind: "unavailable",
      mayHaveHappened: false,
    });
    expect(world().log.codes()).toEqual(["upstream_mismatch"]);
  });
});

describe("a reference", () => {
  it.each([
    ...["", ".", "..", "../pending", "a/b", "a?b", "a#b", "a%2Fb", "TXN 1"],
    ...["TXN\n1", "TXN-é", "x".repeat(129), "x".repeat(300)],
  ])("that no path carries is unknown without a call: %j", async (text) => {
    const { transfers, server } = world();
    for (const answer of [
      await transfers.find(text),
      await transfers.accept(text),
      await transfers.reject(text, "no"),
      await transfers.notices(text),
    ])
      expect(answer).toEqual({ kind: "not_found" });
    expect(server.received).toEqual([]);
  });

  it("may have 128 characters", async () => {
    const reference = "x".repeat(128);
    const { transfers } = world().answering(
      answered({ reference }),
      `GET /api/v1/transactions/${reference}`,
    );
    expect(await transfers.find(reference)).toMatchObject({ kind: "found" });
  });
});

describe("settings", () => {
  it("move a call", async () => {
    const { server, create } = world();
    const { transfers } = create({ paths: { accept: "/v2/{reference}/take" } });
    server.on(`POST /api/v2/${REFERENCE}/take`, { json: aTransaction() });
    expect(await transfers.accept(REFERENCE)).toMatchObject({ kind: "found" });
  });

  it.each<[string, object]>([
    ["apiUrl", { apiUrl: "ftp://flexpay.example" }],
    ["tag", { tag: "@" }],
    ["webhook secret", { webhookSecrets: [] }],
    ["webhook secret", { webhookSecrets: [WEBHOOK_SECRET, " "] }],
    ["privateKey", { privateKey: { kty: "EC" } }],
  ])("are refused where nothing works with them: %s", (name, changes) => {
    expect(() => world().create(changes)).toThrow(name);
  });

  it("tell the tag, and whether another is the same", () => {
    const { transfers } = world();
    expect(transfers.tag).toBe("duka@dukaapp");
    expect(transfers.isOwnTag("@Duka")).toBe(true);
    expect(transfers.isOwnTag("duka@other")).toBe(false);
  });
});

describe("checkHealth", () => {
  it.each<[Reply, string | null]>([
    [http(200, { jwk: {} }), null],
    [http(503, ""), "HTTP 503"],
    [{ status: 302, headers: { location: "/" } }, "HTTP 302"],
    ["hang", "no response in time"],
    ["reset", "the connection was closed (ECONNRESET)"],
  ])("of %j: %s", async (reply, fault) => {
    const flexpay = world().answering(reply, ROUTES.health);
    expect(await flexpay.checkHealth()).toBe(fault === null);
    expect(await flexpay.findHealthFault()).toBe(fault);
    expect(world().server.to(ROUTES.token)).toEqual([]);
  });
});
