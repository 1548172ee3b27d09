import { describe, expect, it } from "vitest";
import { sendJwks } from "../../src/http/ops/jwks.ts";
import { listen } from "../support/http-server.ts";

describe("sendJwks", () => {
  it("publishes the public keys to everyone", async () => {
    const keys = [{ kty: "OKP", crv: "Ed25519", x: "eA", kid: "1" }];
    const tokens = { publicKeys: () => Promise.resolve({ keys }) };
    const res = await fetch(
      await listen((_req, res) => void sendJwks(tokens, res)),
    );
    expect(res.headers.get("access-control-allow-origin")).toBe("*");
    expect(res.headers.get("cache-control")).toBe("public, max-age=300");
    expect(await res.json()).toEqual({ keys });
  });
});
