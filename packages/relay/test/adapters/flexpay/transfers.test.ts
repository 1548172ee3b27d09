import { describe, expect, it } from "vitest";
import {
  CLIENT_SECRET,
  REFERENCE,
  ROUTES,
  WEBHOOK_SECRET,
  aTransaction,
  eachInItsOwnWorld,
  enveloped,
} from "./harness.ts";

const world = eachInItsOwnWorld();

/** As long as one may be. */
const REASON = "Too little ".padEnd(500, "x");

describe("accept", () => {
  it("has no body and answers with the transfer after it", async () => {
    const { server, transfers } = world();
    server.on(ROUTES.accept, {
      json: enveloped(aTransaction({ status: "COMPLETED" })),
    });
    expect(await transfers.accept(REFERENCE)).toMatchObject({
      kind: "found",
      value: { reference: REFERENCE, status: "completed" },
    });
    const [request] = server.to(ROUTES.accept);
    expect(request?.body).toBe("");
    expect(request?.contentType).toBeUndefined();
    expect(request?.authorization).toBe("Bearer token-1");
  });

  it("of one that was accepted before is a conflict, with the provider's reason", async () => {
    const { server, transfers } = world();
    server.on(ROUTES.accept, {
      status: 409,
      json: {
        success: false,
        message: "Transaction is not awaiting\nacceptance.",
        errorCode: "INVALID_STATE",
        errors: ["already COMPLETED"],
      },
    });
    expect(await transfers.accept(REFERENCE)).toEqual({
      kind: "refused",
      conflict: true,
      reason:
        "Transaction is not awaiting acceptance; already COMPLETED; INVALID_STATE",
    });
  });
});

describe("reject", () => {
  const sent = (): unknown =>
    JSON.parse(world().server.to(ROUTES.reject)[0]?.body ?? "");

  it("says why", async () => {
    const { server, transfers } = world();
    server.on(ROUTES.reject, {
      json: enveloped(
        aTransaction({ status: "REJECTED", rejectionReason: REASON }),
      ),
    });
    expect(await transfers.reject(REFERENCE, "Too little")).toMatchObject({
      kind: "found",
      value: { status: "rejected", rejectionReason: REASON },
    });
    expect(sent()).toEqual({ reason: "Too little" });
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
    server.on(ROUTES.reject, { json: enveloped(aTransaction()) });
    await transfers.reject(REFERENCE, reason);
    expect(sent()).toEqual({ reason: expected });
  });
});

describe("an answer to a change", () => {
  it.each(["PROCESSING", "", null, "FAILED"])(
    "that leaves the transfer in the state %j tells nothing",
    async (status) => {
      const { server, transfers } = world();
      const json = enveloped(aTransaction({ status }));
      server.on(ROUTES.accept, { json });
      server.on(ROUTES.reject, { json });
      const doubtful = { kind: "unavailable", mayHaveHappened: true };
      expect(await transfers.accept(REFERENCE)).toMatchObject(doubtful);
      expect(await transfers.reject(REFERENCE, "no")).toMatchObject(doubtful);
    },
  );
});

describe("the provider's reason", () => {
  const reasonFor = async (json: unknown): Promise<unknown> => {
    const { server, transfers } = world();
    server.on(ROUTES.find, { status: 400, json });
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

  it.each([
    [{}],
    [{ success: false }],
    [{ success: false, message: {} }],
    [[]],
  ])("is null where there is none: %j", async (json) => {
    expect(await reasonFor(json)).toBeNull();
  });
});

describe("notices", () => {
  const record = {
    transactionReference: REFERENCE,
    direction: "RECEIVER",
    targetUrl: "https://pay.shop.example/callbacks/flexpay",
    eventType: "TRANSACTION_INITIATED",
    status: "FAILED",
    attempts: 3,
    lastError: "HTTP 503",
    lastAttemptAt: "2026-11-21T09:00:05",
    deliveredAt: null,
  };
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

  it.each<[string, unknown]>([
    ["a bare list", [record]],
    ["a list in the envelope", enveloped([record])],
    ["a page", enveloped({ content: [record] })],
  ])("are read from %s", async (_where, json) => {
    const { server, transfers } = world();
    server.on(ROUTES.notices, { json });
    expect(await transfers.notices(REFERENCE)).toEqual({
      kind: "found",
      value: [expected],
    });
  });

  it("are read as far as they go", async () => {
    const { server, transfers } = world();
    server.on(ROUTES.notices, {
      json: [
        { eventType: "X", attempts: "many", lastError: "e".repeat(600) },
        null,
        "words",
        {},
      ],
    });
    expect(await transfers.notices(REFERENCE)).toEqual({
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
    const { server, transfers, codes } = world();
    server.on(ROUTES.notices, {
      json: [{ ...record, transactionReference: "TXN-OTHER" }],
    });
    expect(await transfers.notices(REFERENCE)).toMatchObject({
      kind: "unavailable",
      mayHaveHappened: false,
    });
    expect(codes()).toEqual(["upstream_mismatch"]);
  });
});

describe("a reference", () => {
  it.each([
    "",
    ".",
    "..",
    "../pending",
    "a/b",
    "a?b",
    "a#b",
    "a%2Fb",
    "TXN 1",
    "TXN\n1",
    "TXN-é",
    "x".repeat(129),
    "x".repeat(300),
  ])(
    "that no path should carry is unknown without a call: %j",
    async (text) => {
      const { transfers, server } = world();
      for (const answer of [
        await transfers.find(text),
        await transfers.accept(text),
        await transfers.reject(text, "no"),
        await transfers.notices(text),
      ])
        expect(answer).toEqual({ kind: "not_found" });
      expect(server.received).toEqual([]);
    },
  );

  it("may have 128 characters", async () => {
    const { transfers, server } = world();
    const reference = "x".repeat(128);
    server.on(`GET /api/v1/transactions/${reference}`, {
      json: aTransaction({ reference }),
    });
    expect(await transfers.find(reference)).toMatchObject({ kind: "found" });
  });
});

describe("settings", () => {
  it("move a call", async () => {
    const { server, create } = world();
    const { transfers } = create({
      paths: { accept: "/v2/{reference}/take" },
    });
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
  it.each([
    [{ json: { jwk: {} } }, null],
    [{ status: 503, text: "" }, "HTTP 503"],
    [{ status: 302, headers: { location: "/" } }, "HTTP 302"],
    ["hang" as const, "no response in time"],
    ["reset" as const, "the connection was closed (ECONNRESET)"],
  ])("of %j: %s", async (reply, fault) => {
    const { server, impatient } = world();
    server.on(ROUTES.health, reply);
    // Only the call that hangs is given up: on a busy machine an answer takes its time.
    const asked = reply === "hang" ? impatient : world();
    expect(await asked.checkHealth()).toBe(fault === null);
    expect(await asked.findHealthFault()).toBe(fault);
    expect(server.to(ROUTES.token)).toEqual([]);
  });
});
