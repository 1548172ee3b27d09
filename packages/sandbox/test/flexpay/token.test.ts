import { describe, expect, it } from "vitest";
import { refusal, send, sendForm } from "../support/harness.ts";
import { anyString, matching } from "../support/matching.ts";
import { isoTime, startFlexpay, toMembers } from "./harness.ts";

const GOOD = {
  client_id: "sandbox-flexpay-client",
  client_secret: "sandbox-flexpay-secret",
};

describe("POST /flexpay/v1/auth/token", () => {
  it("gives a JWT for an hour", async () => {
    const { anyone } = await startFlexpay();
    const reply = await anyone("POST", "/auth/token", GOOD);
    expect(reply.status).toBe(200);
    expect(reply.headers.get("cache-control")).toBe("no-store");
    expect(reply.json).toEqual({
      success: true,
      message: anyString,
      data: { token: anyString, expiresIn: 3600 },
      timestamp: matching(isoTime),
    });
    const [header = "", claims = ""] = String(reply.data["token"]).split(".");
    expect(decode(header)).toMatchObject({ alg: "HS256" });
    const { iat, exp } = decode(claims);
    expect(Number(exp) - Number(iat)).toBe(3600);
  });

  it("takes a form as well", async () => {
    const { origin } = await startFlexpay();
    const reply = await sendForm(`${origin}/flexpay/v1/auth/token`, GOOD);
    expect(toMembers(reply.json["data"])["expiresIn"]).toBe(3600);
  });

  it.each([
    [{ ...GOOD, client_secret: "wrong" }, 401, "INVALID_CREDENTIALS"],
    [{ client_id: "sandbox-flexpay-client" }, 400, "VALIDATION_ERROR"],
    [[], 400, "MALFORMED_REQUEST"],
    ["{", 400, "MALFORMED_REQUEST"],
    [{ client_id: "x".repeat(70_000) }, 413, "PAYLOAD_TOO_LARGE"],
  ])("refuses %j", async (body, status, errorCode) => {
    const { anyone } = await startFlexpay();
    const reply = await anyone("POST", "/auth/token", body);
    expect(reply.status).toBe(status);
    expect(reply.json).toEqual({
      success: false,
      message: anyString,
      errorCode,
      errors: reply.json["errors"],
      timestamp: matching(isoTime),
    });
    expect(Array.isArray(reply.json["errors"])).toBe(true);
  });

  it("takes the credentials it was started with", async () => {
    const { anyone } = await startFlexpay({
      flexpayClientId: "me",
      flexpayClientSecret: "s3",
    });
    const mine = { client_id: "me", client_secret: "s3" };
    expect((await anyone("POST", "/auth/token", mine)).status).toBe(200);
    expect((await anyone("POST", "/auth/token", GOOD)).status).toBe(401);
  });
});

describe("a FlexPay token", () => {
  it.each([undefined, "Bearer abc", "Bearer a.b.c", "Basic abc"])(
    "is refused when it is %j",
    async (authorization) => {
      const { origin } = await startFlexpay();
      const headers: Record<string, string> =
        authorization === undefined ? {} : { authorization };
      for (const path of ["transactions/pending", "nothing"]) {
        const reply = await send(`${origin}/flexpay/v1/${path}`, { headers });
        expect(reply.status).toBe(401);
        expect(reply.headers.get("www-authenticate")).toContain("Bearer");
        expect(reply.json["errorCode"]).toBe("INVALID_TOKEN");
      }
    },
  );

  it("is refused once it has expired", async () => {
    const { shop } = await startFlexpay({ flexpayTokenSeconds: 1 });
    await expect
      .poll(async () => (await shop("GET", "/wallet")).status)
      .toBe(401);
  });

  it("is not one of Almara's, nor the other way round", async () => {
    const { origin, token, anyone } = await startFlexpay();
    const headers = { authorization: `Bearer ${token}` };
    const wallet = await anyone("GET", "/wallet", undefined, headers);
    expect(wallet.status).toBe(401);
    const { data } = await anyone("POST", "/auth/token", GOOD);
    const routes = await send(
      `${origin}/v1/transaction-routes/assigned-routes`,
      { headers: { authorization: `Bearer ${String(data["token"])}` } },
    );
    expect(routes.status).toBe(401);
  });

  it("finds no call that does not exist", async () => {
    const { shop } = await startFlexpay();
    const reply = await shop("GET", "/nothing");
    expect(refusal(reply)).toBe("404 NOT_FOUND");
  });
});

function decode(part: string) {
  return toMembers(JSON.parse(Buffer.from(part, "base64url").toString()));
}
