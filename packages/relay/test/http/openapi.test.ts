import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import {
  WEBHOOK_EVENTS,
  webhookPayloadSchema,
} from "@malipo/protocol/merchant";
import { describe, expect, it } from "vitest";
import { createOpenApiDocument } from "../../src/http/openapi/document.ts";
import type { PlainResponse } from "../../src/http/kit/route.ts";
import { ROUTE_GROUPS } from "../../src/http/routes.ts";
import { findDeviation } from "../support/conformance.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { startTestRelay } from "../support/test-relay.ts";

const ROOT = path.resolve(import.meta.dirname, "../../../..");

const document = createOpenApiDocument("https://pay.shop.example", "0.0.0");

/** Everything that is said of a body, by where it is said. */
function mediaTypes(value: unknown, at = ""): [string, object][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): [string, object][] => {
    const here = `${at}/${key}`;
    return key === "content"
      ? Object.entries(inner as Record<string, object>).map(([type, said]) => [
          `${here}/${type}`,
          said,
        ])
      : mediaTypes(inner, here);
  });
}

describe("GET /openapi.json", () => {
  it("has an example for every body", () => {
    const bodies = mediaTypes([document["paths"], document["webhooks"]]);
    expect(bodies.length).toBeGreaterThan(100);
    for (const [at, said] of bodies)
      expect("example" in said || "examples" in said, at).toBe(true);
  });

  it("shows examples that are as described", () => {
    for (const route of ROUTE_GROUPS.flatMap(({ routes }) => routes)) {
      const responses: Readonly<Record<number, PlainResponse>> =
        route.responses;
      const bodies: readonly Pick<PlainResponse, "schema" | "example">[] = [
        ...Object.values(responses),
        ...(route.kind === "json" && route.body !== undefined
          ? [route.body]
          : []),
      ];
      for (const { schema, example } of bodies)
        expect(schema?.safeParse(example).error, route.id).toBeUndefined();
    }
  });

  it("tells of every webhook, with the body that the event has", () => {
    const bodies = mediaTypes(document["webhooks"]).map(([at, said]) => {
      const { type, data } = webhookPayloadSchema.parse(
        "example" in said ? said.example : undefined,
      );
      expect(at.split("/")[1]).toBe(type);
      return [type, data.attempt !== undefined, data.refund !== undefined];
    });
    expect(bodies).toEqual(
      WEBHOOK_EVENTS.map((type) => [
        type,
        type.startsWith("attempt.") || type === "order.partly_paid",
        type.startsWith("refund."),
      ]),
    );
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
