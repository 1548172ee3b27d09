import express from "express";
import { beforeEach, describe, expect, it } from "vitest";
import { createPinoLog } from "../../src/adapters/pino-log/pino-log.ts";
import { refuse } from "../../src/domain/errors.ts";
import { sendProblem } from "../../src/http/kit/problem.ts";
import { requestContext } from "../../src/http/kit/request-context.ts";
import { createRequestLog } from "../../src/http/kit/request-log.ts";
import type { Middleware } from "../../src/http/kit/middleware.ts";
import { listen } from "../support/http-server.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { until } from "../support/until.ts";

const CANARY = "canary-5f1c0a9e7b";
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

let lines: string[];
let clock: ManualClock;
let gate: Middleware;

beforeEach(() => {
  lines = [];
  clock = new ManualClock("2026-11-21T09:00:00Z");
  const log = createPinoLog({
    destination: { write: (line) => void lines.push(line) },
  });
  gate = createRequestLog({
    log,
    clock,
    publicUrl: "https://pay.shop.example",
  });
});

const logged = (): Promise<Record<string, unknown>[]> =>
  until("a line", () =>
    lines.length === 0
      ? undefined
      : lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  );

/** A server behind the gate, answering by its path. */
const serve = (): Promise<string> =>
  listen((req, res) => {
    gate(req, res, () => {
      clock.advance(0.25);
      if (req.url?.startsWith("/fail") === true)
        sendProblem(res, refuse("internal_error", "Sorry."));
      else if (req.url === "/refuse")
        sendProblem(res, refuse("not_found", "Nothing."));
      else if (req.url === "/half") {
        res.write("half");
        res.destroy();
      } else res.end(requestContext(res).requestId);
    });
  });

describe("createRequestLog", () => {
  it("logs one line when a request has ended", async () => {
    await fetch(`${await serve()}/v1/orders`, { method: "POST" });
    expect(await logged()).toEqual([
      {
        level: "info",
        time: expect.any(String) as string,
        requestId: expect.stringMatching(UUID) as string,
        method: "POST",
        path: "/v1/orders",
        status: 200,
        durationMs: 250,
        msg: "request",
      },
    ]);
  });

  it("raises its voice for failures only", async () => {
    const url = await serve();
    await fetch(`${url}/refuse`);
    await fetch(`${url}/fail`);
    await until("two lines", () => lines.length === 2);
    expect(
      (await logged()).map(({ level, status }) => [level, status]),
    ).toEqual([
      ["info", 404],
      ["error", 500],
    ]);
  });

  it("is quiet about health checks that pass", async () => {
    const url = await serve();
    await fetch(`${url}/livez`);
    await fetch(`${url}/readyz`);
    await fetch(`${url}/other`);
    expect((await logged()).map(({ path }) => path)).toEqual(["/other"]);
  });

  it("says when the other side went away", async () => {
    await expect(
      fetch(`${await serve()}/half`).then((res) => res.text()),
    ).rejects.toThrow();
    expect((await logged())[0]).toMatchObject({ aborted: true });
  });

  it.each(["req-7", "a.b_C-9", "x".repeat(64)])(
    "takes over the id %j",
    async (id) => {
      const res = await fetch(await serve(), {
        headers: { "X-Request-Id": id },
      });
      expect(res.headers.get("x-request-id")).toBe(id);
      expect(await res.text()).toBe(id);
      expect((await logged())[0]).toMatchObject({ requestId: id });
    },
  );

  it.each(["", "x".repeat(65), "a b", 'a"b', "ä", "a,b", "<x>"])(
    "makes its own id instead of %j",
    async (id) => {
      const res = await fetch(await serve(), {
        headers: { "X-Request-Id": id },
      });
      expect(res.headers.get("x-request-id")).toMatch(UUID);
    },
  );

  it("lets no secret into the log: not from query, headers, body or an odd path", async () => {
    const jwt = `eyJhbGciOiJFZDI1NTE5In0.${CANARY}.c2ln`;
    const url = await serve();
    await fetch(
      `${url}/fail/callbacks/almara/1?s=${CANARY}&token=${CANARY}#${CANARY}`,
      {
        method: "POST",
        headers: {
          Authorization: `Bearer ${CANARY}`,
          Cookie: `a=${CANARY}`,
          Referer: `https://x.example/${CANARY}`,
          "User-Agent": CANARY,
        },
        body: CANARY,
      },
    );
    await fetch(`${url}/v1/orders/${jwt}`);
    await until("two lines", () => lines.length === 2);
    expect(lines.join("")).not.toContain(CANARY);
  });

  it("cuts long paths", async () => {
    await fetch(`${await serve()}/${"x".repeat(5000)}`);
    expect(String((await logged())[0]?.["path"])).toHaveLength(200);
  });

  it("names the whole path where it stands only inside another app", async () => {
    const url = await listen(
      express().use("/malipo", gate, (_req, res) => void res.end("served")),
    );
    await fetch(`${url}/malipo/v1/orders`);
    expect((await logged()).map(({ path }) => path)).toEqual([
      "/malipo/v1/orders",
    ]);
  });
});
