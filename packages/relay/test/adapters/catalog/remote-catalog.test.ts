import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { beforeEach, describe, expect, it } from "vitest";
import { createRemoteCatalog } from "../../../src/adapters/catalog/remote-catalog.ts";
import { listen } from "../../support/http-server.ts";
import { localHttp } from "../../support/local-http.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { MemoryLog } from "../../support/memory-log.ts";

const SECRET = "cart-secret-0123456789abcdef0123456789";
const NOW_SECONDS = 1_795_251_600;
const LINES = [
  { sku: "A", quantity: 2 },
  { sku: "B", quantity: 1 },
];
const GOOD = {
  currency: "KES",
  products: [
    { sku: "A", name: "Shirt", price: "2500" },
    { sku: "B", name: "Cap", price: "10.50" },
  ],
};

/** What the documentation gives to merchants: ten lines that tell our request from a stranger's. */
function isFromRelay(
  headers: IncomingMessage["headers"],
  body: string,
  secret: string,
  now: number,
): boolean {
  const timestamp = String(headers["malipo-timestamp"]);
  const expected = Buffer.from(
    `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`,
  );
  const given = Buffer.from(String(headers["malipo-signature"]));
  const isFresh = Math.abs(now - Number(timestamp)) <= 300;
  return (
    isFresh &&
    given.length === expected.length &&
    timingSafeEqual(given, expected)
  );
}

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

let received: Received[];
let log: MemoryLog;

beforeEach(() => {
  received = [];
  log = new MemoryLog();
});

type Answer = (res: ServerResponse) => void;
const json =
  (value: unknown, status = 200): Answer =>
  (res) => {
    res
      .writeHead(status, { "Content-Type": "application/json" })
      .end(JSON.stringify(value));
  };

/** Asks a backend that answers so. */
async function ask(answer: Answer, timeoutMs = 5000) {
  const url = await listen((req, res) => {
    let body = "";
    req.setEncoding("utf8");
    req.on("data", (chunk: string) => (body += chunk));
    req.on("end", () => {
      received.push({
        method: req.method,
        url: req.url,
        headers: req.headers,
        body,
      });
      answer(res);
    });
  });
  const catalog = createRemoteCatalog({
    url: `${url}/prices?token=hidden`,
    http: localHttp(),
    secret: SECRET,
    clock: new ManualClock("2026-11-21T09:00:00Z"),
    log,
    timeoutMs,
  });
  return catalog.price(LINES);
}

describe("createRemoteCatalog", () => {
  it("prices by what the backend answers", async () => {
    const priced = await ask(json(GOOD));
    expect(
      priced.ok && priced.value.lines.map(({ amount }) => amount.value),
    ).toEqual([500_000, 1_050]);
  });

  it("sends the lines in a request that the backend can check", async () => {
    await ask(json(GOOD));
    const [request] = received;
    if (request === undefined) throw new Error("nothing was asked");
    expect(request).toMatchObject({
      method: "POST",
      url: "/prices?token=hidden",
    });
    expect(JSON.parse(request.body)).toEqual({ lines: LINES });
    const { headers, body } = request;
    expect(isFromRelay(headers, body, SECRET, NOW_SECONDS)).toBe(true);
    expect(isFromRelay(headers, `${body} `, SECRET, NOW_SECONDS)).toBe(false);
    expect(isFromRelay(headers, body, `${SECRET}x`, NOW_SECONDS)).toBe(false);
    expect(isFromRelay(headers, body, SECRET, NOW_SECONDS + 301)).toBe(false);
    expect(JSON.stringify(request)).not.toContain(SECRET);
  });

  it("calls a product that is left out unknown", async () => {
    const priced = await ask(
      json({ ...GOOD, products: GOOD.products.slice(0, 1) }),
    );
    expect(priced).toMatchObject({
      code: "unknown_sku",
      errors: [{ field: "lines.1.sku" }],
    });
    expect(log.lines).toEqual([]);
  });

  it.each<[string, Answer]>([
    ["a wrong shape", json({ total: 5 })],
    [
      "a price as a number",
      json({ currency: "KES", products: [{ sku: "A", name: "A", price: 1 }] }),
    ],
    ["no JSON", (res) => res.end("<html>")],
    ["nothing", (res) => res.end()],
    ["an error", json(GOOD, 500)],
    ["a refusal", json(GOOD, 401)],
    ["no content", (res) => res.writeHead(204).end()],
    [
      "a redirect",
      (res) => res.writeHead(302, { Location: "/elsewhere" }).end(),
    ],
    [
      "half an answer",
      (res) => {
        res.writeHead(200, { "Content-Length": 100 }).write('{"currency');
        res.destroy();
      },
    ],
    [
      "too much",
      (res) =>
        res.end(JSON.stringify({ ...GOOD, padding: "x".repeat(256 * 1024) })),
    ],
    ["a broken connection", (res) => res.destroy()],
  ])("has no prices when the backend answers %s", async (_what, answer) => {
    const priced = await ask(answer);
    expect(priced).toMatchObject({
      code: "catalog_unavailable",
      retryAfterSeconds: 5,
    });
    expect(log.messages("error")).toEqual(["the catalog returned no prices"]);
    expect(JSON.stringify(log.lines)).not.toContain("hidden");
    expect(JSON.stringify(log.lines)).not.toContain(SECRET);
    expect(received).toHaveLength(1);
  });

  it("does not wait for ever, neither for an answer nor for its end", async () => {
    expect(await ask(() => undefined, 50)).toMatchObject({
      code: "catalog_unavailable",
    });
    const drip: Answer = (res) => {
      res.writeHead(200).write("{");
    };
    expect(await ask(drip, 50)).toMatchObject({ code: "catalog_unavailable" });
  });

  it("has no prices when nobody listens", async () => {
    const catalog = createRemoteCatalog({
      url: "http://127.0.0.1:9/prices",
      http: localHttp(),
      secret: SECRET,
      clock: new ManualClock("2026-11-21T09:00:00Z"),
      log,
    });
    expect(await catalog.price(LINES)).toMatchObject({
      code: "catalog_unavailable",
    });
  });
});
