import { once } from "node:events";
import { connect } from "node:net";
import express from "express";
import type { RequestHandler } from "express";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { boundBody, readRawBody } from "../../src/http/kit/raw-body.ts";
import { listen } from "../support/http-server.ts";

const LIMIT = 64;

/** What is read of `body` behind a parser that came before. */
async function readBehind(
  parser: RequestHandler | null,
  type: string,
  body: string,
): Promise<string> {
  const app = express();
  if (parser !== null) app.use(parser);
  const url = await listen(
    app.use(async (req, res) => {
      const read = await readRawBody(req, LIMIT);
      res.end(read.ok ? Buffer.from(read.bytes) : read.reason);
    }),
  );
  const headers = { "Content-Type": type };
  return (await fetch(url, { method: "POST", headers, body })).text();
}

const json = express.json({ limit: "1mb" });

describe("readRawBody", () => {
  /** Reads all of it, and keeps nothing. */
  const lose: RequestHandler = (req, _res, next) => {
    req.on("end", next).resume();
  };
  /** As older parsers do where they skip a body. */
  const leaveEmpty: RequestHandler = (req, _res, next) => {
    req.body = {};
    next();
  };
  const form = express.urlencoded();
  const raw = express.raw({ type: "*/*" });
  const FORM = "application/x-www-form-urlencoded";

  it.each<[string, RequestHandler | null, string, string, string]>([
    ["nobody", null, "text/plain", '{"a": 1,}', '{"a": 1,}'],
    ["a JSON parser", json, "application/json", '{ "a": 1 }', '{"a":1}'],
    ["one that skipped it", json, "text/xml", "<a/>", "<a/>"],
    ["a form parser", form, FORM, "a=1", '{"a":"1"}'],
    ["a text parser", express.text(), "text/plain", "{,}", "{,}"],
    ["a raw parser", raw, "application/json", "{ }", "{ }"],
    ["one that keeps nothing", lose, "text/plain", "lost", ""],
    ["one that leaves {}", leaveEmpty, "text/plain", "kept", "kept"],
    ["nobody, and too large", null, "text/plain", "x".repeat(65), "too_large"],
  ])("reads a body behind %s", async (_who, parser, type, body, expected) => {
    expect(await readBehind(parser, type, body)).toBe(expected);
  });

  it("keeps its limit for what a parser made", async () => {
    const grow: RequestHandler = (req, _res, next) => {
      req.body = "x".repeat(LIMIT + 1);
      req.on("end", next).resume();
    };
    expect(await readBehind(grow, "text/plain", "small")).toBe("too_large");
  });
});

describe("boundBody", () => {
  it("breaks off what has not come within 30 seconds, and nothing else", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    let begun = 0;
    const url = await listen((req, res) => {
      boundBody(req);
      begun += 1;
      req.resume().once("end", () => res.end("read"));
    });
    const send = (body: string) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      socket.write(
        `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n${body}`,
      );
      return socket.resume();
    };
    const [whole, half] = [send("ab"), send("a")];
    await once(whole, "data");
    await vi.waitUntil(() => begun === 2, { timeout: 15_000 });
    const closed = once(half, "close");
    vi.advanceTimersByTime(30_000);
    await closed;
    expect(whole.destroyed).toBe(false);
    whole.destroy();
  });
});
