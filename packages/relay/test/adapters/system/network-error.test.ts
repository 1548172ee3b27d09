import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  describeNetworkError,
  networkErrorCode,
} from "../../../src/adapters/system/network-error.ts";

const wrapped = (code: string): Error =>
  new TypeError("fetch failed", {
    cause: Object.assign(new Error("Bearer canary"), { code }),
  });

describe("describeNetworkError", () => {
  it.each<[string, ...string[]]>([
    ["host not found", "ENOTFOUND"],
    ["can't be resolved", "EAI_AGAIN"],
    ["nothing is listening there", "ECONNREFUSED"],
    ["the connection was closed", "ECONNRESET", "EPIPE", "UND_ERR_SOCKET"],
    ["is unreachable", "EHOSTUNREACH", "ENETUNREACH"],
    [
      "no response in time",
      ...["ETIMEDOUT", "ERR_SOCKET_CONNECTION_TIMEOUT"],
      "UND_ERR_CONNECT_TIMEOUT",
      ...["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"],
    ],
    [
      "its certificate is not trusted",
      ...["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID", "HOSTNAME_MISMATCH"],
      ...["DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN"],
      ...["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "ERR_TLS_CERT_ALTNAME_INVALID"],
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    ],
    ["no TLS", "EPROTO", "ERR_SSL_WRONG_VERSION_NUMBER"],
    ["not HTTP", "HPE_INVALID_CONSTANT"],
    ["no connection", "SOMETHING_NEW"],
  ])("says %s for %s", (words, ...codes) => {
    for (const code of codes) {
      const said = describeNetworkError(wrapped(code));
      expect(said).toContain(words);
      expect(said).toContain(`(${code})`);
      expect(said).not.toContain("canary");
      expect(networkErrorCode(wrapped(code))).toBe(code);
    }
  });

  it.each<[unknown, string]>([
    [new DOMException("canary", "TimeoutError"), "no response in time"],
    [new TypeError("canary"), "no connection"],
    ["canary", "no connection"],
    [undefined, "no connection"],
  ])("of %o says %s", (error, words) => {
    expect(describeNetworkError(error)).toBe(words);
  });

  async function listen(
    onConnection: (socket: Socket) => void,
  ): Promise<number> {
    const server: Server = createServer(onConnection);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    return (server.address() as AddressInfo).port;
  }

  const failure = async (url: string): Promise<string> =>
    fetch(url, { redirect: "error" }).then(
      () => "answered",
      (error: unknown) => describeNetworkError(error),
    );

  it("reads what Node's own fetch throws", async () => {
    const cutting = await listen((socket) => socket.destroy());
    expect(await failure(`http://127.0.0.1:${cutting}/`)).toMatch(
      /^the connection was closed /,
    );
    const odd = await listen((socket) => {
      socket.on("error", () => undefined);
      socket.end("SSH-2.0-canary\r\n\r\n");
    });
    expect(await failure(`http://127.0.0.1:${odd}/`)).toContain("not HTTP");
    expect(await failure(`https://127.0.0.1:${odd}/`)).toMatch(/no TLS/);
    const redirecting = await listen((socket) => {
      socket.on("error", () => undefined);
      socket.end(
        "HTTP/1.1 302 Found\r\nlocation: /a\r\ncontent-length: 0\r\n\r\n",
      );
    });
    expect(await failure(`http://127.0.0.1:${redirecting}/`)).toBe(
      "it responds with a redirect",
    );
    expect(await failure("http://127.0.0.1:9/")).toContain("blocks this port");
    expect(await failure("http://name.invalid/")).toMatch(
      /\((?:ENOTFOUND|EAI_AGAIN)\)$/,
    );
  });
});
