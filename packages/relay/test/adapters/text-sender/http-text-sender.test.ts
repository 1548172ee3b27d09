import express from "express";
import { describe, expect, it } from "vitest";
import { createAddressGuard } from "../../../src/adapters/merchant-http/address-guard.ts";
import { createGuardedHttp } from "../../../src/adapters/merchant-http/guarded-http.ts";
import { createHttpTextSender } from "../../../src/adapters/text-sender/http-text-sender.ts";
import { listen } from "../../support/http-server.ts";
import { localHttp } from "../../support/local-http.ts";

const MESSAGE = {
  to: "+254712345678",
  text: "Duka: KES 2,500 received.",
  reference: "receipt.ord_1",
};
const SECRET = "a-secret-of-the-gateway";

async function startGateway(status: number, body = "{}") {
  const received: unknown[] = [];
  const app = express()
    .use(express.json())
    .post("/sms", (req, res) => {
      const { authorization, "idempotency-key": key } = req.headers;
      received.push({ authorization, key, body: req.body as unknown });
      res.status(status).type("json").send(body);
    });
  return { url: `${await listen(app)}/sms`, received };
}

const send = (url: string, http = localHttp(), signal?: AbortSignal) =>
  createHttpTextSender({
    ...{ url, http, secret: SECRET, version: "1.2.3", timeoutMs: 2_000 },
    ...(signal === undefined ? {} : { signal }),
  }).send(MESSAGE);

describe("the text message gateway", () => {
  it("gets number, text and reference, with the secret", async () => {
    const gateway = await startGateway(202);
    expect(await send(gateway.url)).toEqual({ kind: "sent" });
    expect(gateway.received).toEqual([
      {
        authorization: `Bearer ${SECRET}`,
        key: MESSAGE.reference,
        body: MESSAGE,
      },
    ]);
  });

  it.each([
    [400, "refused"],
    [422, "refused"],
    [401, "failed"],
    [429, "failed"],
    [302, "failed"],
    [500, "failed"],
  ] as const)("is judged by its status: %i is %s", async (status, kind) => {
    const { url } = await startGateway(status);
    expect(await send(url)).toEqual({ kind, status });
  });

  it("is not read beyond its bound", async () => {
    const { url } = await startGateway(200, `"${"x".repeat(5_000_000)}"`);
    expect(await send(url)).toEqual({ kind: "sent" });
  });

  it("is refused on a private address", async () => {
    const gateway = await startGateway(200);
    const guard = createAddressGuard({ listed: [], allowsLoopback: false });
    const http = createGuardedHttp({ guard });
    expect(await send(gateway.url, http)).toEqual({
      kind: "failed",
      status: null,
    });
    expect(gateway.received).toEqual([]);
  });

  it("is left alone when the relay stops", async () => {
    const url = await listen(() => undefined);
    const result = await send(url, localHttp(), AbortSignal.timeout(100));
    expect(result).toEqual({ kind: "aborted" });
  });
});
