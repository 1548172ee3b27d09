import type { lookup as dnsLookup } from "node:dns";
import { describe, expect, it } from "vitest";
import { createAddressGuard } from "../../../src/adapters/merchant-http/address-guard.ts";
import {
  PrivateAddressError,
  createGuardedHttp,
} from "../../../src/adapters/merchant-http/guarded-http.ts";
import { listen } from "../../support/http-server.ts";

/** DNS that answers each look-up with the next of these lists. */
function scriptedLookup(...answers: readonly (readonly string[])[]) {
  const left = [...answers];
  const asked: string[] = [];
  const lookup = (
    hostname: string,
    _options: unknown,
    callback: (
      error: Error | null,
      found: readonly { readonly address: string; readonly family: number }[],
    ) => void,
  ): void => {
    asked.push(hostname);
    const found = left.shift() ?? [];
    callback(
      null,
      found.map((address) => ({
        address,
        family: address.includes(":") ? 6 : 4,
      })),
    );
  };
  return { asked, lookup: lookup as unknown as typeof dnsLookup };
}

function ask(
  listed: readonly string[],
  url: string,
  ...answers: readonly (readonly string[])[]
) {
  const { lookup, asked } = scriptedLookup(...answers);
  const guard = createAddressGuard({ listed, allowsLoopback: false });
  const http = createGuardedHttp({ guard, lookup });
  const call = async (): Promise<number | undefined> => {
    const response = await http({
      url,
      method: "POST",
      headers: {},
      body: "{}",
      signal: AbortSignal.timeout(5_000),
    });
    response.resume();
    return response.statusCode;
  };
  return { call, asked };
}

describe("a request to the merchant", () => {
  it.each([
    "http://127.0.0.1:9/",
    "http://2130706433:9/",
    "http://0x7f.1:9/",
    "http://[::1]:9/",
    "http://[::ffff:127.0.0.1]:9/",
    "https://169.254.169.254/latest/meta-data/",
    "https://10.0.0.1/",
    "https://[fd00::1]/",
  ])("is not made to %s", async (url) => {
    const { call, asked } = ask([], url);
    await expect(call()).rejects.toBeInstanceOf(PrivateAddressError);
    expect(asked).toEqual([]);
  });

  it.each([
    [["127.0.0.1"]],
    [["10.0.0.1", "8.8.8.8"]],
    [["8.8.8.8", "fe80::1"]],
    [["::ffff:127.0.0.1"]],
    [[]],
  ])("is not made where DNS says %j", async (answer) => {
    const { call } = ask([], "https://shop.example/hook", answer);
    await expect(call()).rejects.toBeInstanceOf(PrivateAddressError);
  });

  it("fails, and nothing else does, where DNS knows no such host", async () => {
    const guard = createAddressGuard({ listed: [], allowsLoopback: false });
    const http = createGuardedHttp({ guard });
    const call = http({
      url: "https://no-such-host.invalid/hook",
      method: "POST",
      headers: {},
      body: "{}",
      signal: AbortSignal.timeout(20_000),
    });
    await expect(call).rejects.toMatchObject({ syscall: "getaddrinfo" });
  });

  it("asks DNS for each connection, and not before", async () => {
    const server = await listen((_req, res) => {
      res.writeHead(204, { Connection: "close" }).end();
    });
    const { port } = new URL(server);
    // Listed by its address: the name may not change to another one.
    const { call, asked } = ask(
      ["127.0.0.1"],
      `http://shop.example:${port}/hook`,
      ["127.0.0.1"],
      ["127.0.0.2"],
    );
    expect(await call()).toBe(204);
    await expect(call()).rejects.toBeInstanceOf(PrivateAddressError);
    expect(asked).toEqual(["shop.example", "shop.example"]);
  });
});
