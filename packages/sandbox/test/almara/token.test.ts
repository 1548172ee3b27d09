import { describe, expect, it } from "vitest";
import type { Harness } from "../support/harness.ts";
import { send, sendForm, startHarness } from "../support/harness.ts";
import { matching } from "../support/matching.ts";

const GOOD = {
  client_id: "sandbox-client",
  client_secret: "sandbox-secret",
  grant_type: "client_credentials",
};

const ask = ({ sandbox }: Harness, fields: Record<string, string>) =>
  sendForm(`${sandbox.url}/connect/token`, fields);

const routes = ({ sandbox }: Harness, authorization?: string) =>
  send(`${sandbox.url}/v1/transaction-routes/assigned-routes`, {
    ...(authorization !== undefined && { headers: { authorization } }),
  });

describe("POST /connect/token", () => {
  it("gives a bearer token for one hour, with the scope that was asked for", async () => {
    const harness = await startHarness();
    const reply = await ask(harness, { ...GOOD, scope: "PyPay_api" });
    expect(reply.status).toBe(200);
    expect(reply.headers.get("cache-control")).toBe("no-store");
    expect(reply.json).toEqual({
      access_token: matching(/^[\w-]{43}$/),
      expires_in: 3600,
      token_type: "Bearer",
      scope: "PyPay_api",
    });
  });

  it.each([
    ["another client", { ...GOOD, client_id: "other" }, "invalid_client"],
    ["a wrong secret", { ...GOOD, client_secret: "x" }, "invalid_client"],
    [
      "another grant",
      { ...GOOD, grant_type: "password" },
      "unsupported_grant_type",
    ],
    ["nothing", {}, "invalid_request"],
  ])("refuses %s", async (_what, fields, error) => {
    const reply = await ask(await startHarness(), fields);
    expect(reply.status).toBe(400);
    expect(reply.json).toEqual({ error });
  });

  it("refuses credentials in JSON", async () => {
    const { sandbox } = await startHarness();
    const reply = await send(`${sandbox.url}/connect/token`, {
      method: "POST",
      body: GOOD,
    });
    expect([reply.status, reply.json]).toEqual([
      400,
      { error: "invalid_request" },
    ]);
  });

  it("takes the credentials it was started with", async () => {
    const harness = await startHarness({ clientId: "me", clientSecret: "s3" });
    const mine = { ...GOOD, client_id: "me", client_secret: "s3" };
    expect((await ask(harness, mine)).status).toBe(200);
    expect((await ask(harness, GOOD)).json).toEqual({
      error: "invalid_client",
    });
  });
});

describe("bearer token", () => {
  it.each([
    ["missing", undefined],
    ["unknown", "Bearer abc"],
    ["of another scheme", "Basic abc"],
  ])("is refused when %s", async (_what, authorization) => {
    const reply = await routes(await startHarness(), authorization);
    expect(reply.status).toBe(401);
    expect(reply.headers.get("www-authenticate")).toContain("Bearer");
    expect(reply.json).toMatchObject({ appDomainName: "SANDBOX", status: 401 });
  });

  it("is refused once it has expired", async () => {
    const harness = await startHarness({ tokenSeconds: 0.05 });
    await expect
      .poll(
        async () => (await routes(harness, `Bearer ${harness.token}`)).status,
      )
      .toBe(401);
  });

  it("is accepted whatever the case of its scheme", async () => {
    const harness = await startHarness();
    const reply = await routes(harness, `bearer ${harness.token}`);
    expect(reply.status).toBe(200);
  });

  it("is asked for before the path is looked at", async () => {
    const { sandbox } = await startHarness();
    expect((await send(`${sandbox.url}/v1/nothing`)).status).toBe(401);
  });
});
