import http, { ClientRequest } from "node:http";
import { Socket } from "node:net";
import {
  afterEach,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished,
  vi,
} from "vitest";
import {
  exchange,
  readRetryAfter,
} from "../../../src/adapters/provider-http/http.ts";
import { ProviderServer } from "../almara/provider-server.ts";
import type { Reply } from "../almara/provider-server.ts";

let server: ProviderServer;
beforeEach(async () => {
  server = await ProviderServer.start();
});
afterEach(() => server[Symbol.asyncDispose]());

const get = (timeoutMs = 5000) =>
  exchange({
    method: "GET",
    url: new URL("/a", server.url),
    headers: {},
    timeoutMs,
    maxBodyBytes: 100,
  });

/** The next requests use this socket. */
function connectThrough(
  socket: Socket,
  then = (sent: ClientRequest): ClientRequest => sent,
): void {
  vi.spyOn(http, "request").mockImplementation(() =>
    then(new ClientRequest({ createConnection: () => socket })),
  );
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
}

describe("an exchange", () => {
  it.each<[string, Reply, object]>([
    ["a body", { text: "ok" }, { kind: "response", status: 200, text: "ok" }],
    [
      "a redirect, which is not followed",
      { status: 307, headers: { location: "/b", "retry-after": "7" } },
      { kind: "response", status: 307, retryAfterSeconds: 7 },
    ],
    ["too much", { text: "x".repeat(101) }, { kind: "lost" }],
    ["half a body", { half: "{}" }, { kind: "lost" }],
    ["a cut connection", "reset", { kind: "lost" }],
    ["nothing", "hang", { kind: "lost", detail: "no response in time" }],
  ])("answered with %s", async (_what, reply, expected) => {
    server.on("GET /a", reply);
    expect(await get(reply === "hang" ? 100 : 5000)).toMatchObject(expected);
    expect(server.received).toHaveLength(1);
  });

  it("was not sent where nobody listens", async () => {
    const gone = await ProviderServer.start();
    const url = new URL(gone.url);
    await gone[Symbol.asyncDispose]();
    const request = {
      method: "GET",
      url,
      headers: {},
      timeoutMs: 5000,
    } as const;
    expect(await exchange(request)).toEqual({
      kind: "not_sent",
      detail: "nothing is listening there (ECONNREFUSED)",
    });
  });

  it.each([
    ...[
      "ECONNREFUSED",
      "ENOTFOUND",
      "EAI_AGAIN",
      "ERR_SOCKET_CONNECTION_TIMEOUT",
    ].map((code) => ["not_sent", code]),
    ...["ECONNRESET", "EPIPE", "ETIMEDOUT", "EPROTO", undefined].map((code) => [
      "lost",
      code,
    ]),
  ])("is %s where the connection fails with %s", async (kind, code) => {
    const failure = Object.assign(new Error("canary"), code && { code });
    connectThrough(new Socket(), (sent) => sent.destroy(failure));
    const failed = await get();
    expect(failed.kind).toBe(kind);
    expect(JSON.stringify(failed)).not.toContain("canary");
  });

  it.each([
    [60_000, "not_sent", "no response in time (ERR_SOCKET_CONNECTION_TIMEOUT)"],
    [5_000, "lost", "no response in time"],
  ])(
    "with %d ms that never gets a connection is %s",
    async (timeoutMs, kind, detail) => {
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      onTestFinished(() => void vi.useRealTimers());
      const socket = new Socket();
      Reflect.defineProperty(socket, "connecting", { value: true });
      connectThrough(socket);
      const failed = get(timeoutMs);
      await new Promise(setImmediate);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await failed).toEqual({ kind, detail });
      expect(vi.getTimerCount()).toBe(0);
    },
  );
});

describe("Retry-After", () => {
  const NOW = Date.parse("2026-11-21T09:00:00Z");

  it.each<[string | null, number | null]>([
    [null, null],
    ["", null],
    ["soon", null],
    ["-5", null],
    ["1.5", null],
    ["0", 0],
    ["120", 120],
    ["999999999", 86_400],
    ["Sat, 21 Nov 2026 09:01:30 GMT", 90],
    ["Sat, 21 Nov 2026 08:00:00 GMT", 0],
    ["Sun, 21 Nov 2027 09:00:00 GMT", 86_400],
  ])("%j is %j seconds", (header, seconds) => {
    expect(readRetryAfter(header, NOW)).toBe(seconds);
  });
});
