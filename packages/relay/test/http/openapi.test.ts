import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { OPERATION_GROUPS } from "../../src/http/openapi/document.ts";
import { OWN_PATHS } from "../../src/http/kit/own-paths.ts";
import { findDeviation } from "../support/conformance.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { startTestRelay } from "../support/test-relay.ts";

const ROOT = path.resolve(import.meta.dirname, "../../../..");

const operations = OPERATION_GROUPS.flatMap((group) => group.operations);

describe("GET /openapi.json", () => {
  it("describes every route, and nothing else", () => {
    const own = Object.entries(OWN_PATHS).flatMap(([address, methods]) =>
      methods
        .filter((method) => method !== "HEAD")
        .map((method) => `${method} ${address}`),
    );
    const described = operations.map(
      (each) => `${each.method.toUpperCase()} ${each.path}`,
    );
    expect(described.toSorted()).toEqual(own.toSorted());
  });

  it("names every operation once", () => {
    const ids = operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is OpenAPI 3.1 of this relay, for Redocly's rules as well", async () => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await relay.request("/openapi.json");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.body).toMatchObject({
      openapi: "3.1.1",
      servers: [{ url: relay.url }],
    });
    const directory = temporaryFolder();
    const file = path.join(directory, "openapi.json");
    const config = path.join(directory, "redocly.yaml");
    await writeFile(file, answer.text);
    // Redirects have no 2xx, and some routes nothing that a caller could do wrong: its opinion, not OpenAPI's rule.
    await writeFile(
      config,
      "extends: [recommended]\nrules:\n  operation-2xx-response: off\n  operation-4xx-response: off\n",
    );
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [
        path.join(ROOT, "node_modules/@redocly/cli/bin/cli.js"),
        "lint",
        file,
        "--config",
        config,
        "--format=stylish",
      ],
      { env: { ...process.env, REDOCLY_TELEMETRY: "off", CI: "true" } },
    );
    expect(`${stdout}${stderr}`).toContain("is valid");
    expect(`${stdout}${stderr}`).not.toMatch(/[1-9]\d* warning/);
  });
});

describe("the check that every answer of these tests goes through", () => {
  const json = { status: 200, contentType: "application/json" };

  it.each([
    ["GET", "/livez", { ...json, json: { status: "ok" } }, undefined],
    ["GET", "/livez", { ...json, json: { status: "fine" } }, "equal"],
    ["GET", "/livez", { ...json, json: { status: "ok", more: 1 } }, "must NOT"],
    ["GET", "/livez", { ...json, status: 201, json: {} }, "status"],
    ["POST", "/livez", { ...json, json: {} }, "route"],
    ["GET", "/nothing", { ...json, json: {} }, "route"],
    [
      "GET",
      "/v1/merchant/orders",
      {
        status: 401,
        contentType: "application/problem+json",
        json: { code: "token_missing" },
      },
      "token_missing",
    ],
  ])(
    "finds what is not as described: %s %s %o",
    (method, address, seen, word) => {
      const found = findDeviation(method, address, seen);
      if (word === undefined) expect(found).toBeUndefined();
      else expect(found).toContain(word);
    },
  );
});
