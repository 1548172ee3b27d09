import { problemSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import {
  createOriginCheck,
  createOriginWarning,
} from "../../src/http/kit/cors.ts";
import { MemoryLog } from "../support/memory-log.ts";
import { listen } from "../support/http-server.ts";

const SHOP = "https://shop.example";
const settings = {
  publicUrl: "https://pay.shop.example",
  allowedOrigins: [SHOP, "http://localhost:4000"],
};

/** A bare server, to show that the gate does not need Express. */
async function ask(
  origin: string | undefined,
  init: RequestInit = {},
): Promise<Response> {
  const gate = createOriginCheck(settings, () => undefined);
  const url = await listen((req, res) => {
    gate(req, res, () => res.end("served"));
  });
  return fetch(url, {
    ...init,
    headers: {
      ...(origin === undefined ? {} : { Origin: origin }),
      ...(init.headers as Record<string, string>),
    },
  });
}

const preflight = {
  method: "OPTIONS",
  headers: {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers":
      "authorization,content-type,idempotency-key",
  },
};

const lower = (header: string | null): string[] =>
  (header ?? "").toLowerCase().split(/, */);

describe("createOriginCheck", () => {
  it.each([SHOP, "http://localhost:4000", "https://pay.shop.example"])(
    "lets %s read the answer",
    async (origin) => {
      const res = await ask(origin);
      expect(await res.text()).toBe("served");
      expect(res.headers.get("access-control-allow-origin")).toBe(origin);
      expect(res.headers.get("access-control-allow-credentials")).toBeNull();
      expect(lower(res.headers.get("access-control-expose-headers"))).toEqual([
        "etag",
        "retry-after",
        "x-request-id",
      ]);
      expect(res.headers.get("vary")).toContain("Origin");
    },
  );

  it.each([
    "https://evil.example",
    "http://shop.example",
    "https://shop.example.evil.example",
    "https://shop.example:8443",
    "https://shop.example.",
    "https://evilshop.example",
    "https://SHOP.example",
    "https://www.shop.example",
    "null",
  ])("lets %j read its refusal, and nothing else", async (origin) => {
    const res = await ask(origin);
    expect(res.headers.get("access-control-allow-origin")).toBe(origin);
    expect(res.headers.get("access-control-allow-credentials")).toBeNull();
    expect(res.headers.get("access-control-expose-headers")).toBeNull();
    expect(res.headers.get("vary")).toContain("Origin");
    expect(res.status).toBe(403);
    expect(problemSchema.parse(await res.json()).code).toBe("origin_refused");
  });

  it("serves who names no origin, and says that others may get another answer", async () => {
    const res = await ask(undefined);
    expect(await res.text()).toBe("served");
    expect(res.headers.get("access-control-allow-origin")).toBeNull();
    expect(res.headers.get("vary")).toContain("Origin");
  });

  it("answers a preflight for ten minutes", async () => {
    const res = await ask(SHOP, preflight);
    expect(res.status).toBe(204);
    expect(res.headers.get("access-control-allow-origin")).toBe(SHOP);
    expect(lower(res.headers.get("access-control-allow-methods"))).toEqual([
      "get",
      "post",
      "patch",
    ]);
    expect(lower(res.headers.get("access-control-allow-headers"))).toEqual([
      "authorization",
      "content-type",
      "idempotency-key",
      "if-none-match",
      "last-event-id",
      "traceparent",
      "tracestate",
    ]);
    expect(res.headers.get("access-control-max-age")).toBe("600");
    expect(res.headers.get("vary")).toContain("Origin");
  });

  it("answers a preflight of another page, so that it sees the refusal", async () => {
    const res = await ask("https://evil.example", preflight);
    expect(res.status).toBe(204);
    expect(res.headers.get("access-control-allow-origin")).toBe(
      "https://evil.example",
    );
    expect(res.headers.get("access-control-allow-credentials")).toBeNull();
    expect(res.headers.get("access-control-max-age")).toBeNull();
    expect(res.headers.get("vary")).toContain("Origin");
  });
});

describe("createOriginWarning", () => {
  it("names each origin once, and not more of them than a shop may have", () => {
    const log = new MemoryLog();
    const warn = createOriginWarning(log);
    for (let time = 0; time < 3; time += 1)
      for (let number = 0; number < 500; number += 1)
        warn(`https://${number}.example`);
    const messages = log.messages("warn");
    expect(messages).toHaveLength(101);
    expect(messages[0]).toContain("MALIPO_ALLOWED_ORIGINS");
  });
});
