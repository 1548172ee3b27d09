import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createPinoLog } from "../../../src/adapters/pino-log/pino-log.ts";
import { createRedaction } from "../../../src/adapters/pino-log/redact.ts";

const CANARY = 'c4n"ary\\secret';
const JWT = "eyJhbGciOiJFZDI1NTE5In0.eyJzdWIiOiJvcmRfMSJ9.c2lnbmF0dXJl";
const RESUME = `rs_${"a".repeat(43)}`;

function written(
  work: (log: ReturnType<typeof createPinoLog>) => void,
  level?: "warn" | "silent",
): string[] {
  const lines: string[] = [];
  work(
    createPinoLog({
      secrets: [CANARY, "short"],
      destination: { write: (line) => void lines.push(line) },
      ...(level === undefined ? {} : { level }),
    }),
  );
  return lines;
}

const parse = (line: string | undefined): Record<string, unknown> =>
  JSON.parse(line ?? "") as Record<string, unknown>;

describe("createPinoLog", () => {
  it("writes lines of JSON with a level in words and a time in UTC", () => {
    const [line] = written((log) => {
      log.warn({ orderId: "ord_1" }, "look");
    });
    expect(parse(line)).toEqual({
      level: "warn",
      time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      orderId: "ord_1",
      msg: "look",
    });
  });

  it("leaves out what is less serious than its level", () => {
    const work = (log: ReturnType<typeof createPinoLog>) => {
      log.info({}, "a");
      log.warn({}, "b");
      log.error({}, "c");
    };
    expect(written(work, "warn").map((line) => parse(line)["msg"])).toEqual([
      "b",
      "c",
    ]);
    expect(written(work, "silent")).toEqual([]);
  });

  it("writes errors with their causes", () => {
    const [line] = written((log) => {
      log.error(
        { err: new Error("outer", { cause: new Error("inner") }) },
        "failed",
      );
    });
    expect(line).toContain("outer");
    expect(line).toContain("inner");
  });

  it("keeps a known secret out of messages, fields, names and errors", () => {
    const error = new Error(`refused ${CANARY}`, { cause: new Error(CANARY) });
    const lines = written((log) => {
      log.error(
        {
          err: error,
          deep: { list: [{ value: `x${CANARY}x` }], [CANARY]: 1 },
        },
        `said ${CANARY}`,
      );
    });
    const text = lines.join("");
    const escaped = JSON.stringify(CANARY).slice(1, -1);
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain(escaped);
    expect(parse(lines[0])["msg"]).toBe("said [redacted]");
  });

  it.each<[string, object, string]>([
    ["a relay token", { note: `token ${JWT} came` }, JWT],
    ["a bearer header", { note: "Bearer abcdefgh12345678" }, "abcdefgh1"],
    ["a resume secret", { note: RESUME }, RESUME],
    ["a merchant key", { note: "sent malipo_live_5e3c1a9f00" }, "5e3c1a"],
    ["a webhook secret", { note: "whsec_c2VjcmV0c2VjcmV0c2VjcmV0" }, "c2VjcmV"],
    [
      "a callback MAC",
      { url: "https://a.example/c/1?s=bWFjLW9mLXRoaX" },
      "bWF",
    ],
    [
      "a header by its name",
      { headers: { Authorization: "My xyz" } },
      "My xyz",
    ],
    ["a password by its name", { deep: { client_secret: 'a"b\\c' } }, 'a\\"b'],
    ["a phone number", { note: "called +254712345678 twice" }, "712345678"],
    ["a phone number of one's country", { phone: "0712345678" }, "0712345678"],
    ["a phone number as a number", { phone: 254712345678 }, "254712345678"],
  ])("keeps %s out", (_what, fields, secret) => {
    const [line] = written((log) => {
      log.info({ ...fields }, "said");
    });
    expect(line).not.toContain(secret);
    expect(parse(line)["msg"]).toBe("said");
  });

  it("leaves ordinary values alone", () => {
    const fields = {
      orderId: "ord_254712345678AAAAAAAAAA",
      attemptId: "0f8fad5b-d9cb-469f-a165-712345678901",
      at: 1795251600254,
      amount: 254000,
      path: "/v1/orders/ord_x/attempts",
      reference: "ORD-20261121-7K3QXY",
      short: "short",
    };
    const [line] = written((log) => {
      log.info(fields, "said");
    });
    expect(parse(line)).toMatchObject(fields);
  });
});

describe("createRedaction", () => {
  it("takes the longer of two secrets that begin alike", () => {
    const redact = createRedaction(["secret-one", "secret-one-and-more"]);
    expect(redact("x secret-one-and-more y secret-one z")).toBe(
      "x [redacted] y [redacted] z",
    );
  });
});

describe("standard output that takes nothing", () => {
  it("stops nobody who logs", () => {
    const module = new URL(
      "../../../src/adapters/pino-log/pino-log.ts",
      import.meta.url,
    );
    const script = `
      import { createPinoLog } from ${JSON.stringify(module.href)};
      const log = createPinoLog();
      const fill = "x".repeat(10_000);
      for (let i = 0; i < 300; i += 1) log.info({ fill }, "paid");
      setTimeout(() => { log.error({}, "still here"); process.exitCode = 7; });`;
    // Any failure of a write: a full disk can't be had everywhere.
    const readOnly = openSync(process.execPath, "r");
    try {
      const { status, stderr } = spawnSync(
        process.execPath,
        ["--input-type=module", "--eval", script],
        { stdio: ["ignore", readOnly, "pipe"], encoding: "utf8" },
      );
      expect([status, stderr]).toEqual([7, ""]);
    } finally {
      closeSync(readOnly);
    }
  });
});
