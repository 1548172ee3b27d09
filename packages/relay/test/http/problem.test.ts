import { PROBLEM_CODES, problemSchema } from "@malipo/protocol";
import type { ProblemCode } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { refuse } from "../../src/domain/errors.ts";
import type { Refused } from "../../src/domain/errors.ts";
import { PROBLEMS, sendProblem } from "../../src/http/kit/problem.ts";
import { beginContext } from "../../src/http/kit/request-context.ts";
import { listen } from "../support/http-server.ts";

const PUBLIC_URL = "https://pay.shop.example";

/** The answer of a server that refuses so, after `before` had its way with the response. */
async function ask(
  refused: Refused,
  {
    withContext = true,
    init = {},
  }: { withContext?: boolean; init?: RequestInit } = {},
): Promise<Response> {
  const url = await listen((req, res) => {
    if (withContext) beginContext(req, res, PUBLIC_URL);
    res.setHeader("ETag", '"3"');
    sendProblem(res, refused);
  });
  return fetch(url, init);
}

describe("PROBLEMS", () => {
  it("has a status and a title for every code, and nothing else", () => {
    expect(Object.keys(PROBLEMS).toSorted()).toEqual(
      [...PROBLEM_CODES].toSorted(),
    );
    for (const { status, title } of Object.values(PROBLEMS)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(600);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
    }
  });

  it.each<[ProblemCode, number]>([
    ["invalid_request", 400],
    ["idempotency_key_missing", 400],
    ["idempotency_key_reused", 422],
    ["request_in_progress", 409],
    ["attempt_alive", 409],
    ["order_closed", 409],
    ["check_too_soon", 429],
    ["not_found", 404],
    ["store_unavailable", 503],
  ])("keeps the contract's status of %s: %d", (code, status) => {
    expect(PROBLEMS[code].status).toBe(status);
  });
});

describe("sendProblem", () => {
  it("answers every code with a document that the wire's schema takes", async () => {
    for (const code of PROBLEM_CODES) {
      const res = await ask(refuse(code, "What happened."));
      expect(res.headers.get("content-type")).toBe("application/problem+json");
      const problem = problemSchema.parse(await res.json());
      expect(problem).toMatchObject({
        code,
        status: res.status,
        detail: "What happened.",
      });
      expect(problem.type).toBe(`${PUBLIC_URL}/problems/${code}`);
    }
  });

  it("names the request, forbids caching, and drops what belonged to another answer", async () => {
    const res = await ask(refuse("not_found", "Nothing."), {
      init: { headers: { "X-Request-Id": "req-7" } },
    });
    expect(res.headers.get("x-request-id")).toBe("req-7");
    expect(res.headers.get("cache-control")).toBe("no-store");
    expect(res.headers.get("x-content-type-options")).toBe("nosniff");
    expect(res.headers.get("etag")).toBeNull();
    expect(await res.json()).toMatchObject({ instance: "req-7" });
  });

  it("says when to come back, in whole seconds", async () => {
    const res = await ask(
      refuse("check_too_soon", "Wait.", { retryAfterSeconds: 2.1 }),
    );
    expect(res.status).toBe(429);
    expect(res.headers.get("retry-after")).toBe("3");
  });

  it("names the fields that were wrong, and leaves the list out where there is none", async () => {
    const errors = [{ field: "lines.0.sku", message: "is missing" }];
    const bodyOf = async (given: typeof errors): Promise<unknown> =>
      (await ask(refuse("invalid_request", "No.", { errors: given }))).json();
    expect(await bodyOf(errors)).toMatchObject({ errors });
    expect(await bodyOf([])).not.toHaveProperty("errors");
  });

  it("says how to authenticate where that is what is missing", async () => {
    const challenge = async (code: ProblemCode) =>
      (await ask(refuse(code, "No."))).headers.get("www-authenticate");
    expect(await challenge("token_expired")).toMatch(/^Bearer /);
    expect(await challenge("origin_refused")).toBeNull();
  });

  it("works without any gate before it", async () => {
    const res = await ask(refuse("internal_error", "Sorry."), {
      withContext: false,
    });
    expect(problemSchema.parse(await res.json()).type).toBe("about:blank");
  });

  it("sends no body to HEAD, but its length", async () => {
    const res = await ask(refuse("not_found", "Nothing."), {
      init: { method: "HEAD" },
    });
    expect(res.status).toBe(404);
    expect(Number(res.headers.get("content-length"))).toBeGreaterThan(0);
    expect(await res.text()).toBe("");
  });

  it("breaks off an answer that had begun, rather than add to it", async () => {
    const url = await listen((_req, res) => {
      res.writeHead(200, { "Content-Type": "text/plain" });
      res.write("half");
      sendProblem(res, refuse("internal_error", "Sorry."));
    });
    await expect(fetch(url).then((res) => res.text())).rejects.toThrow();
  });
});
