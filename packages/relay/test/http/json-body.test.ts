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

  const zipped = (text: string) => Uint8Array.from(gzipSync(text));

  it.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ["no gzip at all", BODY, "400 invalid_request"],
    ["half a gzip", zipped(BODY).subarray(0, 30), "400 invalid_request"],
    ["a gzip of no JSON", zipped("{,}"), "400 invalid_json"],
    [
      "a gzip that unpacks to too much",
      zipped(JSON.stringify("x".repeat(100_000))),
      "413 body_too_large",
    ],
  ])("is the caller's fault: %s", async (_what, body, expected) => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await post(relay, body, { "Content-Encoding": "gzip" });
    expect(refusal(answer)).toBe(expected);
    expect(relay.logged()).not.toContain('"level":50');
  });

  it("may be in an encoding nobody knows", async () => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await post(relay, BODY, { "Content-Encoding": "secret" });
    expect(refusal(answer)).toBe("415 unsupported_media_type");
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
