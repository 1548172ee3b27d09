import { describe, expect, it } from "vitest";
import { problemCode, startTestRelay } from "../support/test-relay.ts";

describe("the browser's way back", () => {
  it("is bounded per address, by GET and by POST, over both addresses", async () => {
    const relay = await startTestRelay({
      asleep: true,
      rateLimits: { returns: { requests: 2, seconds: 60 } },
    });
    const attemptId = await relay.attempt(await relay.order(), "card");
    const come = (path: string, method: string) =>
      relay.request(`/${path}/${attemptId}`, { method });
    expect((await come("return", "GET")).status).toBe(303);
    expect((await come("cancel", "POST")).status).toBe(303);
    for (const path of ["return", "cancel"])
      for (const method of ["GET", "POST"]) {
        const answer = await come(path, method);
        expect([answer.status, problemCode(answer)]).toEqual([
          429,
          "too_many_requests",
        ]);
      }
  });
});
