import type { ServerResponse } from "node:http";
import { beforeEach, describe, expect, it } from "vitest";
import {
  createRemoteCatalog,
  signCatalogRequest,
} from "../../../src/adapters/catalog/remote-catalog.ts";
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

let received: object[];
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
      const { method, url: path, headers } = req;
      received.push({ method, path, headers, body });
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
    expect(await ask(json(GOOD))).toMatchObject({
      value: { lines: [{ amount: { value: 500_000 } }, {}] },
    });
    expect(log.lines).toEqual([]);
  });

  it("sends the lines in a request that is signed", async () => {
    await ask(json(GOOD));
    const body = JSON.stringify({ lines: LINES });
    const headers = {
      "malipo-timestamp": String(NOW_SECONDS),
      "malipo-signature": signCatalogRequest(SECRET, NOW_SECONDS, body),
    };
    expect(received).toMatchObject([
      { method: "POST", path: "/prices?token=hidden", body, headers },
    ]);
    expect(JSON.stringify(received)).not.toContain(SECRET);
  });

  it.each<[string, Answer]>([
    ["a wrong shape", json({ total: 5 })],
    ["no JSON", (res) => res.end("<html>")],
    ["nothing", (res) => res.end()],
    ["an error", json(GOOD, 500)],
    ["a refusal", json(GOOD, 401)],
    ["no content", (res) => res.writeHead(204).end()],
    ["a redirect", (res) => res.writeHead(302, { Location: "/a" }).end()],
    [
      "half an answer",
      (res) => {
        res.writeHead(200, { "Content-Length": 100 }).write('{"currency');
        res.destroy();
      },
    ],
    ["too much", json({ ...GOOD, padding: "x".repeat(256 * 1024) })],
    ["a broken connection", (res) => res.destroy()],
  ])("has no prices when the backend answers %s", async (_what, answer) => {
    const priced = await ask(answer);
    expect(priced).toMatchObject({
      code: "catalog_unavailable",
      retryAfterSeconds: 5,
    });
    expect(log.messages("error")).toEqual(["the catalog returned no prices"]);
    expect(JSON.stringify(log.lines)).not.toMatch(/hidden|cart-secret/);
    expect(received).toHaveLength(1);
  });

  it("does not wait for ever, neither for an answer nor for its end", async () => {
    const drip: Answer = (res) => void res.writeHead(200).write("{");
    for (const answer of [() => undefined, drip])
      expect(await ask(answer, 50)).toMatchObject({
        code: "catalog_unavailable",
      });
  });
});
