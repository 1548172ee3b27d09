import { once } from "node:events";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { refusal } from "../support/attempts.ts";
import { newKey, startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const BODY = JSON.stringify({
  lines: [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }],
});

const post = (
  relay: TestRelay,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) =>
  relay.request("/v1/orders", {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      "Idempotency-Key": newKey(),
      ...headers,
    },
  });

/** Sends the head of a request and a part of its body, then goes away. */
async function goAwayInTheMiddle(
  relay: TestRelay,
  path: string,
): Promise<void> {
  const socket = connect(Number(new URL(relay.url).port), "127.0.0.1");
  await once(socket, "connect");
  const head = [
    `POST ${path} HTTP/1.1`,
    "Host: relay",
    "Content-Type: application/json",
    `Idempotency-Key: ${newKey()}`,
    "Content-Length: 1000",
  ];
  await new Promise((resolve) => {
    socket.write(`${head.join("\r\n")}\r\n\r\n{"lines":`, resolve);
  });
  socket.destroy();
  await until("the request's line in the log", () =>
    relay.logged().includes('"aborted":true'),
  );
}

describe("a body that can't be read", () => {
  it("may be compressed", async () => {
    const relay = await startTestRelay({ asleep: true });
    const body = Uint8Array.from(gzipSync(BODY));
    const answer = await post(relay, body, { "Content-Encoding": "gzip" });
    expect(answer.status).toBe(201);
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>, string, string]>([
    ["no gzip at all", BODY, "gzip", "400 invalid_request"],
    [
      "half a gzip",
      Uint8Array.from(gzipSync(BODY).subarray(0, 30)),
      "gzip",
      "400 invalid_request",
    ],
    [
      "a gzip of no JSON",
      Uint8Array.from(gzipSync("{,}")),
      "gzip",
      "400 invalid_json",
    ],
    [
      "a gzip that unpacks to too much",
      Uint8Array.from(gzipSync(JSON.stringify("x".repeat(100_000)))),
      "gzip",
      "413 body_too_large",
    ],
    ["an encoding nobody knows", BODY, "secret", "415 unsupported_media_type"],
  ])("is the caller's fault: %s", async (_what, body, encoding, expected) => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await post(relay, body, { "Content-Encoding": encoding });
    expect(refusal(answer)).toBe(expected);
    expect(relay.logged()).not.toContain('"level":50');
  });

  it.each(["/v1/orders", "/checkout/cart"])(
    "is no error of the relay when its sender went away: %s",
    async (path) => {
      const relay = await startTestRelay({ asleep: true });
      await goAwayInTheMiddle(relay, path);
      expect(relay.logged()).not.toMatch(/"stack"|"level":"?(?:50|error)/);
      expect((await relay.request("/readyz")).status).toBe(200);
    },
  );
});
